package io.meseta.driver.wire;

import java.util.ArrayList;
import java.util.List;

/** One pass over an encoded message that notes where each field stands. Used once. */
final class Scanner {
  private static final int MAX_VARINT_BITS = 64;

  private final byte[] content;
  private int position;

  Scanner(byte[] content) {
    this.content = content;
  }

  List<Message.Field> scan() throws MalformedMessageException {
    List<Message.Field> fields = new ArrayList<>();
    while (position < content.length) {
      fields.add(field());
    }
    return fields;
  }

  private Message.Field field() throws MalformedMessageException {
    int tagAt = position;
    long tag = varint();
    if (tag >>> 3 == 0 || tag >>> 32 != 0) {
      throw malformed("a field number of " + (tag >>> 3));
    }
    long value = 0;
    int start = position;
    switch ((int) (tag & 7)) {
      case MessageWriter.VARINT:
        value = varint();
        break;
      case MessageWriter.FIXED64:
        value = fixed(Long.BYTES);
        break;
      case MessageWriter.LENGTH_DELIMITED:
        long length = varint();
        start = position;
        skip(length);
        break;
      case MessageWriter.FIXED32:
        value = fixed(Integer.BYTES);
        break;
      default:
        throw malformed("wire type " + (tag & 7));
    }
    return new Message.Field(tag, value, tagAt, start, position);
  }

  private long varint() throws MalformedMessageException {
    long value = 0;
    for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
      skip(1);
      byte next = content[position - 1];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than ten bytes");
  }

  private long fixed(int length) throws MalformedMessageException {
    skip(length);
    long value = 0;
    for (int i = 1; i <= length; i++) {
      value = (value << 8) | (content[position - i] & 0xffL);
    }
    return value;
  }

  private void skip(long length) throws MalformedMessageException {
    if (length < 0 || length > content.length - position) {
      throw malformed("a field that ends beyond the message");
    }
    position += (int) length;
  }

  private MalformedMessageException malformed(String what) {
    return new MalformedMessageException(
        "Not a protobuf message: " + what + " at byte " + position + " of " + content.length);
  }
}
