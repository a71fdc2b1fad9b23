package io.meseta.protocol.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Tolerance for text that is not Unicode: proto2 strings of C++ may hold any bytes. */
final class Utf8 {
  private Utf8() {}

  static boolean isValid(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** A copy with replacement characters where the bytes are not UTF-8. */
  static byte[] repair(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
  }

  /** Refuses escapes such as {@code \\ud800} without their other half: no bytes stand for them. */
  static String requireWellFormed(String text, FieldTable field) throws MesosJsonException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          throw MesosJsonException.conversion(
              "Half of a surrogate pair in the JSON string for field '" + field.name + "'");
        }
        i++;
      }
    }
    return text;
  }
}
