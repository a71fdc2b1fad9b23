package io.meseta.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What the dev cluster leaves behind: nothing. */
final class Directories {

  private Directories() {}

  /** How often to try while processes that are just ending still write. */
  private static final int TRIES = 5;

  /** Deletes a directory and all in it; says so on standard error if something must stay. */
  static void delete(Path directory) {
    for (int left = TRIES; left > 0; left--) {
      try {
        deleteOnce(directory);
        return;
      } catch (IOException | UncheckedIOException e) {
        if (left == 1) {
          System.err.println("meseta: could not delete " + directory + ": " + e.getMessage());
        }
      }
    }
  }

  private static void deleteOnce(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
