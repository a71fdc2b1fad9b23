package io.meseta.core.master.call;

import io.meseta.core.TaskId;
import io.meseta.core.master.TaskEvent.TaskKillRequested;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * KILL: passed on to the agent, now or when it is back. A task that is not known is reconciled
 * instead (Mesos reference §1.1).
 */
final class KillHandler {

  private KillHandler() {}

  static void handle(Turn turn, Framework framework, Call.Kill body) {
    TaskId id = Ids.of(body.getTaskId());
    Optional<LiveTask> task = framework.task(id);
    if (task.isEmpty()) {
      ReconcileHandler.handle(turn, framework, asReconcile(body));
      return;
    }
    boolean wrongAgent = body.hasAgentId() && !task.get().agent().equals(Ids.of(body.getAgentId()));
    if (wrongAgent) {
      return; // as Mesos: dropped
    }
    Agent agent = turn.state().agent(task.get().agent()).orElseThrow();
    turn.emit(new TaskKillRequested(framework.id(), id, agent.id()));
    if (agent.isConnected()) {
      KillTaskMessage.Builder message = AgentMessages.kill(framework.id(), id);
      if (body.hasKillPolicy()) {
        message.setKillPolicy(body.getKillPolicy());
      }
      turn.send(agent, message.build());
    }
  }

  private static Call.Reconcile asReconcile(Call.Kill body) {
    Call.Reconcile.Task.Builder task = Call.Reconcile.Task.newBuilder().setTaskId(body.getTaskId());
    if (body.hasAgentId()) {
      task.setAgentId(body.getAgentId());
    }
    return Call.Reconcile.newBuilder().addTasks(task).build();
  }
}
