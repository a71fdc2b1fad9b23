package io.meseta.testing.observe;

import io.meseta.core.FrameworkId;
import io.meseta.core.Step;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** One thing that happened in a simulation. */
public sealed interface Observation {

  /**
   * A daemon carried out a command. Its effects have not been released.
   *
   * @param node the daemon
   * @param core as it is now, for reading only
   * @param position the journal position on which the step rests
   */
  record Stepped(String node, Object core, Object command, Step<?, ?> step, long position)
      implements Observation {}

  /**
   * The effects of a step go out.
   *
   * @param restsOn the journal position on which the step rests
   * @param durable how far the journal is durable
   */
  record Released(String node, Step<?, ?> step, long restsOn, long durable)
      implements Observation {}

  /** A daemon starts; its journal has been replayed into the core. */
  record Recovered(String node, Object core, long position) implements Observation {}

  /** A daemon is killed, or has stopped by itself. */
  record Ended(String node) implements Observation {}

  /** A scheduler sent an ACCEPT that launches a task. */
  record TaskAccepted(String scheduler, FrameworkId framework, TaskInfo task)
      implements Observation {}

  /** A scheduler got a status. */
  record StatusReceived(String scheduler, FrameworkId framework, TaskStatus status)
      implements Observation {}

  /** A scheduler acknowledged a status. */
  record StatusAcknowledged(String scheduler, FrameworkId framework, TaskStatus status)
      implements Observation {}
}
