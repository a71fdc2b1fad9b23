package io.meseta.core.allocator.share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Some, each with its weight, of which is drawn again and again; every draw begins with all of
 * them. Must not be changed.
 *
 * @param <T> what is drawn
 */
public final class Urn<T> {

  private final List<T> items;
  private final double[] weights;
  private final double[] sums;

  /** Weights must be greater than 0. */
  public Urn(List<T> items, double[] weights) {
    this.items = List.copyOf(items);
    this.weights = weights.clone();
    this.sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
  }

  /** How many there are. */
  public int size() {
    return items.size();
  }

  T item(int place) {
    return items.get(place);
  }

  double weight(int place) {
    return weights[place];
  }

  /** Up to and with each item, the weights of all; not to be changed. */
  double[] sums() {
    return sums;
  }

  /** Some of these with the same weights. */
  public Urn<T> only(Predicate<T> wanted) {
    List<T> some = new ArrayList<>();
    double[] own = new double[items.size()];
    for (int i = 0; i < items.size(); i++) {
      if (wanted.test(items.get(i))) {
        own[some.size()] = weights[i];
        some.add(items.get(i));
      }
    }
    return new Urn<>(some, Arrays.copyOf(own, some.size()));
  }

  /** All of them in an order that chance makes; the same for the same seed. */
  public Iterator<T> draw(long seed) {
    return new RandomDraw<>(this, seed);
  }
}
