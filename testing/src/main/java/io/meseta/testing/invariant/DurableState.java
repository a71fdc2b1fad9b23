package io.meseta.testing.invariant;

import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.machine.AgentCore;
import io.meseta.core.master.machine.MasterCore;
import java.util.List;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;

/**
 * That part of a core's state which a crash must not take away, as text that can be compared: what
 * is only kept for display may go.
 */
final class DurableState {

  private DurableState() {}

  static String of(Object core) {
    return switch (core) {
      case MasterCore master -> String.valueOf(master.registry());
      case AgentCore agent -> of(agent.snapshot());
      default -> throw new IllegalArgumentException("no core: " + core);
    };
  }

  private static String of(AgentSnapshot agent) {
    StringBuilder text = new StringBuilder(agent.info().getId().getValue());
    for (AgentSnapshot.Framework framework : agent.frameworks()) {
      text.append("\n").append(framework.id()).append(' ').append(framework.pid());
      framework.executors().forEach(executor -> append(text, executor));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, AgentSnapshot.Executor executor) {
    text.append("\n  ").append(executor.container());
    executor.tasks().queued().forEach(task -> append(text, task));
    append(text, "launched", executor.tasks().launched());
    append(text, "terminated", executor.tasks().terminated());
  }

  private static void append(StringBuilder text, TaskInfo task) {
    text.append("\n    queued ").append(task.getTaskId().getValue());
  }

  private static void append(StringBuilder text, String stage, List<Task> tasks) {
    for (Task task : tasks) {
      text.append("\n    ").append(stage).append(' ').append(task.getTaskId().getValue());
      text.append(' ').append(task.getState()).append(' ').append(task.getStatusesCount());
    }
  }
}
