package io.meseta.e2e.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client that writes bytes as they are; HTTP is what the other side makes of them. */
public final class RawConnection implements AutoCloseable {

  private static final int SMALL_BUFFER_BYTES = 4096;

  /** The head of a response as it came, and a body of the announced length. */
  public record Response(String head, String body) {

    /** The number in the status line. */
    public int status() {
      return Integer.parseInt(head.split(" ", 3)[1]);
    }
  }

  private final Socket socket = new Socket();
  private final InputStream in;

  /** Connects; reading fails when nothing is heard for longer than the patience. */
  public RawConnection(String address, int patienceMillis) throws IOException {
    String[] parts = address.split(":", 2);
    socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
    socket.connect(new InetSocketAddress(parts[0], Integer.parseInt(parts[1])));
    socket.setSoTimeout(patienceMillis);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Writes text, each character as one byte. */
  public RawConnection send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes bytes. */
  public RawConnection send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Reads one response of a known length; the head is empty if the connection was closed. */
  public Response read() throws IOException {
    String head = readHead();
    int length =
        head.lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    return new Response(head, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  /** Reads up to the body of a response; empty if the connection was closed. */
  public String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = readByte();
      if (next < 0) {
        return "";
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads one chunk of a body that comes in chunks. */
  public String readChunk() throws IOException {
    StringBuilder size = new StringBuilder();
    for (int next = readByte(); next != '\n'; next = readByte()) {
      if (next < 0) {
        throw new EOFException("closed within a chunk: " + size);
      }
      size.append((char) next);
    }
    byte[] chunk = in.readNBytes(Integer.parseInt(size.toString().strip(), 16));
    in.skipNBytes(2);
    return new String(chunk, StandardCharsets.UTF_8);
  }

  /** Says that nothing more will be written; what the other side says can still be read. */
  void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** A closed connection is an end, however it was closed. */
  private int readByte() throws IOException {
    try {
      return in.read();
    } catch (SocketException e) {
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
