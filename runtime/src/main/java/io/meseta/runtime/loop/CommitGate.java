package io.meseta.runtime.loop;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Holds back what must not be told before the journal has it. Whatever enters leaves in the same
 * order, none before the journal's durable position has reached the position that it waits for.
 *
 * <p>A plain data structure: no thread, no clock. The event loop and the simulator use this same
 * class.
 *
 * @param <T> what is held back, for example a step
 */
public final class CommitGate<T> {

  private record Held<T>(long position, T item) {}

  private final ArrayDeque<Held<T>> waiting = new ArrayDeque<>();
  private long lastPosition;

  /**
   * Takes an item in.
   *
   * @param position the last journal position the item builds on; 0 if the journal was never
   *     written. Never lower than that of the item before, since a later item may build on
   *     everything earlier
   */
  public void hold(long position, T item) {
    if (position < lastPosition) {
      throw new IllegalArgumentException(
          "position "
              + position
              + " after position "
              + lastPosition
              + " would let an item overtake");
    }
    lastPosition = position;
    waiting.addLast(new Held<>(position, item));
  }

  /**
   * Lets go of every item whose position is durable, in order. An item leaves the gate before it is
   * handed over, so one that fails to be delivered is not delivered twice.
   *
   * @param durablePosition how far the journal is durable
   * @return how many items went
   */
  public int release(long durablePosition, Consumer<? super T> out) {
    int released = 0;
    for (Held<T> next = waiting.peekFirst();
        next != null && next.position() <= durablePosition;
        next = waiting.peekFirst()) {
      waiting.removeFirst();
      released++;
      out.accept(next.item());
    }
    return released;
  }

  /** How many items are held back. */
  public int size() {
    return waiting.size();
  }

  /** Whether nothing is held back. */
  public boolean isEmpty() {
    return waiting.isEmpty();
  }
}
