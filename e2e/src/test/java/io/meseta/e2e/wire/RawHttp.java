package io.meseta.e2e.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sends bytes as they are and reads one answer; knows no more of HTTP than that needs. */
final class RawHttp {

  private static final int PATIENCE_MILLIS = 90_000;

  /**
   * An answer.
   *
   * @param headers names in lower case; without {@code Date} and {@code Connection}
   */
  record Answer(String statusLine, Map<String, String> headers, byte[] body) {

    String text() {
      return new String(body, UTF_8);
    }

    int status() {
      return Integer.parseInt(statusLine.split(" ", 3)[1]);
    }
  }

  private RawHttp() {}

  /** GET without any header but Host. */
  static Answer get(int port, String target) throws IOException {
    return exchange(port, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .orElseThrow(() -> new EOFException("no answer to " + target));
  }

  /** The first answer to a request, or empty if the connection ends without one. */
  static Optional<Answer> exchange(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return read(new DataInputStream(socket.getInputStream()), request.startsWith("HEAD"));
    }
  }

  /** Takes a recorded answer apart. */
  static Answer parse(byte[] recorded, boolean head) throws IOException {
    return read(new DataInputStream(new java.io.ByteArrayInputStream(recorded)), head)
        .orElseThrow(() -> new EOFException("nothing recorded"));
  }

  private static Optional<Answer> read(DataInputStream in, boolean head) throws IOException {
    String status = line(in);
    if (status == null) {
      return Optional.empty();
    }
    Map<String, String> headers = new TreeMap<>();
    String line = line(in);
    while (line != null && !line.isEmpty()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
          line.substring(colon + 1).strip());
      line = line(in);
    }
    if (status.startsWith("HTTP/1.1 100")) {
      return read(in, head);
    }
    headers.remove("date");
    headers.remove("connection");
    int length = head ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return Optional.of(new Answer(status, headers, body(in, length)));
  }

  /** As recorded: the answer to HEAD may carry a body, of which nobody knows the length. */
  private static byte[] body(DataInputStream in, int length) throws IOException {
    return in.readNBytes(length);
  }

  private static @org.jspecify.annotations.Nullable String line(DataInputStream in)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      bytes.write(next);
      next = in.read();
    }
    return bytes.toString(ISO_8859_1).stripTrailing();
  }
}
