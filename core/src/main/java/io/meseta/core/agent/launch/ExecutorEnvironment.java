package io.meseta.core.agent.launch;

import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.message.DurationText;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.ExecutorState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;

/** The environment that executors and command tasks get: all of it (Mesos reference §2.3). */
public final class ExecutorEnvironment {

  /** Where programs are looked for; as in Mesos not what the agent has. */
  public static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final AgentConfig config;
  private final AgentInfo agent;

  ExecutorEnvironment(AgentConfig config, AgentInfo agent) {
    this.config = config;
    this.agent = agent;
  }

  /** Later entries win over earlier ones, and what the framework says over all of them. */
  Map<String, String> of(
      ExecutorState executor, FrameworkInfo framework, List<Resource> taskResources) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", PATH);
    environment.put("LIBPROCESS_IP", config.address().ip());
    environment.putAll(config.executors().environment());
    environment.put("LIBPROCESS_PORT", "0");
    environment.put("MESOS_FRAMEWORK_ID", executor.framework().value());
    environment.put("MESOS_EXECUTOR_ID", executor.id().value());
    environment.put("MESOS_DIRECTORY", executor.sandbox());
    environment.put("MESOS_SANDBOX", executor.sandbox());
    environment.put("MESOS_SLAVE_ID", agent.getId().getValue());
    environment.put("MESOS_SLAVE_PID", config.address().pid().value());
    environment.put("MESOS_AGENT_ENDPOINT", config.address().ip() + ":" + config.address().port());
    environment.put("MESOS_HTTP_COMMAND_EXECUTOR", "0");
    environment.put("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", DurationText.of(grace(executor)));
    putCheckpointing(environment, framework.getCheckpoint());
    executor
        .info()
        .getCommand()
        .getEnvironment()
        .getVariablesList()
        .forEach(variable -> environment.put(variable.getName(), variable.getValue()));
    if (executor.forCommandTask() && !taskResources.isEmpty()) {
      environment.put(
          "MESOS_ALLOCATION_ROLE", taskResources.getFirst().getAllocationInfo().getRole());
    }
    return environment;
  }

  private void putCheckpointing(Map<String, String> environment, boolean checkpoint) {
    environment.put("MESOS_CHECKPOINT", checkpoint ? "1" : "0");
    if (checkpoint) {
      AgentConfig.Timing timing = config.timing();
      environment.put("MESOS_RECOVERY_TIMEOUT", DurationText.of(timing.recoveryTimeout()));
      environment.put(
          "MESOS_SUBSCRIPTION_BACKOFF_MAX",
          DurationText.of(timing.executorReregistrationTimeout()));
    }
  }

  private Duration grace(ExecutorState executor) {
    return executor.info().hasShutdownGracePeriod()
        ? Wire.duration(executor.info().getShutdownGracePeriod())
        : config.timing().executorShutdownGracePeriod();
  }
}
