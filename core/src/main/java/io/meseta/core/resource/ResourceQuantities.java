package io.meseta.core.resource;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Value;

/**
 * Amounts of scalar resources by name, in thousandths, with neither role nor place: what quota and
 * capacity are compared in (Mesos reference §9.3). What is not named is zero. Immutable.
 */
public final class ResourceQuantities {

  /** Nothing. */
  public static final ResourceQuantities EMPTY = new ResourceQuantities(new TreeMap<>());

  private final SortedMap<String, Long> thousandths;

  private ResourceQuantities(SortedMap<String, Long> thousandths) {
    this.thousandths = thousandths;
  }

  /** The scalars of these resources. */
  public static ResourceQuantities of(Resources resources) {
    TreeMap<String, Long> sums = new TreeMap<>();
    resources.forEachScalar((name, amount) -> sums.merge(name, amount, Long::sum));
    return ofPositive(sums);
  }

  /** Amounts as they stand in a quota. */
  public static ResourceQuantities of(Map<String, Value.Scalar> scalars) {
    TreeMap<String, Long> sums = new TreeMap<>();
    scalars.forEach((name, scalar) -> sums.put(name, Thousandths.of(scalar.getValue())));
    return ofPositive(sums);
  }

  private static ResourceQuantities ofPositive(TreeMap<String, Long> sums) {
    sums.values().removeIf(amount -> amount <= 0);
    return new ResourceQuantities(sums);
  }

  /** All of these together. */
  public static ResourceQuantities sum(Collection<ResourceQuantities> all) {
    return all.stream().reduce(EMPTY, ResourceQuantities::plus);
  }

  /** Both together. */
  public ResourceQuantities plus(ResourceQuantities other) {
    TreeMap<String, Long> sums = new TreeMap<>(thousandths);
    other.thousandths.forEach((name, amount) -> sums.merge(name, amount, Long::sum));
    return new ResourceQuantities(sums);
  }

  /** These without the others; never less than nothing. */
  public ResourceQuantities minus(ResourceQuantities other) {
    TreeMap<String, Long> rest = new TreeMap<>(thousandths);
    other.thousandths.forEach((name, amount) -> rest.merge(name, -amount, Long::sum));
    return ofPositive(rest);
  }

  /** Whether there is at least as much of everything. */
  public boolean contains(ResourceQuantities other) {
    return other.thousandths.entrySet().stream()
        .allMatch(entry -> of(entry.getKey()) >= entry.getValue());
  }

  /** The amount of one resource, in thousandths. */
  public long of(String name) {
    return thousandths.getOrDefault(name, 0L);
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return thousandths.isEmpty();
  }

  /** The amounts by name, in thousandths, sorted by name; all are positive. */
  public SortedMap<String, Long> thousandths() {
    return Collections.unmodifiableSortedMap(thousandths);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceQuantities that && thousandths.equals(that.thousandths);
  }

  @Override
  public int hashCode() {
    return thousandths.hashCode();
  }

  /** As Mesos prints them, for example {@code cpus:1; mem:32}. */
  @Override
  public String toString() {
    return text(thousandths);
  }

  static String text(Map<String, Long> thousandths) {
    return thousandths.isEmpty()
        ? "{}"
        : thousandths.entrySet().stream()
            .map(entry -> entry.getKey() + ":" + Thousandths.toText(entry.getValue()))
            .collect(Collectors.joining("; "));
  }
}
