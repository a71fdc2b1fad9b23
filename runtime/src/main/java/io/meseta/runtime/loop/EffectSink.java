package io.meseta.runtime.loop;

/**
 * Carries effects out into the world: writes to streams and links, answers requests. Called on the
 * loop's thread, so it must never block, wait or do I/O of its own; a slow receiver is
 * disconnected, not waited for.
 *
 * @param <F> effects of the daemon
 */
public interface EffectSink<F> {

  /**
   * Carries out one effect; everything it rests on is durable. An exception is logged and the
   * effect is lost, as if the network had dropped it.
   */
  void carryOut(F effect);

  /** A run of effects is over: whatever was buffered to save system calls goes out now. */
  default void flush() {}
}
