package io.meseta.driver.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Status, headers and body of one answer. The body is read from the connection as it comes. */
final class HttpResponse {
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int MAX_TEXT_BYTES = 8 * 1024;

  private final int status;
  private final Map<String, String> headers;
  private final InputStream body;

  private HttpResponse(int status, Map<String, String> headers, InputStream body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static HttpResponse read(InputStream in) throws IOException {
    int[] left = {MAX_HEAD_BYTES};
    String[] statusLine = line(in, left).split(" ", 3);
    if (statusLine.length < 2 || !statusLine[0].startsWith("HTTP/1.")) {
      throw new ProtocolException("Not an HTTP answer: " + String.join(" ", statusLine));
    }
    int status = number(statusLine[1], 10);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        headers.put(name, line.substring(colon + 1).trim());
      }
    }
    return new HttpResponse(status, headers, body(in, status, headers));
  }

  private static InputStream body(InputStream in, int status, Map<String, String> headers)
      throws IOException {
    if (status / 100 == 1 || status == 204 || status == 304) {
      return InputStream.nullInputStream();
    }
    String encoding = headers.getOrDefault("transfer-encoding", "");
    if (encoding.toLowerCase(Locale.ROOT).contains("chunked")) {
      return BodyStream.chunked(in);
    }
    String length = headers.get("content-length");
    return length == null ? in : BodyStream.ofLength(in, number(length, 10));
  }

  int status() {
    return status;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether the connection can carry another request after this one. */
  boolean keepsAlive() {
    return !"close".equalsIgnoreCase(headers.get("connection"))
        && (headers.containsKey("content-length") || headers.containsKey("transfer-encoding"));
  }

  InputStream body() {
    return body;
  }

  /** Reads the body to its end and returns its beginning. */
  String text() throws IOException {
    byte[] start = body.readNBytes(MAX_TEXT_BYTES);
    body.transferTo(OutputStream.nullOutputStream());
    return new String(start, StandardCharsets.UTF_8).trim();
  }

  /** A line without its end; {@code left} is how many bytes the head may still have. */
  static String line(InputStream in, int[] left) throws IOException {
    byte[] line = new byte[80];
    int length = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("Connection closed within an HTTP head");
      }
      if (--left[0] < 0) {
        throw new ProtocolException("HTTP head is longer than " + MAX_HEAD_BYTES + " bytes");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = (byte) next;
    }
    return new String(line, 0, length, StandardCharsets.ISO_8859_1).trim();
  }

  static int number(String text, int radix) throws ProtocolException {
    try {
      int number = Integer.parseInt(text.trim(), radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, together with negative numbers.
    }
    throw new ProtocolException("Not a number in an HTTP head: '" + text + "'");
  }
}
