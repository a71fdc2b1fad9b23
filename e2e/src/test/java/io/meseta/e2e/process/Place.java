package io.meseta.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A test's own corner of the file system. What programs leave in its temporary directory, and which
 * processes they leave behind, can be seen from here.
 */
public record Place(Path directory) implements AutoCloseable {

  public Place {
    try {
      directory = directory.toRealPath();
      Files.createDirectories(directory.resolve("output"));
      Files.createDirectories(directory.resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What programs print. */
  Path output() {
    return directory.resolve("output");
  }

  /** Where programs put their temporary files. */
  Path temporary() {
    return directory.resolve("tmp");
  }

  /** The temporary files that are there. */
  List<Path> temporaryFiles() {
    try (Stream<Path> files = Files.list(temporary())) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processes that have to do with this place. */
  List<Leftovers.Found> processes() {
    return Leftovers.mentioning(directory.toString());
  }

  /** Ends every process that still has to do with this place. */
  @Override
  public void close() {
    processes()
        .forEach(found -> ProcessHandle.of(found.pid()).ifPresent(ProcessHandle::destroyForcibly));
  }
}
