package io.meseta.core.master.agents;

import io.meseta.core.master.FrameworkEvent.FrameworkRecovered;
import io.meseta.core.master.TaskEvent.ExecutorAdded;
import io.meseta.core.master.TaskEvent.TaskAdded;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import io.meseta.core.resource.ReservationFormat;
import io.meseta.core.resource.Roles;
import java.util.List;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;
import org.apache.mesos.v1.Protos.Task;

/** Takes in what an agent reports of frameworks, executors and tasks. */
final class ReportedTasks {

  private ReportedTasks() {}

  /**
   * Tells the agent how the frameworks it reports describe themselves now, or that they are over;
   * those that this leader has not seen yet become known.
   */
  static void updateFrameworks(Turn turn, Agent agent, List<FrameworkInfo> reported) {
    for (FrameworkInfo info : reported) {
      turn.state()
          .framework(Ids.of(info.getId()))
          .ifPresent(known -> turn.send(agent, AgentMessages.updateFramework(known)));
      if (turn.state().isCompleted(Ids.of(info.getId()))) {
        turn.send(agent, AgentMessages.shutdownFramework(Ids.of(info.getId())));
      }
    }
  }

  /** Whether this leader has not seen the framework yet. */
  static boolean isNew(Turn turn, FrameworkInfo info) {
    return turn.state().framework(Ids.of(info.getId())).isEmpty()
        && !turn.state().isCompleted(Ids.of(info.getId()));
  }

  /** Makes frameworks known that this leader has not seen yet. */
  static void recoverFrameworks(Turn turn, List<FrameworkInfo> reported) {
    for (FrameworkInfo info : reported) {
      if (isNew(turn, info)) {
        turn.emit(new FrameworkRecovered(Ids.of(info.getId()), info));
      }
    }
  }

  /** Makes an executor known. */
  static void add(Turn turn, Framework framework, Agent agent, ExecutorInfo executor) {
    turn.emit(
        new ExecutorAdded(
            framework.id(),
            agent.id(),
            executor.toBuilder()
                .clearResources()
                .addAllResources(allocated(executor.getResourcesList(), framework))
                .build()));
  }

  /** Makes a task known. */
  static void add(Turn turn, Framework framework, Task task) {
    turn.emit(
        new TaskAdded(
            framework.id(),
            Ids.of(task.getTaskId()),
            task.toBuilder()
                .clearResources()
                .addAllResources(allocated(task.getResourcesList(), framework))
                .build()));
  }

  /** Agents of long ago do not say to which role resources are allocated: the framework's only. */
  private static List<Resource> allocated(List<Resource> resources, Framework framework) {
    String role = framework.roles().stream().findFirst().orElse(Roles.DEFAULT);
    return resources.stream()
        .map(ReservationFormat::refine)
        .map(resource ->
            resource.hasAllocationInfo()
                ? resource
                : resource.toBuilder()
                    .setAllocationInfo(AllocationInfo.newBuilder().setRole(role))
                    .build())
        .toList();
  }
}
