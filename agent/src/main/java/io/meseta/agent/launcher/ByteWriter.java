package io.meseta.agent.launcher;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds a byte array out of numbers and texts; the counterpart of {@link ByteReader}. */
public final class ByteWriter {

  private byte[] bytes = new byte[256];
  private int size;

  ByteWriter type(int type) {
    reserve(1);
    bytes[size++] = (byte) type;
    return this;
  }

  /** Appends 32 bits. */
  public ByteWriter number(int value) {
    reserve(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >> shift);
    }
    return this;
  }

  /** Appends 64 bits. */
  public ByteWriter big(long value) {
    return number((int) (value >> 32)).number((int) value);
  }

  /** Appends a length and UTF-8. */
  public ByteWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  ByteWriter flag(boolean value) {
    return type(value ? 1 : 0);
  }

  /** What has been written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
