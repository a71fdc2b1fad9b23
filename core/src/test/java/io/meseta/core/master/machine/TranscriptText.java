package io.meseta.core.master.machine;

import com.google.protobuf.Message;
import io.meseta.core.master.AgentEvent;
import io.meseta.core.master.Answer;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.FrameworkEvent;
import io.meseta.core.master.InverseOfferEvent;
import io.meseta.core.master.MaintenanceEvent;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent;
import io.meseta.core.master.OperationEvent;
import io.meseta.core.master.RoleEvent;
import io.meseta.core.master.ServiceEvent;
import io.meseta.core.master.TaskEvent;
import io.meseta.core.resource.ResourceLimits;
import io.meseta.core.resource.ResourceQuantities;
import io.meseta.core.resource.Resources;
import io.meseta.protocol.internal.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Events and effects as lines that people read: what happened, and who is told what. */
final class TranscriptText {

  private final Map<String, String> names;

  /** Names for ids: frameworks and agents are called what the scenario calls them. */
  TranscriptText(Map<String, String> names) {
    this.names = names;
  }

  String line(MasterEvent event) {
    String name = event.getClass().getSimpleName();
    String mark = event instanceof DurableMasterEvent ? "  * " : "  + ";
    return (mark + name + " " + details(event)).stripTrailing();
  }

  private String details(MasterEvent event) {
    return switch (event) {
      case DurableMasterEvent e -> durable(e);
      case AgentEvent e -> agent(e);
      case FrameworkEvent e -> framework(e);
      case OfferEvent e -> offer(e);
      case OperationEvent e -> operation(e);
      case InverseOfferEvent e -> inverseOffer(e);
      case TaskEvent e -> task(e);
    };
  }

  private String durable(DurableMasterEvent event) {
    return switch (event) {
      case DurableMasterEvent.LeadershipTaken e -> "";
      case DurableMasterEvent.AgentAdmitted e -> e.agent().value();
      case DurableMasterEvent.AgentInfoChanged e -> e.agent().value();
      case DurableMasterEvent.AgentMarkedUnreachable e -> e.agent().value();
      case DurableMasterEvent.AgentMarkedReachable e -> e.agent().value();
      case DurableMasterEvent.AgentRemoved e -> e.agent().value();
      case DurableMasterEvent.AgentMarkedGone e -> e.agent().value();
      case DurableMasterEvent.AgentsForgotten e -> e.unreachable() + " " + e.gone();
      case MaintenanceEvent.MaintenanceScheduled e ->
          e.schedule().getWindowsList().stream()
              .map(window -> machines(window.getMachineIdsList()))
              .collect(Collectors.joining(" | "));
      case MaintenanceEvent.MachinesTakenDown e -> machines(e.machines());
      case MaintenanceEvent.MachinesBroughtUp e -> machines(e.machines());
      case ServiceEvent e -> e.agent().value();
      case RoleEvent.QuotasUpdated e ->
          e.quotas().stream().map(TranscriptText::quota).collect(Collectors.joining(", "));
      case RoleEvent.WeightsUpdated e ->
          e.weights().stream()
              .map(w -> w.getRole() + " " + w.getWeight())
              .collect(Collectors.joining(", "));
    };
  }

  private static String machines(List<MachineID> machines) {
    return machines.stream().map(MachineID::getHostname).collect(Collectors.joining(" "));
  }

  private String inverseOffer(InverseOfferEvent event) {
    return switch (event) {
      case InverseOfferEvent.InverseOfferMade e ->
          e.offer() + " to " + name(e.framework().value()) + " about " + e.agent();
      case InverseOfferEvent.InverseOfferAnswered e -> e.offer() + " " + e.status().getStatus();
      case InverseOfferEvent.InverseOfferRemoved e -> e.offer().value();
      case InverseOfferEvent.InverseRefusalExpired e ->
          "of " + name(e.framework().value()) + " about " + e.agent();
      case InverseOfferEvent.InverseOffersMade e -> "";
    };
  }

  private static String quota(QuotaConfig quota) {
    return "%s guarantees %s limits %s"
        .formatted(
            quota.getRole(),
            ResourceQuantities.of(quota.getGuaranteesMap()),
            ResourceLimits.of(quota.getLimitsMap()));
  }

  private String agent(AgentEvent event) {
    return event.agent()
        + switch (event) {
          case AgentEvent.AgentRegistered e -> ": " + e.report().total();
          case AgentEvent.AgentReregistered e -> ": " + e.report().total();
          case AgentEvent.AgentResourcesChanged e -> ": " + e.total();
          default -> "";
        };
  }

  private String framework(FrameworkEvent event) {
    return name(event.framework().value())
        + switch (event) {
          case FrameworkEvent.FrameworkSubscribed e ->
              e.suppressedRoles().isEmpty() ? "" : " suppressed " + e.suppressedRoles();
          case FrameworkEvent.FrameworkUpdated e ->
              " named "
                  + e.info().getName()
                  + (e.suppressedRoles().isEmpty() ? "" : " suppressed " + e.suppressedRoles());
          case FrameworkEvent.RolesSuppressed e -> " " + e.roles();
          case FrameworkEvent.RolesRevived e -> " " + e.roles();
          default -> "";
        };
  }

