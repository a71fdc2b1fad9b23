package io.meseta.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What the dev cluster leaves behind: nothing. */
final class Directories {

  private Directories() {}

  /** Deletes a directory and all in it; says so on standard error if something must stay. */
  static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.err.println("meseta: could not delete " + directory + ": " + e.getMessage());
    }
  }
}
