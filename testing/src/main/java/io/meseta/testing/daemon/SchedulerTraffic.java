package io.meseta.testing.daemon;

import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.RequestId;
import io.meseta.core.master.Answer;
import io.meseta.core.master.SchedulerCall;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What goes between a scheduler and a master: the v1 API without its bytes. */
public sealed interface SchedulerTraffic {

  /** The scheduler opens a stream. */
  record Open(ConnectionId connection, Call.Subscribe body) implements SchedulerTraffic {}

  /** The scheduler makes a call. */
  record Request(
      RequestId request, FrameworkId framework, ConnectionId connection, SchedulerCall call)
      implements SchedulerTraffic {}

  /** The master answers a call. */
  record Response(RequestId request, Answer answer) implements SchedulerTraffic {}

  /** An event on a stream. */
  record Streamed(ConnectionId connection, Event event) implements SchedulerTraffic {}

  /** The master, or the scheduler, ends a stream. */
  record Closed(ConnectionId connection) implements SchedulerTraffic {}
}
