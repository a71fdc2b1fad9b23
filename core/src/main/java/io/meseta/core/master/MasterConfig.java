package io.meseta.core.master;

import io.meseta.core.Pid;
import io.meseta.core.allocator.AllocatorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.MasterInfo;

/**
 * What the master core is told once and for all. {@link #defaults} holds what Mesos has as defaults
 * of the flags of the same names (Mesos reference §14.1).
 *
 * @param info who this master is; its id is the prefix of all ids it gives out
 * @param pid the address of this master
 * @param timing how long things may take
 * @param history how much of the past is kept
 * @param allocation how offers are made
 * @param admission who may join
 */
public record MasterConfig(
    MasterInfo info,
    Pid pid,
    Timing timing,
    History history,
    Allocation allocation,
    Admission admission) {

  /** The settings of a master without flags. */
  public static MasterConfig defaults(MasterInfo info) {
    return new MasterConfig(
        info,
        new Pid(info.getPid()),
        Timing.DEFAULT,
        History.DEFAULT,
        Allocation.DEFAULT,
        Admission.DEFAULT);
  }

  /** The same settings with other durations. */
  public MasterConfig with(Timing other) {
    return new MasterConfig(info, pid, other, history, allocation, admission);
  }

  /** The same settings with another bound on the past. */
  public MasterConfig with(History other) {
    return new MasterConfig(info, pid, timing, other, allocation, admission);
  }

  /** The same settings with another way of making offers. */
  public MasterConfig with(Allocation other) {
    return new MasterConfig(info, pid, timing, history, other, admission);
  }

  /** The same settings with other rules of who may join. */
  public MasterConfig with(Admission other) {
    return new MasterConfig(info, pid, timing, history, allocation, other);
  }

  /**
   * Who may join.
   *
   * @param rootSubmissions whether frameworks may run as root
   * @param roles the only roles frameworks may have, or empty for all
   * @param requireAgentDomain whether agents must say where they stand
   */
  public record Admission(boolean rootSubmissions, List<String> roles, boolean requireAgentDomain) {

    /** Everybody. */
    public static final Admission DEFAULT = new Admission(true, List.of(), false);

    public Admission {
      roles = List.copyOf(roles);
    }
  }

  /**
   * How long things may take.
   *
   * @param agentPing between two pings of an agent, and how long it has to answer
   * @param maxAgentPingTimeouts how many pings may go unanswered before the agent is unreachable
   * @param agentReregister how long agents of the registry have to come back to a new leader
   * @param heartbeat between two HEARTBEAT events
   */
  public record Timing(
      Duration agentPing, int maxAgentPingTimeouts, Duration agentReregister, Duration heartbeat) {

    /** 15 s, 5, 10 min, 15 s. */
    public static final Timing DEFAULT =
        new Timing(Duration.ofSeconds(15), 5, Duration.ofMinutes(10), Duration.ofSeconds(15));

    /** After how long without an answer an agent is unreachable. */
    public Duration totalPingTimeout() {
      return agentPing.multipliedBy(maxAgentPingTimeouts);
    }
  }

  /**
   * How much of the past is kept; the oldest goes first.
   *
   * @param frameworks completed frameworks
   * @param tasksPerFramework completed tasks of each framework
   * @param unreachableTasksPerFramework unreachable tasks of each framework
   * @param removedAgents ids of agents that were removed
   * @param registry what the registry keeps of unreachable and gone agents
   */
  public record History(
      int frameworks,
      int tasksPerFramework,
      int unreachableTasksPerFramework,
      int removedAgents,
      RegistryHistory registry) {

    /** 50, 1000, 1000, 100 000. */
    public static final History DEFAULT =
        new History(50, 1000, 1000, 100_000, RegistryHistory.DEFAULT);
  }

  /**
   * What the registry keeps of unreachable and gone agents.
   *
   * @param cleanup how often it is looked through
   * @param maxAge for how long an agent is kept
   * @param maxAgents how many of each are kept
   */
  public record RegistryHistory(Duration cleanup, Duration maxAge, int maxAgents) {

    /** 15 min, 2 weeks, 102 400. */
    public static final RegistryHistory DEFAULT =
        new RegistryHistory(Duration.ofMinutes(15), Duration.ofDays(14), 102_400);
  }

  /**
   * How offers are made.
   *
   * @param interval shortest life of a refusal, as with the allocation interval of Mesos
   * @param batch how long freed resources may wait for others, so that they go into one offer
   * @param offerTimeout after how long an unanswered offer is rescinded, or empty for never
   * @param allocator whose turn it is
   * @param recovery what is awaited before anything is offered after an election
   */
  public record Allocation(
      Duration interval,
      Duration batch,
      Optional<Duration> offerTimeout,
      AllocatorSettings allocator,
      AgentRecovery recovery) {

    /** 1 s, 1 ms, never. */
    public static final Allocation DEFAULT =
        new Allocation(
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Optional.empty(),
            AllocatorSettings.DEFAULT,
            AgentRecovery.DEFAULT);
  }

  /**
   * What is awaited before anything is offered after an election, if any role has a quota.
   *
   * @param factor which part of the agents of the registry, from 0 to 1
   * @param timeout how long at most
   */
  public record AgentRecovery(double factor, Duration timeout) {

    /** 0.8 and 10 min. */
    public static final AgentRecovery DEFAULT = new AgentRecovery(0.8, Duration.ofMinutes(10));
  }
}
