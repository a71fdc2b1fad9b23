package io.meseta.agent.linux;

/** Error numbers of Linux (the same on x86-64 and aarch64) and their texts as glibc words them. */
public final class Errno {

  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int ENOEXEC = 8;
  public static final int ECHILD = 10;
  public static final int EACCES = 13;

  private static final NativeFunction STRERROR = NativeFunction.named("strerror");

  private Errno() {}

  /** The text of an error number, for example "No such file or directory". */
  public static String text(int errno) {
    return Strings.at(STRERROR.call(errno));
  }
}
