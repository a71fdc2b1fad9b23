package io.meseta.core.master.call;

import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * SHUTDOWN: passed on to the agent, which ends the executor. What becomes of its tasks the agent
 * reports (Mesos reference §1.1).
 */
final class ShutdownHandler {

  private ShutdownHandler() {}

  static void handle(Turn turn, Framework framework, Call.Shutdown body) {
    turn.state()
        .agent(Ids.of(body.getAgentId()))
        .ifPresent(agent ->
            turn.send(
                agent,
                AgentMessages.shutdownExecutor(framework.id(), Ids.of(body.getExecutorId()))));
  }
}
