package io.meseta.core.master.machine;

import io.meseta.core.master.MasterEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The scenarios in {@code src/test/resources/transcripts}. */
final class Transcripts {

  private static final Path FOLDER =
      Path.of(System.getProperty("meseta.root"), "core/src/test/resources/transcripts");

  private Transcripts() {}

  static List<Path> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file as it would be if everything in it happened as the master does it now. */
  static List<String> play(List<String> lines, Consumer<MasterEvent> observer) {
    TranscriptRunner runner = new TranscriptRunner(observer);
    List<String> played = new ArrayList<>();
    for (String line : lines) {
      boolean isOutcome = line.startsWith(" ");
      boolean isComment = line.isBlank() || line.startsWith("#");
      if (!isOutcome) {
        played.add(line);
      }
      if (!isOutcome && !isComment) {
        played.addAll(runner.run(line));
      }
    }
    return played;
  }
}
