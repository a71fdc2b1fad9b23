package io.meseta.protocol.libprocess;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Percent-decoding as libprocess does it: {@code +} is a blank, everything else stands for itself.
 */
final class PercentDecoding {
  private PercentDecoding() {}

  static String decode(String text) throws LibprocessException {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        decoded.write(escaped(text, raw, i));
        i += 2;
      } else {
        decoded.write(raw[i] == '+' ? ' ' : raw[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  private static int escaped(String text, byte[] raw, int at) throws LibprocessException {
    int high = at + 1 < raw.length ? Character.digit(raw[at + 1], 16) : -1;
    int low = at + 2 < raw.length ? Character.digit(raw[at + 2], 16) : -1;
    if (high < 0 || low < 0) {
      String found = new String(raw, at, Math.min(3, raw.length - at), StandardCharsets.UTF_8);
      throw new LibprocessException(
          500, "Failed to decode URL path: Malformed % escape in '" + text + "': '" + found + "'");
    }
    return high * 16 + low;
  }
}
