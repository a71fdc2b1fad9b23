package io.meseta.core.master.state;

import io.meseta.core.master.snapshot.ExecutorSnapshot;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.OfferSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.Task;

/** Makes the snapshot of one framework. */
final class FrameworkSnapshots {

  private FrameworkSnapshots() {}

  static FrameworkSnapshot of(Framework framework, MasterState state) {
    List<OfferSnapshot> offers = new ArrayList<>();
    for (var id : framework.offers()) {
      state.offer(id).ifPresent(offer -> offers.add(toSnapshot(offer)));
    }
    List<ExecutorSnapshot> executors = new ArrayList<>();
    framework
        .executors()
        .forEach((key, info) -> executors.add(new ExecutorSnapshot(key.agent(), info)));
    List<Task> completed = new ArrayList<>();
    framework.completedTasks().forEach(completed::add);
    return new FrameworkSnapshot(
        framework.id(),
        framework.info(),
        framework.driver(),
        framework.connection(),
        framework.isActive(),
        framework.stage() == FrameworkStage.RECOVERED,
        framework.times(),
        framework.suppressedRoles(),
        framework.constraints().message(),
        toProtobuf(framework.tasks()),
        toProtobuf(framework.unreachableTasks()),
        completed,
        executors,
        offers,
        framework.used(),
        framework.offered());
  }

  private static OfferSnapshot toSnapshot(OutstandingOffer offer) {
    return new OfferSnapshot(
        offer.id(),
        offer.framework(),
        offer.agent(),
        offer.role(),
        offer.resources(),
        offer.madeAt());
  }

  private static List<Task> toProtobuf(Iterable<LiveTask> tasks) {
    List<Task> messages = new ArrayList<>();
    tasks.forEach(task -> messages.add(task.toProtobuf()));
    return messages;
  }
}
