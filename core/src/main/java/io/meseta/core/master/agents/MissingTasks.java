package io.meseta.core.master.agents;

import io.meseta.core.master.message.Ids;
import io.meseta.core.master.message.Statuses;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.ReconcileTasksMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * Tasks that are believed to be on an agent, which did not report them. Only the agent can say what
 * that means: the order to run one may still be on its way, and comes before the question.
 */
final class MissingTasks {

  private MissingTasks() {}

  /** Questions about them; the agent answers with an update for each that it does not have. */
  static List<ReconcileTasksMessage> ask(Turn turn, Agent agent, List<Task> reported) {
    Set<Agent.TaskKey> keys = new HashSet<>();
    reported.forEach(task ->
        keys.add(new Agent.TaskKey(Ids.of(task.getFrameworkId()), Ids.of(task.getTaskId()))));
    Map<Framework, ReconcileTasksMessage.Builder> questions = new LinkedHashMap<>();
    for (LiveTask task : agent.tasks()) {
      if (!keys.contains(new Agent.TaskKey(task.framework(), task.id()))) {
        Framework framework = turn.state().framework(task.framework()).orElseThrow();
        questions
            .computeIfAbsent(framework, MissingTasks::question)
            .addStatuses(
                Statuses.of(task.id(), task.agent(), task.reconciliationState(), turn.now())
                    .setReason(TaskStatus.Reason.REASON_RECONCILIATION)
                    .setMessage("Reconciliation request"));
      }
    }
    List<ReconcileTasksMessage> messages = new ArrayList<>();
    questions.values().forEach(question -> messages.add(question.build()));
    return messages;
  }

  private static ReconcileTasksMessage.Builder question(Framework framework) {
    return ReconcileTasksMessage.newBuilder()
        .setFrameworkId(Ids.toProtobuf(framework.id()))
        .setFramework(framework.info());
  }
}
