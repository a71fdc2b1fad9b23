package io.meseta.agent.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/** An open file descriptor of this process, never inherited by children. */
public final class Descriptor implements AutoCloseable {

  private static final NativeFunction OPEN = NativeFunction.named("open");
  private static final NativeFunction CLOSE = NativeFunction.named("close");

  private static final int O_WRONLY = 01;
  private static final int O_RDWR = 02;
  private static final int O_CREAT = 0100;
  private static final int O_APPEND = 02000;
  private static final int O_NONBLOCK = 04000;
  private static final int O_NOFOLLOW =
      System.getProperty("os.arch").equals("aarch64") ? 0100000 : 0400000;
  private static final int O_CLOEXEC = 02000000;
  private static final int O_PATH = 010000000;
  private static final int OWNER_WRITES_ALL_READ = 0644;

  private final int number;

  private Descriptor(int number) {
    this.number = number;
  }

  /**
   * Opens a file to append to, creating it. It must be no link, which its owner could have made to
   * lead anywhere, and this never waits for a reader.
   */
  public static Descriptor append(Path path) throws IOException {
    return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  }

  /** Opens the file that is always empty. */
  public static Descriptor nothing() throws IOException {
    return open(Path.of("/dev/null"), O_RDWR | O_CLOEXEC);
  }

  /** Opens a directory only to name it. */
  public static Descriptor directory(Path path) throws IOException {
    return open(path, O_PATH | O_CLOEXEC);
  }

  private static Descriptor open(Path path, int flags) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      NativeFunction.Result opened =
          OPEN.result(NativeFunction.text(arena, path.toString()), flags, OWNER_WRITES_ALL_READ);
      if (opened.number() < 0) {
        throw new IOException("Failed to open '" + path + "': " + Errno.text(opened.errno()));
      }
      return new Descriptor(opened.number());
    }
  }

  /** The descriptor's number in this process. */
  public int number() {
    return number;
  }

  /** A short path that leads to the open file, for this process. */
  public Path alias() {
    return Path.of("/proc/self/fd/" + number);
  }

  @Override
  public void close() {
    CLOSE.call(number);
  }
}
