package io.meseta.core.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * Inclusive ranges of whole numbers, such as ports: sorted, apart from each other and coalesced.
 * Must not be built from bounds that are not.
 */
final class RangesAmount implements Amount {

  private static final RangesAmount EMPTY = new RangesAmount(new long[0]);

  /** Begin and end of each range in turn. */
  private final long[] bounds;

  private RangesAmount(long[] bounds) {
    this.bounds = bounds;
  }

  static RangesAmount of(Value.Ranges ranges) {
    List<long[]> pairs = new ArrayList<>(ranges.getRangeCount());
    for (Value.Range range : ranges.getRangeList()) {
      pairs.add(new long[] {range.getBegin(), range.getEnd()});
    }
    return coalesce(pairs);
  }

  private static RangesAmount coalesce(List<long[]> pairs) {
    pairs.sort(Comparator.comparingLong(pair -> pair[0]));
    long[] bounds = new long[pairs.size() * 2];
    int length = 0;
    for (long[] pair : pairs) {
      if (length > 0 && touches(bounds[length - 1], pair[0])) {
        bounds[length - 1] = Math.max(bounds[length - 1], pair[1]);
      } else {
        bounds[length++] = pair[0];
        bounds[length++] = pair[1];
      }
    }
    return new RangesAmount(Arrays.copyOf(bounds, length));
  }

  private static boolean touches(long end, long begin) {
    return begin <= end || begin - 1 == end;
  }

  /** How many numbers there are. */
  long count() {
    long count = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      count += bounds[i + 1] - bounds[i] + 1;
    }
    return count;
  }

  @Override
  public Amount plus(Amount other) {
    List<long[]> pairs = new ArrayList<>();
    addPairsTo(pairs);
    ((RangesAmount) other).addPairsTo(pairs);
    return coalesce(pairs);
  }

  private void addPairsTo(List<long[]> pairs) {
    for (int i = 0; i < bounds.length; i += 2) {
      pairs.add(new long[] {bounds[i], bounds[i + 1]});
    }
  }

  @Override
  public Amount minus(Amount other) {
    long[] holes = ((RangesAmount) other).bounds;
    List<long[]> rest = new ArrayList<>();
    int firstHole = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      while (firstHole < holes.length && holes[firstHole + 1] < bounds[i]) {
        firstHole += 2;
      }
      cut(bounds[i], bounds[i + 1], holes, firstHole, rest);
    }
    return rest.isEmpty() ? EMPTY : coalesce(rest);
  }

  private static void cut(long begin, long end, long[] holes, int firstHole, List<long[]> rest) {
    long next = begin;
    for (int hole = firstHole; hole < holes.length && holes[hole] <= end; hole += 2) {
      if (holes[hole] > next) {
        rest.add(new long[] {next, holes[hole] - 1});
      }
      if (holes[hole + 1] >= end) {
        return;
      }
      next = Math.max(next, holes[hole + 1] + 1);
    }
    rest.add(new long[] {next, end});
  }

  @Override
  public boolean contains(Amount other) {
    long[] wanted = ((RangesAmount) other).bounds;
    int own = 0;
    for (int i = 0; i < wanted.length; i += 2) {
      while (own < bounds.length && bounds[own + 1] < wanted[i]) {
        own += 2;
      }
      if (own == bounds.length || bounds[own] > wanted[i] || bounds[own + 1] < wanted[i + 1]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isEmpty() {
    return bounds.length == 0;
  }

  @Override
  public void writeTo(Resource.Builder builder) {
    builder.setType(Value.Type.RANGES).setRanges(toRanges());
  }

  /** The ranges of a message, in order. */
  Value.Ranges toRanges() {
    Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
    for (int i = 0; i < bounds.length; i += 2) {
      ranges.addRange(Value.Range.newBuilder().setBegin(bounds[i]).setEnd(bounds[i + 1]));
    }
    return ranges.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RangesAmount ranges && Arrays.equals(bounds, ranges.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < bounds.length; i += 2) {
      text.add(bounds[i] + "-" + bounds[i + 1]);
    }
    return text.toString();
  }
}
