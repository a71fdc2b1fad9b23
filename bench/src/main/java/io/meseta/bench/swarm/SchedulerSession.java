package io.meseta.bench.swarm;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * A subscribed framework, as bare as can be: hears events and makes calls on two connections. It
 * decides nothing and repeats nothing. One thread uses it.
 */
public final class SchedulerSession implements Closeable {

  private final EventConnection events;
  private final CallConnection calls;
  private final FrameworkID framework;

  private SchedulerSession(EventConnection events, CallConnection calls, FrameworkID framework) {
    this.events = events;
    this.calls = calls;
    this.framework = framework;
  }

  /**
   * Subscribes a new framework.
   *
   * @param name the framework's name
   * @throws IOException if the master cannot be reached or refuses; the message says why
   */
  public static SchedulerSession open(InetSocketAddress master, String name) throws IOException {
    EventConnection events = new EventConnection(master, Calls.subscribe(name));
    Event first = events.next();
    if (first.getType() != Event.Type.SUBSCRIBED) {
      throw new IOException("expected SUBSCRIBED but got " + first);
    }
    CallConnection calls = new CallConnection(master, events.streamId());
    return new SchedulerSession(events, calls, first.getSubscribed().getFrameworkId());
  }

  /** Waits for the next event; what was called before has gone out by then. */
  public Event next() throws IOException {
    Optional<Event> ready = events.ready();
    if (ready.isPresent()) {
      return ready.get();
    }
    flush();
    return events.next();
  }

  /**
   * Asks for the states of tasks that nobody knows, and waits for an update of each.
   *
   * @param tasks how many
   */
  public void reconcileUnknown(int tasks) throws IOException {
    call(Calls.reconcileUnknown(tasks));
    flush();
    events.awaitUpdates(tasks);
  }

  /** Makes a call; it goes out with the next {@link #flush} or {@link #next}. */
  public void call(Call.Builder call) throws IOException {
    calls.write(call.setFrameworkId(framework).build());
  }

  /** Sends what was called. */
  public void flush() throws IOException {
    calls.flush();
  }

  /** Acknowledges a status, if it asks for it. */
  public void acknowledge(TaskStatus status) throws IOException {
    if (status.hasUuid()) {
      call(Calls.acknowledge(status));
    }
  }

  /** Ends the framework for good. */
  @Override
  public void close() throws IOException {
    call(Call.newBuilder().setType(Call.Type.TEARDOWN));
    flush();
    calls.awaitAnswers();
    calls.close();
    events.close();
  }
}
