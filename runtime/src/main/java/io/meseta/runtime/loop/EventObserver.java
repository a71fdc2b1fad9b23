package io.meseta.runtime.loop;

/**
 * Watches what happened: operator stream, web UI, metrics. Called on the loop's thread, in the
 * order of the events, when they are durable; must not block and cannot change anything.
 *
 * @param <E> events of the daemon
 */
public interface EventObserver<E> {

  /** One event that can no longer be undone. An exception is logged and does no further harm. */
  void observe(E event);
}
