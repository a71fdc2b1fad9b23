package io.meseta.core.agent.machine;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.meseta.core.ContainerId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.ContainerAnswer;
import io.meseta.core.agent.ContainerLaunch;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.KillCause;
import io.meseta.core.agent.ProbeOrder;
import io.meseta.core.agent.TransientAgentEvent;
import io.meseta.core.agent.VolumeChange;
import io.meseta.core.agent.check.CheckKey;
import io.meseta.core.resource.Resources;
import io.meseta.protocol.internal.Messages;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Event;

/** Events and effects of an agent as lines that people read. */
final class AgentText {

  private final Map<ContainerId, String> containers = new HashMap<>();
  private final Map<String, Integer> runs = new HashMap<>();

  /** A container is called as its executor; the second one of an executor is {@code e#2}. */
  void name(DurableAgentEvent.ExecutorAdded added) {
    String executor = added.info().getExecutorId().getValue();
    int run = runs.merge(executor, 1, Integer::sum);
    containers.putIfAbsent(added.container(), run == 1 ? executor : executor + "#" + run);
  }

  /** The container of a task of a pod is called as its executor and the task: {@code e/t1}. */
  void name(DurableAgentEvent.TaskGroupLaunched launched) {
    for (DurableAgentEvent.GroupTask task : launched.tasks()) {
      if (task.nested() != null) {
        nameNested(task.nested(), name(launched.container()) + "/" + task.task());
      }
    }
  }

  private void nameNested(ContainerId container, String name) {
    int run = runs.merge(name, 1, Integer::sum);
    containers.putIfAbsent(container, run == 1 ? name : name + "#" + run);
  }

  ContainerId container(String name) {
    return containers.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no container of " + name))
        .getKey();
  }

  List<String> containers() {
    return containers.values().stream().sorted().toList();
  }

  private String name(ContainerId container) {
    String plain =
        container.parent() == null
            ? container.value()
            : name(container.parent()) + "." + container.value();
    return containers.getOrDefault(container, plain);
  }

  String line(AgentEvent event) {
    String mark = event instanceof DurableAgentEvent ? "  * " : "  + ";
    String details =
        switch (event) {
          case DurableAgentEvent e -> durable(e);
          case TransientAgentEvent e -> passing(e);
        };
    return (mark + event.getClass().getSimpleName() + " " + details).stripTrailing();
  }

  private String durable(DurableAgentEvent event) {
    return switch (event) {
      case DurableAgentEvent.AgentRegistered e -> e.info().getId().getValue();
      case DurableAgentEvent.DrainBegan e -> "";
      case DurableAgentEvent.DrainEnded e -> "";
      case DurableAgentEvent.FrameworkAdded e -> e.info().getId().getValue();
      case DurableAgentEvent.FrameworkUpdated e -> e.info().getId().getValue();
      case DurableAgentEvent.FrameworkRemoved e -> e.framework().value();
      case DurableAgentEvent.ExecutorAdded e -> name(e.container());
      case DurableAgentEvent.ExecutorStarted e -> name(e.container()) + " " + e.processId();
      case DurableAgentEvent.ExecutorAddressed e -> name(e.container()) + " " + e.driver();
      case DurableAgentEvent.ExecutorTerminated e -> name(e.container());
      case DurableAgentEvent.ExecutorRemoved e -> name(e.container());
      case DurableAgentEvent.TaskQueued e -> e.task().getTaskId().getValue();
      case DurableAgentEvent.TaskLaunched e -> e.task().value();
      case DurableAgentEvent.TaskGroupQueued e ->
          e.tasks().stream()
              .map(task -> task.getTaskId().getValue())
              .collect(Collectors.joining(" "));
      case DurableAgentEvent.TaskGroupLaunched e ->
          e.tasks().stream().map(task -> task.task().value()).collect(Collectors.joining(" "));
      case DurableAgentEvent.TaskGroupRestored e ->
          e.tasks().stream().map(TaskId::value).collect(Collectors.joining(" "));
      case DurableAgentEvent.NestedContainerAdded e -> name(e.container());
      case DurableAgentEvent.NestedContainerStarted e -> name(e.container()) + " " + e.processId();
      case DurableAgentEvent.NestedContainerEnded e ->
          name(e.container()) + (e.failure() == null ? "" : " \"" + e.failure() + "\"");
      case DurableAgentEvent.NestedContainerRemoved e -> name(e.container());
      case DurableAgentEvent.TaskUpdated e -> shortStatus(e.update().getStatus());
      case DurableAgentEvent.UpdateAcknowledged e -> e.task().value();
      case DurableAgentEvent.CommandKilled e ->
          name(e.container())
              + (e.cause() == KillCause.REQUEST
                  ? ""
                  : " " + e.cause().name().toLowerCase(Locale.ROOT));
      case DurableAgentEvent.CheckStarted e -> name(e.key());
      case DurableAgentEvent.CheckPaused e -> name(e.key());
      case DurableAgentEvent.TaskRestored e -> e.task().getTaskId().getValue();
      case DurableAgentEvent.CompletedTaskRestored e -> e.task().getTaskId().getValue();
      case DurableAgentEvent.UpdateRestored e -> shortStatus(e.update().getStatus());
      case DurableAgentEvent.OperationTaken e -> operation(e.operation());
      case DurableAgentEvent.OperationKept e -> operation(e.operation());
      case DurableAgentEvent.OperationEnded e ->
          e.uuid().toStringUtf8() + " " + shortStatus(e.status());
      case DurableAgentEvent.OperationAcknowledged e -> e.uuid().toStringUtf8();
      case DurableAgentEvent.ResourcesCheckpointed e -> Resources.of(e.resources()).toString();
    };
  }

