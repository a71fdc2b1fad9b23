package io.meseta.core.master.agents;

import io.meseta.core.master.TaskEvent.ExecutorRemoved;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.TaskTransitions;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Task;

/**
 * An agent that this leader knows reports again: what either side has and the other has not is put
 * right (Mesos reference §11.4, §12.8).
 */
final class KnownAgent {

  private KnownAgent() {}

  static void reconcile(Turn turn, Agent agent, ReregisterSlaveMessage message) {
    ReportedTasks.recoverFrameworks(turn, message.getFrameworksList());
    removeExecutorsNotReported(turn, agent, message.getExecutorInfosList());
    addUnknown(turn, agent, message);
    turn.send(
        agent,
        AgentMessages.reregistered(
            agent.id(), MissingTasks.ask(turn, agent, message.getTasksList()), turn.config()));
    repeatKills(turn, agent, message.getTasksList());
    ReportedTasks.updateFrameworks(turn, agent, message.getFrameworksList());
  }

  private static void removeExecutorsNotReported(
      Turn turn, Agent agent, List<ExecutorInfo> reported) {
    Set<Agent.ExecutorKey> keys = new HashSet<>();
    reported.forEach(executor ->
        keys.add(
            new Agent.ExecutorKey(
                Ids.of(executor.getFrameworkId()), Ids.of(executor.getExecutorId()))));
    for (Agent.ExecutorKey key : List.copyOf(agent.executors().keySet())) {
      if (!keys.contains(key)) {
        turn.emit(new ExecutorRemoved(key.framework(), agent.id(), key.executor(), turn.now()));
      }
    }
  }

  /**
   * Counts what runs on the agent though this leader gave it up, such as tasks of a framework that
   * does not checkpoint after a broken link: Mesos offers their resources a second time.
   */
  private static void addUnknown(Turn turn, Agent agent, ReregisterSlaveMessage message) {
    for (ExecutorInfo executor : message.getExecutorInfosList()) {
      turn.state()
          .framework(Ids.of(executor.getFrameworkId()))
          .filter(f -> !agent.hasExecutor(f.id(), Ids.of(executor.getExecutorId())))
          .ifPresent(framework -> ReportedTasks.add(turn, framework, agent, executor));
    }
    for (Task task : message.getTasksList()) {
      if (!TaskTransitions.isTerminal(task.getState())) {
        turn.state()
            .framework(Ids.of(task.getFrameworkId()))
            .filter(framework -> framework.task(Ids.of(task.getTaskId())).isEmpty())
            .ifPresent(framework -> {
              ReportedTasks.add(turn, framework, task);
              ReturningAgent.tell(turn, framework, task, "Lost task is still there");
            });
      }
    }
  }

  private static void repeatKills(Turn turn, Agent agent, List<Task> reported) {
    for (Task task : reported) {
      boolean wanted =
          agent.isKillRequested(Ids.of(task.getFrameworkId()), Ids.of(task.getTaskId()));
      if (wanted && !TaskTransitions.isTerminal(task.getState())) {
        turn.send(
            agent,
            AgentMessages.kill(Ids.of(task.getFrameworkId()), Ids.of(task.getTaskId())).build());
      }
    }
  }
}
