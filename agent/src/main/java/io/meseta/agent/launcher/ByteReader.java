package io.meseta.agent.launcher;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes numbers and texts out of a byte array. Never believes a length: what does not fit into the
 * bytes that are there is malformed, so a lying peer costs no memory.
 */
public final class ByteReader {

  private final ByteBuffer bytes;

  /** Reads {@code bytes} from the beginning. */
  public ByteReader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  int type() throws LauncherProtocolException {
    require(1);
    return bytes.get();
  }

  /** Takes 32 bits. */
  public int number() throws LauncherProtocolException {
    require(Integer.BYTES);
    return bytes.getInt();
  }

  /** Takes 64 bits. */
  public long big() throws LauncherProtocolException {
    require(Long.BYTES);
    return bytes.getLong();
  }

  /** Takes a length and as much UTF-8. */
  public String text() throws LauncherProtocolException {
    byte[] utf8 = new byte[count()];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  boolean flag() throws LauncherProtocolException {
    return type() != 0;
  }

  /** Takes a count of things of at least one byte each. */
  int count() throws LauncherProtocolException {
    int count = number();
    require(count);
    return count;
  }

  /** Makes sure that everything has been taken. */
  public void end() throws LauncherProtocolException {
    if (bytes.hasRemaining()) {
      throw new LauncherProtocolException(bytes.remaining() + " bytes too many");
    }
  }

  private void require(int size) throws LauncherProtocolException {
    if (size < 0 || size > bytes.remaining()) {
      throw new LauncherProtocolException(
          "wants " + size + " bytes where " + bytes.remaining() + " are left");
    }
  }
}
