package io.meseta.driver.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One protobuf message, read without a schema. Immutable. Where a field that should occur once
 * occurs several times the last one counts, as protobuf wants for scalars; embedded messages are
 * not merged, since no Mesos implementation splits them.
 */
public final class Message {
  private final byte[] content;
  private final List<Field> fields;

  private Message(byte[] content, List<Field> fields) {
    this.content = content;
    this.fields = fields;
  }

  /**
   * Reads a message.
   *
   * @throws MalformedMessageException if the bytes are not one
   */
  public static Message parse(byte[] content) throws MalformedMessageException {
    return new Message(content, new Scanner(content).scan());
  }

  /** Whether the field occurs. */
  public boolean has(int field) {
    return last(field).isPresent();
  }

  /** An int, uint, bool or enum field. */
  public OptionalLong number(int field) {
    return last(field)
        .filter(found -> found.type == MessageWriter.VARINT)
        .map(found -> OptionalLong.of(found.value))
        .orElse(OptionalLong.empty());
  }

  /** A double field, or {@code otherwise} if it does not occur. */
  public double real(int field, double otherwise) {
    return last(field)
        .filter(found -> found.type == MessageWriter.FIXED64)
        .map(found -> Double.longBitsToDouble(found.value))
        .orElse(otherwise);
  }

  /** A bytes field, or the encoded content of a message field. */
  public Optional<byte[]> bytes(int field) {
    return last(field).filter(Field::isLengthDelimited).map(this::contentOf);
  }

  /** A string field; what is not UTF-8 in it becomes replacement characters. */
  public Optional<String> text(int field) {
    return bytes(field).map(value -> new String(value, StandardCharsets.UTF_8));
  }

  /**
   * A message field; the empty message if the field does not occur.
   *
   * @throws MalformedMessageException if the content of the field is not a message
   */
  public Message message(int field) throws MalformedMessageException {
    return parse(bytes(field).orElse(new byte[0]));
  }

  /** All occurrences of a repeated bytes or message field. */
  public List<byte[]> allBytes(int field) {
    List<byte[]> found = new ArrayList<>();
    for (Field each : fields) {
      if (each.number == field && each.isLengthDelimited()) {
        found.add(contentOf(each));
      }
    }
    return found;
  }

  /** All occurrences of a repeated string field. */
  public List<String> allTexts(int field) {
    List<String> texts = new ArrayList<>();
    for (byte[] value : allBytes(field)) {
      texts.add(new String(value, StandardCharsets.UTF_8));
    }
    return texts;
  }

  /** A writer that holds every field of this message but {@code left}, unknown ones too. */
  public MessageWriter without(int... left) {
    MessageWriter writer = new MessageWriter();
    for (Field field : fields) {
      if (Arrays.stream(left).noneMatch(number -> number == field.number)) {
        writer.fields(Arrays.copyOfRange(content, field.tagAt, field.end));
      }
    }
    return writer;
  }

  private Optional<Field> last(int number) {
    for (int i = fields.size() - 1; i >= 0; i--) {
      if (fields.get(i).number == number) {
        return Optional.of(fields.get(i));
      }
    }
    return Optional.empty();
  }

  private byte[] contentOf(Field field) {
    return Arrays.copyOfRange(content, field.start, field.end);
  }

  /** Where a field stands in the content: its tag, the start of its value and the end. */
  static final class Field {
    final int number;
    final int type;
    final long value;
    final int tagAt;
    final int start;
    final int end;

    Field(long tag, long value, int tagAt, int start, int end) {
      this.number = (int) (tag >>> 3);
      this.type = (int) (tag & 7);
      this.value = value;
      this.tagAt = tagAt;
      this.start = start;
      this.end = end;
    }

    boolean isLengthDelimited() {
      return type == MessageWriter.LENGTH_DELIMITED;
    }
  }
}
