package io.meseta.core.resource;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What can only be had as a whole: persistent volumes, mounts, devices (Mesos reference §8.3). Two
 * volumes of 64 MB are not one of 128, and half of a mount cannot be had. A shared volume is there
 * as often as somebody has a copy of it.
 *
 * @param counts how many there are of each size in thousandths; sorted and unmodifiable
 */
record PiecesAmount(SortedMap<Long, Long> counts) implements Amount {

  /** One piece, or none if it is empty. */
  static PiecesAmount of(long thousandths) {
    SortedMap<Long, Long> counts = new TreeMap<>();
    if (thousandths != 0) {
      counts.put(thousandths, 1L);
    }
    return wrap(counts);
  }

  private static PiecesAmount wrap(SortedMap<Long, Long> counts) {
    return new PiecesAmount(Collections.unmodifiableSortedMap(counts));
  }

  @Override
  public Amount plus(Amount other) {
    SortedMap<Long, Long> sum = new TreeMap<>(counts);
    ((PiecesAmount) other).counts.forEach((size, count) -> sum.merge(size, count, Long::sum));
    return wrap(sum);
  }

  @Override
  public Amount minus(Amount other) {
    SortedMap<Long, Long> rest = new TreeMap<>(counts);
    ((PiecesAmount) other)
        .counts.forEach(
            (size, count) -> rest.computeIfPresent(size, (_, own) -> remaining(own - count)));
    return wrap(rest);
  }

  /** Null, which removes the size from a map, if nothing remains. */
  private static @Nullable Long remaining(long count) {
    return count > 0 ? count : null;
  }

  @Override
  public boolean contains(Amount other) {
    return ((PiecesAmount) other)
        .counts.entrySet().stream()
            .allMatch(wanted -> counts.getOrDefault(wanted.getKey(), 0L) >= wanted.getValue());
  }

  @Override
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** All pieces together in thousandths; copies of a shared volume are one volume. */
  long thousandths(boolean shared) {
    long sum = 0;
    for (Map.Entry<Long, Long> piece : counts.entrySet()) {
      sum += shared ? piece.getKey() : piece.getKey() * piece.getValue();
    }
    return sum;
  }

  /** A resource for each piece; copies of a shared volume are one resource. */
  @Override
  public void addTo(List<Resource> resources, ResourceKind kind) {
    counts.forEach((size, count) -> {
      for (long i = kind.isShared() ? count - 1 : 0; i < count; i++) {
        new ScalarAmount(size).addTo(resources, kind);
      }
    });
  }

  /** Each size once; nearly always there is one. */
  @Override
  public String toString() {
    return counts.keySet().stream().map(Thousandths::toText).collect(Collectors.joining("+"));
  }
}