  private String passing(TransientAgentEvent event) {
    return switch (event) {
      case TransientAgentEvent.FrameworkTerminating e -> e.framework().value();
      case TransientAgentEvent.ExecutorSubscribed e -> name(e.container());
      case TransientAgentEvent.HeartbeatScheduled e -> name(e.container());
      case TransientAgentEvent.ExecutorDisconnected e -> name(e.container());
      case TransientAgentEvent.ExecutorTerminating e -> name(e.container());
      case TransientAgentEvent.DestructionOrdered e -> name(e.container());
      case TransientAgentEvent.TerminationForeseen e ->
          name(e.container()) + " " + e.termination().reason();
      case TransientAgentEvent.ProbeScheduled e -> name(e.key());
      case TransientAgentEvent.ProbeStarted e -> name(e.key());
      case TransientAgentEvent.ProbeFinished e -> name(e.key()) + " " + e.result();
      case TransientAgentEvent.CommandEscalated e -> name(e.container());
      case TransientAgentEvent.UpdateForwarded e ->
          e.task() + " again in " + e.interval().toSeconds() + " s";
      case TransientAgentEvent.OperationForwarded e ->
          e.uuid().toStringUtf8() + " again in " + e.interval().toSeconds() + " s";
      case TransientAgentEvent.UpdateRejected e -> e.task().value();
      case TransientAgentEvent.MessageHandled e -> e.passed() ? "passed" : "dropped";
      default -> "";
    };
  }

  private static String operation(Operation operation) {
    return operation.getUuid().getValue().toStringUtf8()
        + " "
        + operation.getInfo().getType()
        + " "
        + shortStatus(operation.getLatestStatus());
  }

  private static String shortStatus(OperationStatus status) {
    return status.getState() + (status.hasMessage() ? " \"" + status.getMessage() + "\"" : "");
  }

  private static String volumes(VolumeChange change) {
    StringBuilder text = new StringBuilder("volumes:");
    change.created().forEach(path -> text.append(" create '").append(path).append('\''));
    change
        .destroyed()
        .forEach(gone ->
            text.append(gone.keepsRoot() ? " empty '" : " destroy '")
                .append(gone.path())
                .append('\''));
    ByteString operation = change.operation();
    return text + (operation == null ? "" : " for " + operation.toStringUtf8());
  }

  private static String shortStatus(TaskStatus status) {
    return status.getTaskId().getValue() + " " + status.getState();
  }

  String line(AgentEffect effect) {
    return "  -> "
        + switch (effect) {
          case AgentEffect.LinkToMaster e -> who(e.master().value()) + ": linked";
          case AgentEffect.SendMessage e -> who(e.to().value()) + ": " + message(e.message());
          case AgentEffect.SendToExecutor e -> e.connection() + ": " + event(e.event());
          case AgentEffect.CloseStream e -> e.connection() + ": closed";
          case AgentEffect.Respond e -> "caller: " + e.answer();
          case AgentEffect.Answer e -> "caller: " + answer(e.answer());
          case AgentEffect.MakeSandbox e ->
              "container %s: sandbox made for %s".formatted(name(e.container()), e.user());
          case AgentEffect.DeleteSandbox e ->
              "container " + name(e.container()) + ": sandbox deleted";
          case AgentEffect.LaunchContainer e -> launch(e.launch());
          case AgentEffect.ChangeVolumes e -> volumes(e.change());
          case AgentEffect.MountVolumes e ->
              "container "
                  + name(e.container())
                  + e.volumes().stream()
                      .map(volume -> ": sees '%s'".formatted(volume.path()))
                      .collect(Collectors.joining());
          case AgentEffect.SignalContainer e ->
              "container " + name(e.container()) + ": signal " + e.signal();
          case AgentEffect.DestroyContainer e -> "container " + name(e.container()) + ": destroyed";
          case AgentEffect.CollectContainer e -> "container " + name(e.container()) + ": collected";
          case AgentEffect.StartProbe e -> "prober: " + probe(e.order());
          case AgentEffect.StopProbe e -> "prober: stops " + name(e.key());
          case AgentEffect.Exit e ->
              "daemon: " + (e.failed() ? "fails" : "exits") + " \"" + e.reason() + "\"";
        };
  }

