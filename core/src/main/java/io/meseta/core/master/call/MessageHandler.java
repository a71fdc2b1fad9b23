package io.meseta.core.master.call;

import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.FrameworkToExecutorMessage;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** MESSAGE: bytes for an executor, passed on if its agent can be reached. */
final class MessageHandler {

  private MessageHandler() {}

  static void handle(Turn turn, Framework framework, Call.Message body) {
    turn.state()
        .agent(Ids.of(body.getAgentId()))
        .filter(Agent::isConnected)
        .ifPresent(agent ->
            turn.send(
                agent,
                FrameworkToExecutorMessage.newBuilder()
                    .setSlaveId(body.getAgentId())
                    .setFrameworkId(Ids.toProtobuf(framework.id()))
                    .setExecutorId(body.getExecutorId())
                    .setData(body.getData())
                    .build()));
  }
}
