package io.meseta.driver.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 connection. One thread may send while another receives; {@link #close} may come from
 * any thread and ends what the others wait for, which is why this is no HttpURLConnection (that
 * also repeats a POST by itself) and no java.net.http client (that leaves its threads behind).
 */
final class HttpConnection implements Closeable {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  private final HttpAddress address;
  private final Socket plain = new Socket();
  private volatile Socket socket = plain;
  private InputStream in = InputStream.nullInputStream();

  HttpConnection(HttpAddress address) {
    this.address = address;
  }

  void connect() throws IOException {
    InetSocketAddress target = new InetSocketAddress(address.host(), address.port());
    if (target.isUnresolved()) {
      throw new UnknownHostException("Unknown host " + address.host());
    }
    plain.setTcpNoDelay(true);
    plain.setKeepAlive(true);
    plain.connect(target, CONNECT_TIMEOUT_MILLIS);
    if (address.secure()) {
      SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
      socket = tls.createSocket(plain, address.host(), address.port(), true);
    }
    in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
  }

  /** Posts a protobuf message; whoever reads must take the answers in the same order. */
  void post(String path, Map<String, String> headers, byte[] body) throws IOException {
    StringBuilder head = new StringBuilder(256);
    head.append("POST ").append(path).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(address.authority()).append("\r\n");
    head.append("Content-Type: application/x-protobuf\r\nAccept: application/x-protobuf\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    // One write for all of it: a write that fails then means that the peer has no whole request.
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
  }

  /** Waits for the first byte of an answer; false if the read timeout passed before it came. */
  boolean awaitAnswer() throws IOException {
    in.mark(1);
    try {
      if (in.read() < 0) {
        throw new EOFException("Connection closed by " + address);
      }
      in.reset();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  HttpResponse receive() throws IOException {
    HttpResponse response = HttpResponse.read(in);
    while (response.status() / 100 == 1) {
      response = HttpResponse.read(in);
    }
    return response;
  }

  /** How long a read may wait; zero for ever. */
  void readTimeout(Duration timeout) throws SocketException {
    socket.setSoTimeout((int) Math.min(timeout.toMillis(), Integer.MAX_VALUE));
  }

  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException ignored) {
      // There is nothing left to lose on a socket that is thrown away.
    }
  }
}
