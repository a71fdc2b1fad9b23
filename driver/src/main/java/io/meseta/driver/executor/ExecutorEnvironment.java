package io.meseta.driver.executor;

import io.meseta.driver.DurationText;
import io.meseta.driver.http.ApiEndpoint;
import io.meseta.driver.http.HttpAddress;
import io.meseta.driver.wire.MessageWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the agent tells an executor through its environment (Mesos reference §2.3). Immutable. */
final class ExecutorEnvironment {
  private static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(5);
  private static final Duration DEFAULT_RECOVERY_TIMEOUT = Duration.ofMinutes(15);
  private static final Duration DEFAULT_BACKOFF = Duration.ofSeconds(2);

  private final Map<String, String> variables;
  private final ApiEndpoint agent;
  private final byte[] frameworkId;
  private final byte[] executorId;

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException if a variable is missing or malformed; the text names it
   */
  ExecutorEnvironment(Map<String, String> variables) {
    this.variables = variables;
    this.agent = agent(variables);
    this.frameworkId = id(required("MESOS_FRAMEWORK_ID"));
    this.executorId = id(required("MESOS_EXECUTOR_ID"));
    gracePeriod();
    recoveryTimeout();
    maxBackoff();
  }

  private static ApiEndpoint agent(Map<String, String> variables) {
    String pid = variables.getOrDefault("MESOS_SLAVE_PID", "slave(1)@");
    String address = variables.get("MESOS_AGENT_ENDPOINT");
    if (address == null && !pid.endsWith("@")) {
      address = pid;
    }
    if (address == null) {
      throw missing("MESOS_AGENT_ENDPOINT");
    }
    String token = variables.get("MESOS_EXECUTOR_AUTHENTICATION_TOKEN");
    return new ApiEndpoint(
        HttpAddress.parse(address),
        "/" + pid.substring(0, Math.max(0, pid.indexOf('@'))) + "/api/v1/executor",
        token == null ? null : "Bearer " + token);
  }

  ApiEndpoint agent() {
    return agent;
  }

  /** Encoded FrameworkID. */
  byte[] frameworkId() {
    return frameworkId;
  }

  /** Encoded ExecutorID. */
  byte[] executorId() {
    return executorId;
  }

  /** Encoded SlaveID. */
  Optional<byte[]> agentId() {
    return Optional.ofNullable(variables.get("MESOS_SLAVE_ID")).map(ExecutorEnvironment::id);
  }

  /** How long the process may go on after it was asked to shut down. */
  Duration gracePeriod() {
    return duration("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", DEFAULT_GRACE_PERIOD);
  }

  /** How long to look for a lost agent; without checkpointing it does not come back for us. */
  Duration recoveryTimeout() {
    boolean checkpoint = "1".equals(variables.get("MESOS_CHECKPOINT"));
    return checkpoint
        ? duration("MESOS_RECOVERY_TIMEOUT", DEFAULT_RECOVERY_TIMEOUT)
        : Duration.ZERO;
  }

  Duration maxBackoff() {
    return duration("MESOS_SUBSCRIPTION_BACKOFF_MAX", DEFAULT_BACKOFF);
  }

  /** Whether this process also holds the agent and must not be killed. */
  boolean isLocal() {
    return variables.containsKey("MESOS_LOCAL");
  }

  private Duration duration(String name, Duration otherwise) {
    String text = variables.get(name);
    try {
      return text == null ? otherwise : DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Failed to parse " + name + ": " + e.getMessage(), e);
    }
  }

  private String required(String name) {
    @Nullable String value = variables.get(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  private static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException("Expecting '" + name + "' to be set in the environment");
  }

  private static byte[] id(String value) {
    return new MessageWriter().text(1, value).toByteArray();
  }
}
