package io.meseta.core.master.call;

import io.meseta.core.TaskId;
import io.meseta.core.master.TaskEvent.TaskCompleted;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.StatusUpdateAcknowledgementMessage;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * ACKNOWLEDGE: passed on to the agent, which then stops repeating the update. The acknowledgement
 * of the last update makes the task history (Mesos reference §11.3).
 */
final class AcknowledgeHandler {

  private AcknowledgeHandler() {}

  static void handle(Turn turn, Framework framework, Call.Acknowledge body) {
    Optional<Agent> agent =
        turn.state().agent(Ids.of(body.getAgentId())).filter(Agent::isConnected);
    if (agent.isEmpty()) {
      return; // the agent will repeat the update when it is back
    }
    TaskId id = Ids.of(body.getTaskId());
    Optional<LiveTask> task = agent.get().task(framework.id(), id);
    if (task.isPresent() && task.get().statusUpdateState().isEmpty()) {
      return; // as Mesos: this leader has not sent any update of the task
    }
    if (task.isPresent() && task.get().isFinalAcknowledgement(body.getUuid())) {
      turn.emit(new TaskCompleted(framework.id(), id, agent.get().id()));
    }
    turn.send(
        agent.get(),
        StatusUpdateAcknowledgementMessage.newBuilder()
            .setSlaveId(body.getAgentId())
            .setFrameworkId(Ids.toProtobuf(framework.id()))
            .setTaskId(body.getTaskId())
            .setUuid(body.getUuid())
            .build());
  }
}
