package io.meseta.e2e.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * The one list of exceptions to the shape limits; it may only shrink. Columns: limit, place,
 * reason.
 */
record ShapeExceptions(List<Entry> all) {

  /** {@code place} is the text of the breach: a path, or a path, a blank and a member. */
  record Entry(String limit, String place, String reason) {}

  static ShapeExceptions read() {
    try (var lines = Files.lines(SourceTree.root().resolve("e2e/shape-exceptions.txt"))) {
      return new ShapeExceptions(
          lines
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(ShapeExceptions::parse)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry parse(String line) {
    String[] columns = line.split("\\s*\\|\\s*", 3);
    if (columns.length != 3) {
      throw new IllegalArgumentException("expected 'limit | place | reason' but found: " + line);
    }
    return new Entry(columns[0], columns[1], columns[2]);
  }

  boolean allows(String limit, String place) {
    return all.stream()
        .anyMatch(entry -> entry.limit().equals(limit) && entry.place().equals(place));
  }
}
