package io.meseta.master.ui.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/**
 * A piece of a file as {@code /files/read} of an agent gives it (Mesos reference §4.5). Agents put
 * the raw bytes of the file into a JSON string, which need not be UTF-8: they are taken out again
 * byte for byte.
 *
 * @param offset where the piece begins; the size of the file if that was asked for
 * @param bytes the piece
 */
@SuppressWarnings("ArrayRecordComponent") // pieces are never compared
record FileChunk(long offset, byte[] bytes) {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(16 << 20).maxNestingDepth(8).build())
          .build();

  /**
   * Reads an agent's answer.
   *
   * @throws IOException if it is not of that form
   */
  static FileChunk parse(byte[] json) throws IOException {
    // One character per byte, so that the parser sees structure and leaves the content alone.
    String latin = new String(json, StandardCharsets.ISO_8859_1);
    long offset = 0;
    byte[] data = {};
    try (JsonParser parser = JSON.createParser(new StringReader(latin))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("Expecting an object with 'data' and 'offset'");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "data" -> data = bytesOf(parser.getText());
          case "offset" -> offset = (long) parser.getDoubleValue();
          default -> parser.skipChildren();
        }
      }
    }
    return new FileChunk(offset, data);
  }

  /** Characters below 256 stand for bytes; others were escaped, and become UTF-8. */
  private static byte[] bytesOf(String latin) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(latin.length());
    latin
        .codePoints()
        .forEach(point -> {
          if (point < 256) {
            bytes.write(point);
          } else {
            bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
          }
        });
    return bytes.toByteArray();
  }
}