  private String offer(OfferEvent event) {
    return switch (event) {
      case OfferEvent.OfferMade e ->
          "%s to %s in %s of %s: %s"
              .formatted(
                  e.offer(), name(e.framework().value()), e.role(), e.agent(), e.resources());
      case OfferEvent.OfferRemoved e -> e.offer() + " " + e.outcome();
      case OfferEvent.OfferRefused e ->
          "by %s in %s of %s: %s"
              .formatted(name(e.framework().value()), e.role(), e.agent(), e.resources());
      case OfferEvent.RefusalExpired e ->
          "by %s in %s of %s".formatted(name(e.framework().value()), e.role(), e.agent());
      case OfferEvent.AllocationHeld e -> "until %d agents are back".formatted(e.awaitedAgents());
      case OfferEvent.WhitelistUpdated e ->
          e.hostnames().map(hosts -> String.join(" ", hosts.stream().sorted().toList())).orElse("");
      case OfferEvent.AllocationResumed e -> "";
      case OfferEvent.AllocationScheduled e -> "";
      case OfferEvent.ResourcesAllocated e -> "";
    };
  }

  private static String operation(OperationEvent event) {
    return event.agent()
        + switch (event) {
          case OperationEvent.OperationStarted e ->
              " " + e.operation().getInfo().getType() + ": " + e.total();
          case OperationEvent.OperationReported e -> " " + e.operation().getInfo().getType();
          case OperationEvent.OperationUpdated e -> " " + e.status().getState();
          case OperationEvent.OperationCompleted _, OperationEvent.OperationForgotten _ -> "";
        };
  }

  private String task(TaskEvent event) {
    return switch (event) {
      case TaskEvent.TaskAdded e ->
          "%s of %s on %s %s: %s"
              .formatted(
                  e.taskId(),
                  name(e.framework().value()),
                  e.task().getAgentId().getValue(),
                  e.task().getState(),
                  Resources.of(e.task().getResourcesList()));
      case TaskEvent.TaskUpdated e ->
          e.taskId()
              + " "
              + e.status().getState()
              + e.latestState()
                  .filter(latest -> latest != e.status().getState())
                  .map(latest -> " latest " + latest)
                  .orElse("")
              + (e.forwarded() ? "" : " not forwarded");
      case TaskEvent.TaskCompleted e -> e.taskId().value();
      case TaskEvent.TaskBecameUnreachable e -> e.taskId().value();
      case TaskEvent.TaskKillRequested e -> e.taskId().value();
      case TaskEvent.TaskArchived e -> e.taskId() + " " + e.task().getState();
      case TaskEvent.ExecutorAdded e ->
          "%s of %s on %s: %s"
              .formatted(
                  e.executor().getExecutorId().getValue(),
                  name(e.framework().value()),
                  e.agent(),
                  Resources.of(e.executor().getResourcesList()));
      case TaskEvent.ExecutorRemoved e -> e.executor() + " on " + e.agent();
    };
  }

  List<String> lines(MasterEffect effect) {
    return switch (effect) {
      case MasterEffect.SendToFramework e -> scheduler(e);
      case MasterEffect.CloseStream e -> List.of("  -> " + e.connection() + ": closed");
      case MasterEffect.SendToAgent e ->
          List.of("  -> " + name(e.pid().value()) + ": " + message(e.message()));
      case MasterEffect.LinkToDriver e -> List.of("  -> " + e.pid() + ": linked");
      case MasterEffect.LinkToAgent e -> List.of("  -> " + name(e.pid().value()) + ": linked");
      case MasterEffect.UnlinkAgent e -> List.of("  -> " + name(e.pid().value()) + ": unlinked");
      case MasterEffect.Respond e -> List.of("  -> caller: " + answer(e.answer()));
    };
  }

  private static String answer(Answer answer) {
    String kind = answer.getClass().getSimpleName();
    return switch (answer) {
      case Answer.Invalid(String why) -> kind + " \"" + why + "\"";
      case Answer.Conflict(String why) -> kind + " \"" + why + "\"";
      default -> kind;
    };
  }

  private List<String> scheduler(MasterEffect.SendToFramework effect) {
    String start = "  -> " + effect.connection() + ": " + effect.event().getType();
    Event event = effect.event();
    if (event.getType() == Event.Type.OFFERS) {
      List<String> lines = new ArrayList<>();
      for (Offer offer : event.getOffers().getOffersList()) {
        lines.add(start + " " + offer(offer));
      }
      return lines;
    }
    String inFull =
        effect
            .inFull()
            .filter(_ -> effect.connection().isDriver())
            .map(message -> " as " + message.getDescriptorForType().getName())
            .orElse("");
    return List.of((start + " " + details(event)).stripTrailing() + inFull);
  }

