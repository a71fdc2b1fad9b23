package io.meseta.e2e.wire;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows of a recording that are treated alike, and why. */
record RowRanges(String reason, Set<Integer> rows) {

  /** Rows such as {@code 71-102 104}. */
  static RowRanges of(String reason, String ranges) {
    Set<Integer> rows =
        Stream.of(ranges.split(" "))
            .flatMapToInt(RowRanges::range)
            .boxed()
            .collect(Collectors.toSet());
    return new RowRanges(reason, rows);
  }

  private static IntStream range(String text) {
    String[] ends = text.split("-");
    return IntStream.rangeClosed(
        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  static int count(List<RowRanges> all) {
    return all.stream().mapToInt(ranges -> ranges.rows.size()).sum();
  }

  static boolean contain(List<RowRanges> all, int row) {
    return all.stream().anyMatch(ranges -> ranges.rows.contains(row));
  }
}
