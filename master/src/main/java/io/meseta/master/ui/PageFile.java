package io.meseta.master.ui;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file of the web UI.
 *
 * @param type its Content-Type
 * @param bytes its content, never changed
 * @param tag its weak entity tag: the bytes on the wire may be compressed or not
 */
@SuppressWarnings("ArrayRecordComponent") // files are never compared
record PageFile(String type, byte[] bytes, String tag) {

  static PageFile of(String type, byte[] bytes) {
    String digest = HexFormat.of().formatHex(sha256(bytes), 0, 12);
    return new PageFile(type, bytes, "W/\"" + digest + "\"");
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
