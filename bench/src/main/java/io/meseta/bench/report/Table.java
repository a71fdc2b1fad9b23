package io.meseta.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  private Table(List<String> columns) {
    rows.add(columns);
    rows.add(columns.stream().map(_ -> "---").toList());
  }

  /** A table with these columns and no rows. */
  public static Table of(String... columns) {
    return new Table(List.of(columns));
  }

  /** Adds a row, with as many cells as there are columns. */
  public Table row(Object... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.length, rows.getFirst().size()));
    }
    rows.add(List.of(cells).stream().map(String::valueOf).toList());
    return this;
  }

  @Override
  public String toString() {
    return rows.stream()
        .map(cells -> "| " + String.join(" | ", cells) + " |")
        .collect(Collectors.joining("\n"));
  }
}
