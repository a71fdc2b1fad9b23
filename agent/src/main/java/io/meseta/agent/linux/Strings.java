package io.meseta.agent.linux;

import java.lang.foreign.MemorySegment;

/** C strings in memory that is not ours. */
final class Strings {

  private static final long LONGEST = 1 << 16;

  private Strings() {}

  @SuppressWarnings("restricted") // only libc's own strings are read
  static String at(long address) {
    return MemorySegment.ofAddress(address).reinterpret(LONGEST).getString(0);
  }
}
