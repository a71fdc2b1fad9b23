package io.meseta.master.metrics;

import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Step;
import io.meseta.core.TaskId;
import io.meseta.core.master.FrameworkEvent.FrameworkRecovered;
import io.meseta.core.master.FrameworkEvent.FrameworkRemoved;
import io.meseta.core.master.FrameworkEvent.FrameworkSubscribed;
import io.meseta.core.master.FrameworkEvent.FrameworkUpdated;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterCommand.AgentOperationStatus;
import io.meseta.core.master.MasterCommand.AgentStatusUpdate;
import io.meseta.core.master.MasterCommand.DeactivateFramework;
import io.meseta.core.master.MasterCommand.ExecutorMessage;
import io.meseta.core.master.MasterCommand.FrameworkCall;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OperationEvent.OperationUpdated;
import io.meseta.core.master.SchedulerCall;
import io.meseta.core.master.TaskEvent.TaskUpdated;
import io.meseta.runtime.loop.LoopMeter;
import io.meseta.runtime.metrics.Metrics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Counts messages by what became of them: valid or not, which tasks were refused, and how many the
 * drivers of each principal sent.
 */
final class MessageMetrics implements LoopMeter<MasterCommand, MasterEvent, MasterEffect> {

  private final Metrics metrics;
  private final Map<FrameworkId, String> principals = new HashMap<>();

  /** Counts into these metrics. */
  MessageMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void stepTaken(
      MasterCommand command, Step<? extends MasterEvent, ? extends MasterEffect> step, long nanos) {
    switch (command) {
      case AgentStatusUpdate _ -> validity("status_updates", has(step, TaskUpdated.class));
      case AgentOperationStatus _ ->
          validity("operation_status_updates", has(step, OperationUpdated.class));
      case ExecutorMessage _ ->
          validity("executor_to_framework_messages", CallOutcome.wasTold(step));
      case FrameworkCall call -> called(call, step);
      case DeactivateFramework deactivate -> {
        count("master/messages_deactivate_framework");
        received(deactivate.framework());
      }
      default -> {}
    }
    step.events().forEach(this::happened);
  }

  private void called(
      FrameworkCall command, Step<? extends MasterEvent, ? extends MasterEffect> step) {
    if (command.caller().stream().filter(ConnectionId::isDriver).isPresent()) {
      received(command.framework());
    }
    boolean passedOn = CallOutcome.wasPassedOn(step);
    switch (command.call()) {
      case SchedulerCall.Accept _ -> countRefusedTasks(step);
      case SchedulerCall.Acknowledge _ -> validity("status_update_acknowledgements", passedOn);
      case SchedulerCall.AcknowledgeOperationStatus _ ->
          validity("operation_status_update_acknowledgements", passedOn);
      case SchedulerCall.Message _ -> validity("framework_to_executor_messages", passedOn);
      default -> {}
    }
  }

  private void validity(String what, boolean valid) {
    count("master/" + (valid ? "valid_" : "invalid_") + what);
  }

  private static boolean has(
      Step<? extends MasterEvent, ?> step, Class<? extends MasterEvent> event) {
    return step.events().stream().anyMatch(event::isInstance);
  }

  /** Tasks that the master did not launch: their frameworks were told, nobody else knows. */
  private void countRefusedTasks(Step<? extends MasterEvent, ? extends MasterEffect> step) {
    Set<TaskId> known = new HashSet<>();
    for (MasterEvent event : step.events()) {
      if (event instanceof TaskUpdated updated) {
        known.add(updated.taskId());
      }
    }
    for (MasterEffect effect : step.effects()) {
      if (effect instanceof MasterEffect.SendToFramework send
          && send.event().getType() == Event.Type.UPDATE) {
        TaskStatus status = send.event().getUpdate().getStatus();
        if (!known.contains(new TaskId(status.getTaskId().getValue()))) {
          MetricNames.ended(status.getState(), status).forEach(this::count);
        }
      }
    }
  }

  // ---- by principal ---------------------------------------------------------------------------

  private void happened(MasterEvent event) {
    switch (event) {
      case FrameworkRecovered(var id, var info) -> speaksAs(id, info);
      case FrameworkSubscribed subscribed -> speaksAs(subscribed.framework(), subscribed.info());
      case FrameworkUpdated updated -> speaksAs(updated.framework(), updated.info());
      case FrameworkRemoved(var id, _) -> forget(id);
      default -> {}
    }
  }

  private void speaksAs(FrameworkId framework, FrameworkInfo info) {
    forgetUnless(framework, info.getPrincipal());
    if (!info.getPrincipal().isEmpty()) {
      principals.put(framework, info.getPrincipal());
      metrics.counter(name(info.getPrincipal(), "received"));
      metrics.counter(name(info.getPrincipal(), "processed"));
    }
  }

  private void forgetUnless(FrameworkId framework, String principal) {
    if (!principal.equals(principals.get(framework))) {
      forget(framework);
    }
  }

  private void forget(FrameworkId framework) {
    String principal = principals.remove(framework);
    if (principal != null && !principals.containsValue(principal)) {
      metrics.remove("frameworks/" + principal + "/");
    }
  }

  private void received(FrameworkId framework) {
    String principal = principals.get(framework);
    if (principal != null) {
      count(name(principal, "received"));
      count(name(principal, "processed"));
    }
  }

  private static String name(String principal, String what) {
    return "frameworks/" + principal + "/messages_" + what;
  }

  private void count(String name) {
    metrics.counter(name).increment();
  }
}
