package io.meseta.runtime.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the machine's file system, locked while it is open so that no two daemons ever
 * write the same journal. The lock goes with the process, however it ends.
 */
public final class DirectoryStorage implements Storage {

  private static final String LOCK_NAME = "LOCK";

  private final Path directory;
  private final FileChannel lock;

  private DirectoryStorage(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Opens the directory, which is made if it is missing.
   *
   * @throws IOException if it cannot be made or another process has it; the message says which
   */
  public static DirectoryStorage open(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel = FileChannel.open(directory.resolve(LOCK_NAME), CREATE, WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new IOException(directory + " is in use by another process");
    }
    return new DirectoryStorage(directory, channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) { // held by this very process
      return null;
    }
  }

  @Override
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(LOCK_NAME))
          .sorted()
          .toList();
    }
  }

  @Override
  public StorageFile create(String name) throws IOException {
    return new ChannelFile(
        FileChannel.open(directory.resolve(name), CREATE, TRUNCATE_EXISTING, READ, WRITE));
  }

  @Override
  public StorageFile open(String name) throws IOException {
    return new ChannelFile(FileChannel.open(directory.resolve(name), READ, WRITE));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(
        directory.resolve(from),
        directory.resolve(to),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name));
  }

  @Override
  public void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  @Override
  public String toString() {
    return directory.toString();
  }

  private record ChannelFile(FileChannel channel) implements StorageFile {

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
      long at = offset;
      while (into.hasRemaining()) {
        int count = channel.read(into, at);
        if (count < 0) {
          return;
        }
        at += count;
      }
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      long at = channel.size();
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }

    @Override
    public void sync() throws IOException {
      channel.force(false); // fdatasync: size and content, not the time of change
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