  private static String name(CheckKey key) {
    return CheckScript.name(key.kind()) + " of " + key.task();
  }

  private String probe(ProbeOrder order) {
    ProbeOrder.Beside process = order.process();
    String what =
        process == null
            ? order.probe().toString()
            : "%s beside %s as %s"
                .formatted(
                    String.join(" ", process.process().arguments()).replace("\n", "; "),
                    name(process.container()),
                    process.process().user());
    return "%s #%d: %s for at most %d s"
        .formatted(name(order.key()), order.round(), what, order.timeout().toSeconds());
  }

  private static String who(String pid) {
    return pid.substring(0, pid.indexOf('@'));
  }

  private String launch(ContainerLaunch launch) {
    return "container %s: launched %s as %s%s"
        .formatted(
            name(launch.container()),
            String.join(" ", launch.process().arguments()),
            launch.process().user(),
            launch.process().uris().stream()
                .map(uri -> " with " + uri.getValue())
                .collect(Collectors.joining()));
  }

  private static String answer(ContainerAnswer answer) {
    return answer.toString().replace("[]", "");
  }

  private static String event(Event event) {
    String details =
        switch (event.getType()) {
          case SUBSCRIBED -> event.getSubscribed().getExecutorInfo().getExecutorId().getValue();
          case LAUNCH -> event.getLaunch().getTask().getTaskId().getValue();
          case LAUNCH_GROUP ->
              event.getLaunchGroup().getTaskGroup().getTasksList().stream()
                  .map(task -> task.getTaskId().getValue())
                  .collect(Collectors.joining(" "));
          case KILL -> event.getKill().getTaskId().getValue();
          case ACKNOWLEDGED -> event.getAcknowledged().getTaskId().getValue();
          case MESSAGE -> "\"" + event.getMessage().getData().toStringUtf8() + "\"";
          default -> "";
        };
    return (event.getType() + " " + details).stripTrailing();
  }

  private static String message(Message message) {
    String type = message.getDescriptorForType().getName();
    return switch (message) {
      case Messages.StatusUpdateMessage m -> update(m.getUpdate());
      case Messages.ReregisterSlaveMessage m -> type + report(m);
      case Messages.ExitedExecutorMessage m ->
          "%s %s status %d".formatted(type, m.getExecutorId().getValue(), m.getStatus());
      case Messages.ExecutorToFrameworkMessage m ->
          type + " \"" + m.getData().toStringUtf8() + "\"";
      case Messages.UpdateOperationStatusMessage m ->
          "%s %s \"%s\"".formatted(type, m.getStatus().getState(), m.getStatus().getMessage());
      default -> type;
    };
  }

  private static String report(Messages.ReregisterSlaveMessage message) {
    return message.getTasksList().stream()
            .map(task -> " task " + task.getTaskId().getValue() + " " + task.getState())
            .collect(Collectors.joining())
        + message.getExecutorInfosList().stream()
            .map(executor -> " executor " + executor.getExecutorId().getValue())
            .collect(Collectors.joining());
  }

  private static String update(StatusUpdate update) {
    TaskStatus status = update.getStatus();
    TaskState latest = update.getLatestState();
    StringBuilder text = new StringBuilder("update ").append(shortStatus(status));
    if (update.hasLatestState() && latest != status.getState()) {
      text.append(" latest ").append(latest);
    }
    text.append(' ').append(status.getSource().name().substring("SOURCE_".length()));
    if (status.hasReason()) {
      text.append(' ').append(status.getReason());
    }
    if (status.hasMessage()) {
      text.append(" \"").append(status.getMessage()).append('"');
    }
    if (status.hasHealthy()) {
      text.append(status.getHealthy() ? " healthy" : " unhealthy");
    }
    if (status.hasCheckStatus()) {
      text.append(" check {")
          .append(
              TextFormat.printer().emittingSingleLine(true).printToString(status.getCheckStatus()))
          .append('}');
    }
    if (status.hasContainerStatus()) {
      ContainerStatus container = status.getContainerStatus();
      text.append(container.getContainerId().hasParent() ? " nested" : "");
      text.append(container.hasExecutorPid() ? " pid " + container.getExecutorPid() : "");
    }
    return text.toString();
  }
}
