package io.meseta.core.agent.check;

import org.apache.mesos.v1.Protos.CheckStatusInfo;

/** What follows from the result of a probe. */
public sealed interface Verdict {

  /** Nothing that anybody has to know. */
  record NothingNew() implements Verdict {}

  /** The scheduler is to know the new result of a check. */
  record Changed(CheckStatusInfo status) implements Verdict {}

  /** The scheduler is to know that the task is healthy, for the first time or again. */
  record Healthy() implements Verdict {}

  /**
   * The scheduler is to know that the task is not healthy.
   *
   * @param kill whether the task has failed often enough to be killed
   */
  record Unhealthy(boolean kill) implements Verdict {}
}
