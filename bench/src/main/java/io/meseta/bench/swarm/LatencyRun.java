package io.meseta.bench.swarm;

import io.meseta.bench.report.Sample;
import java.io.IOException;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

/**
 * One task at a time on a cluster of one agent that does nothing else: how long each stretch of its
 * way takes, as the framework sees it. Each task takes the whole offer, so that nothing is offered
 * before it ends.
 */
public final class LatencyRun {

  private final SchedulerSession session;
  private @Nullable Offer offer;
  private long offeredNanos;

  /** A run in this session. */
  public LatencyRun(SchedulerSession session) {
    this.session = session;
  }

  /**
   * What was measured.
   *
   * @param running from ACCEPT to TASK_RUNNING
   * @param finished from ACCEPT to TASK_FINISHED
   * @param reoffered from TASK_FINISHED to the next OFFERS; 0 where the offer came first, because
   *     the task had ended before TASK_RUNNING was acknowledged
   */
  public record Outcome(Sample running, Sample finished, Sample reoffered) {}

  /** Runs tasks one after the other. */
  public Outcome launches(TaskShape shape, String name, int rounds) throws IOException {
    long[] running = new long[rounds];
    long[] finished = new long[rounds];
    long[] reoffered = new long[rounds];
    for (int round = 0; round < rounds; round++) {
      Offer whole = takeOffer();
      long accepted = System.nanoTime();
      var task = shape.taskOfAll(name + "-" + round, whole);
      session.call(Calls.accept(whole, List.of(task), 0));
      running[round] = awaitState(TaskState.TASK_RUNNING) - accepted;
      long end = awaitState(TaskState.TASK_FINISHED);
      finished[round] = end - accepted;
      awaitOffer();
      reoffered[round] = Math.max(0, offeredNanos - end);
    }
    return new Outcome(Sample.of(running), Sample.of(finished), Sample.of(reoffered));
  }

  /**
   * From giving an offer back to the next OFFERS, so many times.
   *
   * @param revive whether to ask for offers at once; else the master keeps back what was declined,
   *     for as long as its allocation interval at least
   */
  public Sample declines(int rounds, boolean revive) throws IOException {
    long[] nanos = new long[rounds];
    for (int round = 0; round < rounds; round++) {
      Offer whole = takeOffer();
      long declined = System.nanoTime();
      session.call(Calls.decline(whole.getId(), 0));
      if (revive) {
        session.call(Call.newBuilder().setType(Call.Type.REVIVE));
      }
      awaitOffer();
      nanos[round] = offeredNanos - declined;
    }
    return Sample.of(nanos);
  }

  private Offer takeOffer() throws IOException {
    Offer taken = awaitOffer();
    offer = null;
    return taken;
  }

  private Offer awaitOffer() throws IOException {
    Offer known = offer;
    while (known == null) {
      take(session.next());
      known = offer;
    }
    return known;
  }

  /** Waits until the task is in this state, and says when that was. */
  private long awaitState(TaskState wanted) throws IOException {
    while (true) {
      Event event = session.next();
      long now = System.nanoTime();
      take(event);
      TaskStatus status = event.getUpdate().getStatus();
      if (event.hasUpdate() && status.getState() == wanted) {
        return now;
      }
      if (event.hasUpdate() && LoadRun.isEnd(status.getState())) {
        throw new IOException("a task was to be " + wanted + " but is " + status);
      }
    }
  }

  /** Remembers an offer, acknowledges an update. */
  private void take(Event event) throws IOException {
    switch (event.getType()) {
      case OFFERS -> {
        offeredNanos = System.nanoTime();
        offer = event.getOffers().getOffers(0);
      }
      case UPDATE -> {
        session.acknowledge(event.getUpdate().getStatus());
        session.flush();
      }
      case ERROR -> throw new IOException("the master ends it: " + event.getError().getMessage());
      default -> {
        // heartbeats
      }
    }
  }
}