  private static String offer(Offer offer) {
    return "%s of %s: %s%s"
        .formatted(
            offer.getId().getValue(),
            offer.getAgentId().getValue(),
            Resources.of(offer.getResourcesList()),
            offer.getExecutorIdsList().stream()
                .map(id -> " executor " + id.getValue())
                .collect(Collectors.joining()));
  }

  private String details(Event event) {
    return switch (event.getType()) {
      case SUBSCRIBED -> name(event.getSubscribed().getFrameworkId().getValue());
      case RESCIND -> event.getRescind().getOfferId().getValue();
      case UPDATE -> status(event.getUpdate().getStatus());
      case UPDATE_OPERATION_STATUS ->
          event.getUpdateOperationStatus().getStatus().getOperationId().getValue()
              + " "
              + event.getUpdateOperationStatus().getStatus().getState()
              + (event.getUpdateOperationStatus().getStatus().hasMessage()
                  ? " \"" + event.getUpdateOperationStatus().getStatus().getMessage() + "\""
                  : "")
              + (event.getUpdateOperationStatus().getStatus().hasUuid()
                  ? " to be acknowledged"
                  : "");
      case MESSAGE ->
          "from "
              + event.getMessage().getExecutorId().getValue()
              + " \""
              + event.getMessage().getData().toStringUtf8()
              + "\"";
      case FAILURE -> failure(event.getFailure());
      case ERROR -> "\"" + event.getError().getMessage() + "\"";
      default -> "";
    };
  }

  private static String failure(Event.Failure failure) {
    return failure.getAgentId().getValue()
        + (failure.hasExecutorId()
            ? " executor " + failure.getExecutorId().getValue() + " status " + failure.getStatus()
            : "");
  }

  private static String status(TaskStatus status) {
    StringBuilder text = new StringBuilder(status.getTaskId().getValue());
    text.append(' ').append(status.getState());
    if (status.hasReason()) {
      text.append(' ').append(status.getReason());
    }
    if (status.hasMessage()) {
      text.append(" \"").append(status.getMessage()).append('"');
    }
    return text.append(status.hasUuid() ? " to be acknowledged" : "").toString();
  }

  private String message(Message message) {
    String type = message.getDescriptorForType().getName();
    return switch (message) {
      case Messages.RunTaskMessage m ->
          "%s %s launch_executor=%s%s"
              .formatted(
                  type,
                  m.getTask().getTaskId().getValue(),
                  m.getLaunchExecutor(),
                  driver(m.getPid()));
      case Messages.RunTaskGroupMessage m ->
          "%s %s under %s launch_executor=%s"
              .formatted(
                  type,
                  m.getTaskGroup().getTasksList().stream()
                      .map(task -> task.getTaskId().getValue())
                      .collect(Collectors.joining(",")),
                  m.getExecutor().getExecutorId().getValue(),
                  m.getLaunchExecutor());
      case Messages.ApplyOperationMessage m -> OperationScript.text(m, type);
      case Messages.CheckpointResourcesMessage m -> type + " " + Resources.of(m.getResourcesList());
      case Messages.ReconcileOperationsMessage m -> type + " about " + m.getOperationsCount();
      case Messages.KillTaskMessage m ->
          type
              + " "
              + m.getTaskId().getValue()
              + (m.hasKillPolicy()
                  ? " within " + m.getKillPolicy().getGracePeriod().getNanoseconds() / 1_000_000_000
                  : "");
      case Messages.ShutdownExecutorMessage m -> type + " " + m.getExecutorId().getValue();
      case Messages.PingSlaveMessage m -> type + " connected=" + m.getConnected();
      case Messages.ShutdownMessage m -> type + " \"" + m.getMessage() + "\"";
      case Messages.SlaveRegisteredMessage m -> type + " " + m.getSlaveId().getValue();
      case Messages.SlaveReregisteredMessage m ->
          type
              + " "
              + m.getSlaveId().getValue()
              + m.getReconciliationsList().stream()
                  .flatMap(r -> r.getStatusesList().stream())
                  .map(s -> " what of " + s.getTaskId().getValue() + "?")
                  .collect(Collectors.joining());
      case Messages.ShutdownFrameworkMessage m -> type + " " + name(m.getFrameworkId().getValue());
      case Messages.UpdateFrameworkMessage m ->
          type + " " + name(m.getFrameworkId().getValue()) + driver(m.getPid());
      case Messages.StatusUpdateAcknowledgementMessage m -> type + " " + m.getTaskId().getValue();
      case Messages.FrameworkToExecutorMessage m ->
          "%s to %s \"%s\""
              .formatted(type, m.getExecutorId().getValue(), m.getData().toStringUtf8());
      default -> type;
    };
  }

  private static String driver(String pid) {
    return pid.startsWith("@") ? "" : " pid=" + pid;
  }

  private String name(String id) {
    return names.getOrDefault(id, id);
  }

  static String elapsed(Duration duration) {
    return "%.3f s".formatted(duration.toMillis() / 1000.0);
  }
}
