package io.meseta.agent.linux;

/** Error numbers of Linux (the same on x86-64 and aarch64) and their texts as glibc words them. */
public final class Errno {

  static final int ENOENT = 2;
  static final int ESRCH = 3;
  static final int EINTR = 4;
  static final int ENOEXEC = 8;
  static final int ECHILD = 10;
  static final int EAGAIN = 11;
  static final int ENOMEM = 12;
  static final int EACCES = 13;
  static final int ENOTDIR = 20;

  private static final NativeFunction STRERROR = NativeFunction.named("strerror");

  private Errno() {}

  /** Whether the machine or a limit, and not the caller's wish, is at fault. */
  static boolean outOfResources(int errno) {
    return errno == EAGAIN || errno == ENOMEM;
  }

  /** The text of an error number, for example "No such file or directory". */
  public static String text(int errno) {
    return Strings.at(STRERROR.call(errno));
  }
}
