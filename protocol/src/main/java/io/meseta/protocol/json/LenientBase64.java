package io.meseta.protocol.json;

import com.google.protobuf.ByteString;

/**
 * Standard base64 as Mesos reads it: white space is skipped, the first {@code =} ends it, and
 * padding may be missing.
 */
final class LenientBase64 {
  private LenientBase64() {}

  static ByteString decode(String text, FieldTable field) throws MesosJsonException {
    byte[] decoded = new byte[text.length() * 3 / 4 + 3];
    int length = 0;
    int bits = 0;
    int bitCount = 0;
    for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
      char character = text.charAt(i);
      if (isSpace(character)) {
        continue;
      }
      int sextet = sextet(character);
      if (sextet < 0) {
        throw MesosJsonException.conversion(
            "Failed to base64 decode bytes field '"
                + field.name
                + "': Invalid character '"
                + character
                + "'");
      }
      bits = bits << 6 | sextet;
      bitCount += 6;
      if (bitCount >= 8) {
        bitCount -= 8;
        decoded[length++] = (byte) (bits >> bitCount);
      }
    }
    return ByteString.copyFrom(decoded, 0, length);
  }

  private static int sextet(char character) {
    if (character >= 'A' && character <= 'Z') {
      return character - 'A';
    }
    if (character >= 'a' && character <= 'z') {
      return character - 'a' + 26;
    }
    if (character >= '0' && character <= '9') {
      return character - '0' + 52;
    }
    return character == '+' ? 62 : character == '/' ? 63 : -1;
  }

  private static boolean isSpace(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }
}
