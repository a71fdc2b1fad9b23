package io.meseta.core.master.agents;

import io.meseta.core.AgentId;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedGone;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedUnreachable;
import io.meseta.core.master.DurableMasterEvent.AgentRemoved;
import io.meseta.core.master.MasterEffect.UnlinkAgent;
import io.meseta.core.master.TaskEvent.ExecutorRemoved;
import io.meseta.core.master.TaskEvent.TaskBecameUnreachable;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.message.Statuses;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.operation.OperationReports;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.master.state.TaskTransitions;
import io.meseta.core.master.state.Turn;
import io.meseta.core.master.tasks.TaskReports;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * Ends an agent's time with this master: it left, it does not answer, or it is gone for good. In
 * each case offers are rescinded, tasks reported and frameworks told (Mesos reference §11.5).
 */
public final class AgentRemoval {

  private AgentRemoval() {}

  /** The agent left, or its place is taken. */
  public static void remove(Turn turn, Agent agent, String cause) {
    OfferRemoval.rescindAll(turn, agent);
    String message = "Agent " + agent.info().getHostname() + " removed: " + cause;
    for (LiveTask task : copyOfTasks(agent)) {
      TaskStatus status =
          status(
                  turn,
                  task,
                  lastState(task, TaskState.TASK_LOST),
                  Reason.REASON_AGENT_REMOVED,
                  message)
              .build();
      TaskReports.end(turn, framework(turn, task), task, status);
    }
    removeExecutors(turn, agent);
    OperationReports.forget(turn, agent);
    OfferRemoval.rescindAll(turn, agent);
    unlink(turn, agent);
    turn.emit(new AgentRemoved(agent.id()));
    tellFrameworks(turn, agent.id());
  }

  /** The agent does not answer. Its tasks may come back with it. */
  static void markUnreachable(Turn turn, Agent agent, String why) {
    for (LiveTask task : copyOfTasks(agent)) {
      Framework framework = framework(turn, task);
      TaskState state =
          lastState(
              task,
              framework.has(Capability.Type.PARTITION_AWARE)
                  ? TaskState.TASK_UNREACHABLE
                  : TaskState.TASK_LOST);
      TaskStatus status =
          status(turn, task, state, Reason.REASON_AGENT_REMOVED, why)
              .setUnreachableTime(Statuses.time(turn.now()))
              .build();
      TaskReports.update(turn, framework, task, status);
      turn.emit(new TaskBecameUnreachable(framework.id(), task.id(), agent.id()));
    }
    removeExecutors(turn, agent);
    OperationReports.lose(
        turn, agent, OperationState.OPERATION_UNREACHABLE, "Agent was marked unreachable");
    OfferRemoval.rescindAll(turn, agent);
    unlink(turn, agent);
    turn.emit(new AgentMarkedUnreachable(agent.id(), turn.now()));
    tellFrameworks(turn, agent.id());
  }

  /** An operator says that the agent will never come back. */
  public static void markGone(Turn turn, Agent agent) {
    for (LiveTask task : copyOfTasks(agent)) {
      endGone(turn, framework(turn, task), task);
    }
    removeExecutors(turn, agent);
    OperationReports.lose(
        turn, agent, OperationState.OPERATION_GONE_BY_OPERATOR, "Agent has been marked gone");
    OfferRemoval.rescindAll(turn, agent);
    unlink(turn, agent);
    turn.emit(new AgentMarkedGone(agent.id(), turn.now()));
    tellFrameworks(turn, agent.id());
  }

  /** Ends a task whose agent is gone. */
  static void endGone(Turn turn, Framework framework, LiveTask task) {
    boolean aware = framework.has(Capability.Type.PARTITION_AWARE);
    TaskState state = aware ? TaskState.TASK_GONE_BY_OPERATOR : TaskState.TASK_LOST;
    Reason reason = aware ? Reason.REASON_AGENT_REMOVED_BY_OPERATOR : Reason.REASON_AGENT_REMOVED;
    TaskStatus status = status(turn, task, state, reason, "Agent has been marked gone").build();
    TaskReports.end(turn, framework, task, status);
  }

  /** Drops the link, unless another agent has taken over the process. */
  private static void unlink(Turn turn, Agent agent) {
    turn.state()
        .agent(agent.pid())
        .filter(agent::equals)
        .ifPresent(same -> turn.tell(new UnlinkAgent(same.pid())));
  }

  /** Tells all frameworks that the agent is lost. */
  static void tellFrameworks(Turn turn, AgentId agent) {
    for (Framework framework : turn.state().frameworks()) {
      turn.send(framework, SchedulerEvents.failure(agent));
    }
  }

  /** A task that has ended stays as it ended: Mesos says even then that it is lost. */
  static TaskState lastState(LiveTask task, TaskState otherwise) {
    return TaskTransitions.isTerminal(task.state()) ? task.state() : otherwise;
  }

  private static List<LiveTask> copyOfTasks(Agent agent) {
    List<LiveTask> tasks = new ArrayList<>();
    agent.tasks().forEach(tasks::add);
    return tasks;
  }

  private static Framework framework(Turn turn, LiveTask task) {
    return turn.state().framework(task.framework()).orElseThrow();
  }

  private static TaskStatus.Builder status(
      Turn turn, LiveTask task, TaskState state, Reason reason, String message) {
    return Statuses.of(task.toProtobuf(), state, turn.now()).setReason(reason).setMessage(message);
  }

  private static void removeExecutors(Turn turn, Agent agent) {
    for (Agent.ExecutorKey key : List.copyOf(agent.executors().keySet())) {
      turn.emit(new ExecutorRemoved(key.framework(), agent.id(), key.executor(), turn.now()));
    }
  }
}
