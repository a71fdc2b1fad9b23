package io.meseta.driver.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes one protobuf message field by field. Knows no schema and checks none: whoever calls says
 * number and type of each field.
 */
public final class MessageWriter {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;
  static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

  /** Appends an int, uint, bool or enum field. */
  public MessageWriter number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  /** Appends a double field. */
  public MessageWriter real(int field, double value) {
    tag(field, FIXED64);
    fixed(Double.doubleToLongBits(value), Long.BYTES);
    return this;
  }

  /** Appends a string field. */
  public MessageWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends a bytes field, or a message field whose content is already encoded. */
  public MessageWriter bytes(int field, byte[] value) {
    tag(field, LENGTH_DELIMITED);
    varint(value.length);
    out.write(value, 0, value.length);
    return this;
  }

  /** Appends a message field. */
  public MessageWriter message(int field, MessageWriter value) {
    return bytes(field, value.toByteArray());
  }

  /** Appends all fields of a message that is already encoded. */
  public MessageWriter fields(byte[] message) {
    out.write(message, 0, message.length);
    return this;
  }

  /** The message so far. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }

  void tag(int field, int type) {
    varint(((long) field << 3) | type);
  }

  void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  void fixed(long value, int length) {
    for (int i = 0; i < length; i++) {
      out.write((int) (value >>> (8 * i)));
    }
  }
}
