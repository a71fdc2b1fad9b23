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
    List<Value.Range> sorted = new ArrayList<>(ranges.getRangeList());
    sorted.sort(Comparator.comparingLong(Value.Range::getBegin));
    Bounds bounds = new Bounds(sorted.size());
    sorted.forEach(range -> bounds.append(range.getBegin(), range.getEnd()));
    return bounds.toAmount();
  }

  /** Ranges to which others are appended in order; those that touch become one. */
  private static final class Bounds {

    private long[] bounds;
    private int length;

    Bounds(int rangesExpected) {
      bounds = new long[rangesExpected * 2];
    }

    void append(long begin, long end) {
      if (length > 0 && touches(bounds[length - 1], begin)) {
        bounds[length - 1] = Math.max(bounds[length - 1], end);
        return;
      }
      if (length == bounds.length) {
        bounds = Arrays.copyOf(bounds, length + 8);
      }
      bounds[length++] = begin;
      bounds[length++] = end;
    }

    private static boolean touches(long end, long begin) {
      return begin <= end || begin - 1 == end;
    }

    RangesAmount toAmount() {
      return length == 0
          ? EMPTY
          : new RangesAmount(length == bounds.length ? bounds : Arrays.copyOf(bounds, length));
    }
  }

  /** How many numbers there are. */
  long count() {
    long count = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      count += bounds[i + 1] - bounds[i] + 1;
    }
    return count;
  }

  /** Goes through both in step, who begins first comes first. */
  @Override
  public Amount plus(Amount other) {
    long[] others = ((RangesAmount) other).bounds;
    Bounds sum = new Bounds((bounds.length + others.length) / 2);
    int own = 0;
    int next = 0;
    while (own < bounds.length || next < others.length) {
      if (next == others.length || (own < bounds.length && bounds[own] <= others[next])) {
        sum.append(bounds[own], bounds[own + 1]);
        own += 2;
      } else {
        sum.append(others[next], others[next + 1]);
        next += 2;
      }
    }
    return sum.toAmount();
  }

  @Override
  public Amount minus(Amount other) {
    long[] holes = ((RangesAmount) other).bounds;
    Bounds rest = new Bounds(bounds.length / 2);
    int firstHole = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      while (firstHole < holes.length && holes[firstHole + 1] < bounds[i]) {
        firstHole += 2;
      }
      cut(bounds[i], bounds[i + 1], holes, firstHole, rest);
    }
    return rest.toAmount();
  }

  private static void cut(long begin, long end, long[] holes, int firstHole, Bounds rest) {
    long next = begin;
    for (int hole = firstHole; hole < holes.length && holes[hole] <= end; hole += 2) {
      if (holes[hole] > next) {
        rest.append(next, holes[hole] - 1);
      }
      if (holes[hole + 1] >= end) {
        return;
      }
      next = Math.max(next, holes[hole + 1] + 1);
    }
    rest.append(next, end);
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
