package io.meseta.driver.state;

import io.meseta.driver.wire.Message;
import io.meseta.driver.wire.MessageWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/**
 * A variable: its name, its value and the version of that, a random UUID. Encoded as {@code
 * mesos.internal.state.Entry}, which is what Mesos puts into a znode (reference §7.7). Immutable.
 */
public final class Entry {
  private final String name;
  private final byte[] version;
  private final byte[] value;

  private Entry(String name, byte[] version, byte[] value) {
    this.name = name;
    this.version = version;
    this.value = value;
  }

  /** A variable that nobody has stored yet. */
  public static Entry absent(String name) {
    return new Entry(name, randomVersion(), new byte[0]);
  }

  /** The same variable and version with another value; not stored yet. */
  public Entry mutate(byte[] newValue) {
    return new Entry(name, version, newValue.clone());
  }

  /** What is to be stored in place of this version. */
  Entry successor() {
    return new Entry(name, randomVersion(), value);
  }

  private static byte[] randomVersion() {
    UUID random = UUID.randomUUID();
    return ByteBuffer.allocate(16)
        .putLong(random.getMostSignificantBits())
        .putLong(random.getLeastSignificantBits())
        .array();
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** A copy of the value. */
  public byte[] value() {
    return value.clone();
  }

  /** Whether both are the same version of a variable. */
  public boolean isSameVersion(Entry other) {
    return Arrays.equals(version, other.version);
  }

  /** The encoded message. */
  public byte[] toBytes() {
    return new MessageWriter().text(1, name).bytes(2, version).bytes(3, value).toByteArray();
  }

  /**
   * Reads an encoded message.
   *
   * @throws IOException if a field is absent, or it is no message
   */
  public static Entry fromBytes(byte[] encoded) throws IOException {
    Message message = Message.parse(encoded);
    return new Entry(
        message.text(1).orElseThrow(() -> missing("name")),
        message.bytes(2).orElseThrow(() -> missing("uuid")),
        message.bytes(3).orElseThrow(() -> missing("value")));
  }

  private static IOException missing(String field) {
    return new IOException("Failed to deserialize Entry: " + field + " is absent");
  }
}
