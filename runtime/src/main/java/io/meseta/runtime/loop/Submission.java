package io.meseta.runtime.loop;

/** What became of a command given to the event loop. */
public enum Submission {
  /** It will be carried out. */
  ACCEPTED,
  /**
   * The queue is full: the daemon has more to do than it can; nothing was kept. An adapter answers
   * 503.
   */
  FULL,
  /** The loop does not run (any more); nothing was kept. */
  STOPPED
}
