package io.meseta.runtime.loop;

import org.jspecify.annotations.Nullable;

/**
 * Knows which events must survive a crash, and how they are written.
 *
 * @param <E> events of the daemon
 */
public interface EventRecorder<E> {

  /** The record to be journalled for this event, or null if it needs not survive. */
  byte @Nullable [] record(E event);
}
