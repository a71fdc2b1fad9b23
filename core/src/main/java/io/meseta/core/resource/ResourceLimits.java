package io.meseta.core.resource;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Value;

/**
 * The most that may be had of each scalar resource, in thousandths (Mesos reference §9.3). What is
 * not named has no limit; a limit of zero is one. Immutable.
 */
public final class ResourceLimits {

  /** No limits. */
  public static final ResourceLimits NONE = new ResourceLimits(new TreeMap<>());

  private final SortedMap<String, Long> thousandths;

  private ResourceLimits(SortedMap<String, Long> thousandths) {
    this.thousandths = thousandths;
  }

  /** Limits as they stand in a quota. */
  public static ResourceLimits of(Map<String, Value.Scalar> scalars) {
    TreeMap<String, Long> limits = new TreeMap<>();
    scalars.forEach((name, scalar) -> limits.put(name, Thousandths.of(scalar.getValue())));
    return new ResourceLimits(limits);
  }

  /** Whether none of the amounts is above its limit. */
  public boolean contains(ResourceQuantities quantities) {
    return thousandths.entrySet().stream()
        .allMatch(entry -> quantities.of(entry.getKey()) <= entry.getValue());
  }

  /** The limits by name, in thousandths, sorted by name. */
  public SortedMap<String, Long> thousandths() {
    return Collections.unmodifiableSortedMap(thousandths);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceLimits that && thousandths.equals(that.thousandths);
  }

  @Override
  public int hashCode() {
    return thousandths.hashCode();
  }

  /** As Mesos prints them, for example {@code cpus:1; mem:32}. */
  @Override
  public String toString() {
    return ResourceQuantities.text(thousandths);
  }
}
