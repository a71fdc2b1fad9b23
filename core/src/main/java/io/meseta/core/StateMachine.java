package io.meseta.core;

import java.time.Instant;
import java.util.Optional;

/**
 * The contract between a core and whatever drives it: the event loop of a daemon, or the simulator.
 *
 * <p>An implementation is a pure value in motion. It must not start threads, read a clock, draw
 * random numbers, do any I/O, log or count: the same commands at the same instants always give the
 * same steps. It is used by one thread at a time and needs no locks.
 *
 * @param <C> commands: what is asked (imperative)
 * @param <E> events: what has happened (past tense)
 * @param <F> effects: what to tell the world (imperative, with a destination)
 */
public interface StateMachine<C, E, F> {

  /**
   * Carries out a command. The events of the returned step are already applied; its effects must
   * not be released before the durable ones among these events, and all durable events before them,
   * are on disk.
   *
   * @param command what is asked; bad input is answered by an effect, never by an exception
   * @param now the present; never before the instant of the previous step
   */
  Step<E, F> step(C command, Instant now);

  /**
   * Makes one event part of the state, without effects. {@link #step} does this itself; a caller
   * uses it only to rebuild the state from a journal before the first step.
   */
  void apply(E event);

  /**
   * When the core next wants to be stepped though nobody asks for anything: the earliest of its
   * deadlines, or empty. It may lie in the past, and then it is due at once.
   */
  Optional<Instant> nextDeadline();
}
