package io.meseta.core.allocator.share;

import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Draws one after the other, never the same twice, each time with chances in proportion to the
 * weights of those that are left: the weighted shuffle of Mesos' {@code random} sorter, but no work
 * for those nobody gets to. The same seed draws in the same order.
 *
 * @param <T> what is drawn
 */
public final class RandomDraw<T> implements Iterator<T> {

  /** Goes through all numbers, and far with each step. */
  public static final long STEP = 0x9E3779B97F4A7C15L;

  private final Urn<T> urn;
  private final BitSet drawn = new BitSet();

  /** Up to and with each item, the weights of those that were left when it was made. */
  private double[] sums;

  private double drawnSinceSums;
  private int left;
  private long state;

  RandomDraw(Urn<T> urn, long seed) {
    this.urn = urn;
    this.sums = urn.sums();
    this.left = urn.size();
    this.state = seed;
  }

  /** Without those that were drawn, so that not much is drawn in vain. */
  private void sumUp() {
    sums = new double[urn.size()];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += drawn.get(i) ? 0 : urn.weight(i);
      sums[i] = sum;
    }
    drawnSinceSums = 0;
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public T next() {
    if (left == 0) {
      throw new NoSuchElementException();
    }
    int place = draw();
    while (drawn.get(place)) {
      if (drawnSinceSums * 2 > sums[sums.length - 1]) {
        sumUp();
      }
      place = draw();
    }
    drawn.set(place);
    drawnSinceSums += urn.weight(place);
    left--;
    return urn.item(place);
  }

  private int draw() {
    double point = random() * sums[sums.length - 1];
    int low = 0;
    int high = sums.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > point) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** A number that has nothing in common with those of similar ones. */
  public static long scramble(long from) {
    long bits = from + STEP;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }

  /** From 0, and less than 1. */
  private double random() {
    state += STEP;
    return (scramble(state) >>> 11) * 0x1.0p-53;
  }
}
