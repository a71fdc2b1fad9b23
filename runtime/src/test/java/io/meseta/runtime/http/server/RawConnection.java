package io.meseta.runtime.http.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client that writes bytes as they are and reads responses to their end, chunk by chunk. */
final class RawConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 90_000;

  private final Socket socket;
  private final InputStream in;

  RawConnection(int port) throws IOException {
    this(port, 0);
  }

  RawConnection(int port, int receiveBufferBytes) throws IOException {
    socket = new Socket();
    if (receiveBufferBytes > 0) {
      socket.setReceiveBufferSize(receiveBufferBytes);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** One response; chunked bodies are put together. */
  record Response(String head, byte[] body) {
    int status() {
      return Integer.parseInt(head.split(" ")[1]);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    String header(String name) {
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }
  }

  RawConnection send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawConnection send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Status line and headers, up to the blank line; empty if the connection is closed. */
  String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  Response read() throws IOException {
    Response head = new Response(readHead(), new byte[0]);
    if (head.head.isEmpty()) {
      throw new IOException("closed without a response");
    }
    if (head.header("Transfer-Encoding").equals("chunked")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (byte[] chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
        body.writeBytes(chunk);
      }
      return new Response(head.head, body.toByteArray());
    }
    String length = head.header("Content-Length");
    return new Response(head.head, in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)));
  }

  /** One chunk of a stream; no bytes if it was the last. */
  byte[] readChunk() throws IOException {
    byte[] chunk = in.readNBytes(Integer.parseInt(readLine(), 16));
    readLine();
    return chunk;
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("closed within a line: " + line);
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /** Everything until the other side closes; a reset counts as a close. */
  byte[] readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (java.net.SocketException e) {
      return all.toByteArray();
    }
    return all.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
