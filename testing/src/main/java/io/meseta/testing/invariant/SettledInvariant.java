package io.meseta.testing.invariant;

import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.testing.cluster.Cluster;
import io.meseta.testing.daemon.AgentNode;
import io.meseta.testing.scheduler.SimulatedScheduler;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * At rest every task that was ever accepted has ended, or is unreachable, and everybody agrees: its
 * scheduler knows, the master follows it no more, and nothing of it runs.
 */
public final class SettledInvariant implements Invariant {

  @Override
  public void checkAtRest(Cluster cluster) {
    cluster.schedulers().forEach(this::check);
    MasterSnapshot master = cluster.master().snapshot().orElseThrow();
    for (FrameworkSnapshot framework : master.frameworks()) {
      require(
          framework.tasks().isEmpty(),
          "the master still follows tasks of %s: %s",
          framework.id(),
          framework.tasks().stream()
              .map(task -> task.getTaskId().getValue() + " " + task.getState())
              .toList());
      require(
          framework.executors().isEmpty(),
          "the master still counts executors of %s: %s",
          framework.id(),
          framework.executors());
    }
    cluster.agents().forEach(this::check);
  }

  private void check(SimulatedScheduler scheduler) {
    for (TaskInfo task : scheduler.book().live()) {
      TaskState state =
          scheduler.book().states().getOrDefault(task.getTaskId(), TaskState.TASK_STAGING);
      require(
          state == TaskState.TASK_UNREACHABLE,
          "%s believes that %s is %s",
          scheduler.name(),
          task.getTaskId().getValue(),
          state);
    }
  }

  private void check(AgentNode agent) {
    require(
        agent.launcher().running().isEmpty(),
        "%s still runs %s",
        agent.name(),
        agent.launcher().running());
  }
}
