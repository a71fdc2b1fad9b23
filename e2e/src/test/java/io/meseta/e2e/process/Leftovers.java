package io.meseta.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds processes by what {@code /proc} tells of them. */
final class Leftovers {

  /** A process and its command line. */
  record Found(long pid, String commandLine) {}

  private Leftovers() {}

  /**
   * The living processes that have {@code text} in their command line, environment or working
   * directory: a daemon by its options, a task by its sandbox.
   */
  static List<Found> mentioning(String text) {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .filter(process -> mentions(process, text))
          .map(process ->
              new Found(
                  Long.parseLong(process.getFileName().toString()),
                  read(process.resolve("cmdline"))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean mentions(Path process, String text) {
    return read(process.resolve("cmdline")).contains(text)
        || read(process.resolve("environ")).contains(text)
        || workingDirectory(process).startsWith(text);
  }

  /** Empty when the process is gone, a zombie, or another user's. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  private static String workingDirectory(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
