package io.meseta.protocol.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One recorded HTTP message; of a stream that was cut off, what there is of the body. */
record HttpMessage(String startLine, Map<String, String> headers, byte[] body) {
  /** Takes one direction of a connection apart. */
  static List<HttpMessage> parse(byte[] stream) {
    List<HttpMessage> messages = new ArrayList<>();
    int at = 0;
    while (at < stream.length) {
      int end = find(stream, "\r\n\r\n", at);
      if (end < 0) {
        break;
      }
      String[] lines = new String(stream, at, end - at, ISO_8859_1).split("\r\n");
      Map<String, String> headers = headers(lines);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      at = end + 4;
      if ("chunked".equals(headers.get("Transfer-Encoding"))) {
        at = readChunks(stream, at, body);
      } else {
        int length = number(headers.getOrDefault("Content-Length", "0"), 10);
        body.writeBytes(Arrays.copyOfRange(stream, at, Math.min(at + length, stream.length)));
        at += length;
      }
      messages.add(new HttpMessage(lines[0], headers, body.toByteArray()));
    }
    return messages;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  boolean is(String contentType) {
    return contentType.equals(headers.get("Content-Type"));
  }

  /** Path of a request without its query. */
  String path() {
    String[] parts = startLine.split(" ");
    return parts.length > 1 ? parts[1].split("\\?")[0] : "";
  }

  private static Map<String, String> headers(String[] lines) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(lines[i].substring(0, Math.max(colon, 0)), lines[i].substring(colon + 1).strip());
    }
    return headers;
  }

  private static int readChunks(byte[] stream, int start, ByteArrayOutputStream body) {
    int at = start;
    while (true) {
      int lineEnd = find(stream, "\r\n", at);
      if (lineEnd < 0) {
        return stream.length;
      }
      int length = number(new String(stream, at, lineEnd - at, ISO_8859_1), 16);
      int chunk = lineEnd + 2;
      body.writeBytes(Arrays.copyOfRange(stream, chunk, Math.min(chunk + length, stream.length)));
      at = chunk + length + 2;
      if (length == 0) {
        return at;
      }
    }
  }

  /** Some recorded requests are broken on purpose. */
  private static int number(String text, int radix) {
    try {
      return Math.clamp(Long.parseLong(text.strip(), radix), 0, 1 << 24);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static int find(byte[] stream, String text, int from) {
    for (int i = from; i + text.length() <= stream.length; i++) {
      int matched = 0;
      while (matched < text.length() && stream[i + matched] == text.charAt(matched)) {
        matched++;
      }
      if (matched == text.length()) {
        return i;
      }
    }
    return -1;
  }
}
