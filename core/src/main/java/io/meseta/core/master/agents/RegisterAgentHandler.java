package io.meseta.core.master.agents;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.Pid;
import io.meseta.core.master.AgentEvent.AgentPinged;
import io.meseta.core.master.AgentEvent.AgentRegistered;
import io.meseta.core.master.AgentEvent.Report;
import io.meseta.core.master.DurableMasterEvent.AgentAdmitted;
import io.meseta.core.master.MasterCommand.RegisterAgent;
import io.meseta.core.master.MasterEffect.LinkToAgent;
import io.meseta.core.master.MasterEffect.SendToAgent;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;

/** An agent without a past joins the cluster (Mesos reference §12.8). */
public final class RegisterAgentHandler {

  private RegisterAgentHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, RegisterAgent command) {
    RegisterSlaveMessage message = command.message();
    if (turn.state().maintenance().isDown(message.getSlave(), command.from())) {
      AgentId nobody = Ids.of(message.getSlave().getId());
      turn.tell(
          new SendToAgent(nobody, command.from(), AgentMessages.shutdown("Machine is `DOWN`")));
      return;
    }
    if (!AgentValidation.isAcceptable(message, turn.config())) {
      return;
    }
    Optional<Agent> present = turn.state().agent(command.from());
    if (present.isPresent() && present.get().isConnected()) {
      turn.send(present.get(), AgentMessages.registered(present.get().id(), turn.config()));
      return; // the welcome got lost
    }
    present.ifPresent(
        old -> AgentRemoval.remove(turn, old, "a new agent registered at the same address"));
    AgentId id = turn.state().nextAgentId();
    AgentInfo info = message.getSlave().toBuilder().setId(Ids.toProtobuf(id)).build();
    turn.emit(new AgentAdmitted(id, info));
    turn.emit(new AgentRegistered(id, report(command.from(), message), turn.now()));
    turn.tell(new LinkToAgent(command.from()));
    Agent agent = turn.state().agent(id).orElseThrow();
    ping(turn, agent);
    turn.send(agent, AgentMessages.registered(id, turn.config()));
  }

  /** Sends a ping and remembers that an answer is due. */
  static void ping(Turn turn, Agent agent) {
    turn.emit(new AgentPinged(agent.id(), turn.now()));
    turn.send(agent, AgentMessages.ping(agent.isConnected()));
  }

  private static Report report(Pid pid, RegisterSlaveMessage message) {
    return new Report(
        pid,
        message.getVersion(),
        message.getAgentCapabilitiesList(),
        AgentValidation.total(message.getSlave(), message.getCheckpointedResourcesList())
            .orElseThrow(),
        message.hasResourceVersionUuid()
            ? Optional.of(message.getResourceVersionUuid().getValue())
            : Optional.<ByteString>empty());
  }
}
