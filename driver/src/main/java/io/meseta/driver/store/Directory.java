package io.meseta.driver.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * A directory that belongs to one owner at a time, in this process and outside. The lock goes with
 * the owner: the public classes of Mesos that use it cannot be closed.
 */
public final class Directory {
  private final Path path;
  private final FileLock lock;

  private Directory(Path path, FileLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes a directory, and makes it if there is none.
   *
   * @throws IOException if somebody else has it, or if it holds a LevelDB of Apache Mesos
   */
  public static Directory own(Path path) throws IOException {
    Files.createDirectories(path);
    refuseLevelDb(path);
    FileChannel channel =
        FileChannel.open(
            path.resolve("meseta.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new Directory(path, lock);
      }
    } catch (OverlappingFileLockException e) {
      // Somebody in this process; said below.
    }
    channel.close();
    throw new IOException(path + " is in use by another state or log");
  }

  private static void refuseLevelDb(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      if (files.anyMatch(file -> file.getFileName().toString().startsWith("MANIFEST-"))) {
        throw new IOException(
            path
                + " holds a LevelDB of Apache Mesos, which this driver cannot read: copy what it"
                + " holds with the old library, or name an empty directory");
      }
    }
  }

  /** A file in the directory. */
  public Path resolve(String name) {
    if (!lock.isValid()) {
      throw new IllegalStateException(path + " is not owned any more");
    }
    return path.resolve(name);
  }

  /** Makes durable that a file is there. */
  static void forceNameOf(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
