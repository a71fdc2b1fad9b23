package io.meseta.core;

import com.google.protobuf.ByteString;
import java.util.UUID;

/** A UUID as messages carry it: its 16 bytes, the highest first. */
public final class UuidBytes {

  private UuidBytes() {}

  /** The bytes of the UUID. */
  public static ByteString of(UUID uuid) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (uuid.getMostSignificantBits() >>> (56 - 8 * i));
      bytes[8 + i] = (byte) (uuid.getLeastSignificantBits() >>> (56 - 8 * i));
    }
    return ByteString.copyFrom(bytes);
  }
}
