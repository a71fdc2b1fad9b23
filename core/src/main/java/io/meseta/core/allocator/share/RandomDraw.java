package io.meseta.core.allocator.share;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
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

  private final List<T> items;
  private final double[] weights;
  private final BitSet drawn = new BitSet();

  /** Up to and with each item, the weights of those that were left when it was made. */
  private double[] sums = {};

  private double drawnSinceSums;
  private int left;
  private long state;

  /** Weights must be greater than 0. */
  public RandomDraw(List<T> items, double[] weights, long seed) {
    this.items = items;
    this.weights = weights;
    this.left = items.size();
    this.state = seed;
    sumUp();
  }

  private void sumUp() {
    sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += drawn.get(i) ? 0 : weights[i];
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
    drawnSinceSums += weights[place];
    left--;
    return items.get(place);
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
