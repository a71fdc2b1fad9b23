package io.meseta.core.master.agents;

import io.meseta.core.AgentId;
import io.meseta.core.Pid;
import io.meseta.core.master.AgentEvent.AgentReregistered;
import io.meseta.core.master.AgentEvent.Report;
import io.meseta.core.master.DurableMasterEvent.AgentInfoChanged;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedReachable;
import io.meseta.core.master.MasterCommand.ReregisterAgent;
import io.meseta.core.master.MasterEffect.LinkToAgent;
import io.meseta.core.master.MasterEffect.SendToAgent;
import io.meseta.core.master.MasterEffect.UnlinkAgent;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.operation.OperationStart;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.AgentStage;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;
import org.apache.mesos.v1.Protos.Resource;

/**
 * An agent reports back with all it has: after its own restart, after a change of leader, or after
 * it could not be reached (Mesos reference §12.8).
 */
public final class ReregisterAgentHandler {

  private ReregisterAgentHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, ReregisterAgent command) {
    ReregisterSlaveMessage message = command.message();
    AgentId id = Ids.of(message.getSlave().getId());
    AgentStage stage = turn.state().membership().stage(id);
    if (stage == AgentStage.GONE) {
      shutdown(turn, id, command.from(), "Agent has been marked gone");
      return;
    }
    if (turn.state().maintenance().isDown(message.getSlave(), command.from())) {
      shutdown(turn, id, command.from(), "Machine is `DOWN`");
      return;
    }
    if (!AgentValidation.isAcceptable(message, turn.config())) {
      return;
    }
    Optional<Agent> present = turn.state().agent(id);
    if (present.isPresent() && isElsewhere(present.get(), command)) {
      shutdown(
          turn, id, command.from(), "Agent attempted to reregister with different IP / hostname");
      return;
    }
    present
        .map(Agent::pid)
        .filter(pid -> !pid.equals(command.from()))
        .ifPresent(pid -> turn.tell(new UnlinkAgent(pid)));
    Report report = report(command.from(), message, present);
    present
        .filter(agent -> !agent.total().equals(report.total()))
        .ifPresent(agent -> OfferRemoval.rescindAll(turn, agent));
    admit(turn, id, stage, message.getSlave());
    turn.emit(new AgentReregistered(id, report, turn.now()));
    turn.tell(new LinkToAgent(command.from()));
    Agent agent = turn.state().agent(id).orElseThrow();
    if (present.isPresent()) {
      KnownAgent.reconcile(turn, agent, message);
      repeatCheckpoint(turn, agent);
    } else {
      ReturningAgent.restore(turn, agent, stage, message);
      RegisterAgentHandler.ping(turn, agent);
    }
    if (turn.state().service().isDraining(id)) {
      turn.send(
          agent, AgentMessages.drain(turn.state().service().drain(id).orElseThrow().getConfig()));
    }
  }

  private static void shutdown(Turn turn, AgentId id, Pid pid, String why) {
    turn.tell(new SendToAgent(id, pid, AgentMessages.shutdown(why)));
  }

  private static boolean isElsewhere(Agent known, ReregisterAgent command) {
    return !known.info().getHostname().equals(command.message().getSlave().getHostname())
        || !address(known.pid()).equals(address(command.from()));
  }

  /** The part of a process' address that names the machine. */
  private static String address(Pid pid) {
    String text = pid.value();
    int colon = text.lastIndexOf(':');
    return text.substring(text.indexOf('@') + 1, colon < 0 ? text.length() : colon);
  }

  private static void admit(Turn turn, AgentId id, AgentStage stage, AgentInfo info) {
    switch (stage) {
      case REGISTERED, DISCONNECTED, RECOVERED -> {
        boolean same = turn.state().membership().info(id).filter(info::equals).isPresent();
        if (!same) {
          turn.emit(new AgentInfoChanged(id, info));
        }
      }
      case UNKNOWN, UNREACHABLE, REMOVED -> turn.emit(new AgentMarkedReachable(id, info));
      case GONE -> throw new IllegalStateException(id + " is gone and was not refused");
    }
  }

  /** An agent that knows operations knows its resources best; to any other, they are told again. */
  private static List<Resource> checkpointed(
      ReregisterSlaveMessage message, Optional<Agent> present) {
    boolean knows =
        message.getAgentCapabilitiesList().stream()
            .anyMatch(capability -> capability.getType() == Capability.Type.RESOURCE_PROVIDER);
    return knows || present.isEmpty()
        ? message.getCheckpointedResourcesList()
        : present.get().total().checkpointed().toProtobuf();
  }

  private static void repeatCheckpoint(Turn turn, Agent agent) {
    if (!agent.has(Capability.Type.RESOURCE_PROVIDER) && !agent.total().checkpointed().isEmpty()) {
      OperationStart.checkpoint(turn, agent);
    }
  }

  private static Report report(Pid pid, ReregisterSlaveMessage message, Optional<Agent> present) {
    return new Report(
        pid,
        message.getVersion(),
        message.getAgentCapabilitiesList(),
        AgentValidation.total(message.getSlave(), checkpointed(message, present))
            .or(() ->
                AgentValidation.total(message.getSlave(), message.getCheckpointedResourcesList()))
            .orElseThrow(),
        message.hasResourceVersionUuid()
            ? Optional.of(message.getResourceVersionUuid().getValue())
            : Optional.empty());
  }
}
