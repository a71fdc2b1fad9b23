package io.meseta.bench.swarm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Launches so many tasks as fast as offers allow and acknowledges every status, until all have
 * ended.
 */
public final class LoadRun {

  private final SchedulerSession session;
  private final TaskShape shape;
  private final String name;
  private final int tasks;
  private final Map<TaskState, Integer> ends = new EnumMap<>(TaskState.class);
  private int launched;
  private int ended;
  private long begunNanos;

  private LoadRun(SchedulerSession session, TaskShape shape, String name, int tasks) {
    this.session = session;
    this.shape = shape;
    this.name = name;
    this.tasks = tasks;
  }

  /**
   * What came of a run.
   *
   * @param nanos from the first ACCEPT to the status that ended the last task
   * @param ends how many tasks ended in which state
   */
  public record Outcome(long nanos, Map<TaskState, Integer> ends) {

    /** Tasks that ended, in whichever way. */
    public int tasks() {
      return ends.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Tasks per second. */
    public double rate() {
      return tasks() * 1e9 / nanos;
    }
  }

  /**
   * Carries out a run; the session's offers must be unanswered or still to come.
   *
   * @param name goes into the ids of the tasks, so that they are new to the master
   * @param offers those that have come already
   */
  public static Outcome run(
      SchedulerSession session, TaskShape shape, String name, int tasks, List<Offer> offers)
      throws IOException {
    return new LoadRun(session, shape, name, tasks).run(offers);
  }

  private Outcome run(List<Offer> offers) throws IOException {
    launch(offers);
    while (ended < tasks) {
      take(session.next());
    }
    long nanos = System.nanoTime() - begunNanos;
    session.flush();
    return new Outcome(nanos, ends);
  }

  private void take(Event event) throws IOException {
    switch (event.getType()) {
      case OFFERS -> launch(event.getOffers().getOffersList());
      case UPDATE -> update(event.getUpdate().getStatus());
      case ERROR -> throw new IOException("the master ends it: " + event.getError().getMessage());
      default -> {
        // heartbeats, rescinds: an ACCEPT of a rescinded offer shows as a lost task
      }
    }
  }

  private void launch(List<Offer> offers) throws IOException {
    for (Offer offer : offers) {
      int count = Math.min(shape.fitInto(offer), tasks - launched);
      if (count == 0) {
        session.call(Calls.decline(offer.getId(), 0));
        continue;
      }
      if (begunNanos == 0) {
        begunNanos = System.nanoTime();
      }
      List<TaskInfo> batch = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        batch.add(shape.task(name + "-" + launched++, offer));
      }
      session.call(Calls.accept(offer, batch, 0));
    }
  }

  private void update(TaskStatus status) throws IOException {
    session.acknowledge(status);
    if (isEnd(status.getState())) {
      ended++;
      ends.merge(status.getState(), 1, Integer::sum);
    }
  }

  /** Whether nothing more will come of the task. */
  static boolean isEnd(TaskState state) {
    return switch (state) {
      case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING -> false;
      default -> true;
    };
  }
}
