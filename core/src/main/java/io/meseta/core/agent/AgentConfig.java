package io.meseta.core.agent;

import io.meseta.core.Pid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.UUID;

/**
 * What an agent is told about itself when it starts.
 *
 * @param info host name, port, resources and attributes; has no id
 * @param version of Mesos that this agent is compatible with, as told to the master
 * @param resourceVersion changes with the agent's resources; random for each run of the daemon
 * @param address where it is reached
 * @param workDirectory absolute path; sandboxes are below it
 * @param timing how long it waits for what
 * @param executors how executors are started and remembered
 */
public record AgentConfig(
    AgentInfo info,
    String version,
    UUID resourceVersion,
    Address address,
    String workDirectory,
    Timing timing,
    Executors executors) {

  /**
   * Where the agent is reached.
   *
   * @param pid {@code slave(1)@ip:port}
   * @param ip dotted address, also reported as that of containers without a network of their own
   */
  public record Address(Pid pid, String ip, int port) {}

  /**
   * Flags that are durations, named as the flags are (Mesos reference §14.2).
   *
   * @param registrationBackoffFactor first bound of the random delay before registering
   * @param executorRegistrationTimeout how long a new executor may take to subscribe
   * @param executorReregistrationTimeout how long it may take after a restart of the agent
   * @param executorShutdownGracePeriod between SHUTDOWN and the end of the container
   * @param recoveryTimeout how long executors wait for a dead agent
   */
  public record Timing(
      Duration registrationBackoffFactor,
      Duration executorRegistrationTimeout,
      Duration executorReregistrationTimeout,
      Duration executorShutdownGracePeriod,
      Duration recoveryTimeout) {

    /** The defaults of Mesos. */
    public static Timing defaults() {
      return new Timing(
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofMinutes(15));
    }
  }

  /**
   * How executors are started and remembered.
   *
   * @param environment variables that every executor gets; in Mesos the flag {@code
   *     --executor_environment_variables}
   * @param switchUser whether tasks run as the user that their framework names
   * @param maxCompletedFrameworks frameworks kept for display
   * @param maxCompletedExecutors executors kept for display, per framework
   * @param maxCompletedTasks tasks kept for display, per executor
   */
  public record Executors(
      Map<String, String> environment,
      boolean switchUser,
      int maxCompletedFrameworks,
      int maxCompletedExecutors,
      int maxCompletedTasks) {

    public Executors {
      environment = Map.copyOf(environment);
    }

    /** The defaults of Mesos. */
    public static Executors defaults() {
      return new Executors(Map.of(), true, 50, 150, 200);
    }
  }

  /** What this agent can do; the order is the one in which Mesos tells it. */
  public static final List<AgentInfo.Capability.Type> CAPABILITIES =
      List.of(
          AgentInfo.Capability.Type.MULTI_ROLE,
          AgentInfo.Capability.Type.HIERARCHICAL_ROLE,
          AgentInfo.Capability.Type.RESERVATION_REFINEMENT,
          AgentInfo.Capability.Type.RESOURCE_PROVIDER,
          AgentInfo.Capability.Type.RESIZE_VOLUME,
          AgentInfo.Capability.Type.AGENT_OPERATION_FEEDBACK,
          AgentInfo.Capability.Type.AGENT_DRAINING,
          AgentInfo.Capability.Type.TASK_RESOURCE_LIMITS);
}
