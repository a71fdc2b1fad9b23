package org.apache.mesos.v1.scheduler;

import org.apache.mesos.v1.scheduler.Protos.Event;

/** What a scheduler implements; called one method after the other from a single thread. */
public interface Scheduler {
  /** There is a connection to a master. The scheduler is to send SUBSCRIBE now. */
  void connected(Mesos mesos);

  /** The connection is lost; {@link #connected} follows when there is one again. */
  void disconnected(Mesos mesos);

  /** The master has sent an event. */
  void received(Mesos mesos, Event event);
}
