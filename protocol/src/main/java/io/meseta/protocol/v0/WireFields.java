package io.meseta.protocol.v0;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Walks over the fields of one serialized message, knowing nothing of their meaning. */
final class WireFields {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private int position;
  private int tag;
  private int contentStart;
  private int contentEnd;

  WireFields(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Goes to the next field; false at the end. */
  boolean next() throws IOException {
    if (position == bytes.length) {
      return false;
    }
    long rawTag = readVarint();
    tag = (int) rawTag;
    if (rawTag != (tag & 0xffffffffL) || number() == 0) {
      throw malformed("field number 0 or above the greatest");
    }
    long length = contentLength();
    if (length < 0 || length > bytes.length - position) {
      throw malformed("field " + number() + " is longer than what is left");
    }
    contentStart = position;
    position += (int) length;
    contentEnd = position;
    return true;
  }

  int tag() {
    return tag;
  }

  int number() {
    return tag >>> 3;
  }

  /** Whether the field holds a message, string or bytes. */
  boolean isMessage() {
    return (tag & 7) == LENGTH_DELIMITED;
  }

  byte[] content() {
    return Arrays.copyOfRange(bytes, contentStart, contentEnd);
  }

  /** Value of a field that is a varint. */
  long varint() throws IOException {
    return new WireFields(content()).readVarint();
  }

  /** Writes the field as it is, but under another number. */
  void copy(int newNumber, ByteArrayOutputStream out) {
    writeVarint((newNumber << 3) | (tag & 7), out);
    if (isMessage()) {
      writeVarint(contentEnd - contentStart, out);
    }
    out.write(bytes, contentStart, contentEnd - contentStart);
  }

  static void writeVarint(int value, ByteArrayOutputStream out) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private long contentLength() throws IOException {
    switch (tag & 7) {
      case VARINT:
        int start = position;
        readVarint();
        int length = position - start;
        position = start;
        return length;
      case FIXED64:
        return 8;
      case LENGTH_DELIMITED:
        return readVarint();
      case FIXED32:
        return 4;
      default:
        throw malformed("wire type " + (tag & 7) + " of field " + number());
    }
  }

  private long readVarint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == bytes.length) {
        throw malformed("it ends within a number");
      }
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number has more than 10 bytes");
  }

  private IOException malformed(String why) {
    return new IOException("Not a protobuf message: " + why + " (byte " + position + ")");
  }
}
