package io.meseta.bench.swarm;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads HTTP responses off one connection. Knows as much of HTTP as the scheduler API needs: a
 * length or chunks.
 */
final class HttpReader {

  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;

  HttpReader(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
  }

  /** Status and header fields (names in lower case) of a response. */
  record Head(int status, Map<String, String> fields) {}

  Head head() throws IOException {
    String[] words = line().split(" ", 3);
    Map<String, String> fields = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      fields.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Head(Integer.parseInt(words[1]), fields);
  }

  /** The whole body of a response that ends. */
  byte[] body(Head head) throws IOException {
    if ("chunked".equalsIgnoreCase(head.fields().get("transfer-encoding"))) {
      StringBuilder text = new StringBuilder();
      for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
        text.append(new String(chunk, StandardCharsets.ISO_8859_1));
      }
      return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
    return bytes(Integer.parseInt(head.fields().getOrDefault("content-length", "0")));
  }

  /** The next chunk of a body; empty at its end. */
  byte[] chunk() throws IOException {
    byte[] chunk = bytes(Integer.parseInt(line(), 16));
    line();
    return chunk;
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the master closed the connection");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the master closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
