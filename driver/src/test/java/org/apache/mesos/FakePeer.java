package org.apache.mesos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.meseta.protocol.recordio.RecordEncoder;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP server as small as the tests of the drivers need: every request is kept, the answers are
 * what the test says. A request that {@link #isSubscribe} says is one opens a {@link Stream}.
 */
abstract class FakePeer implements AutoCloseable {
  static final int PATIENCE_SECONDS = 60;

  final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  final BlockingQueue<Stream> streams = new LinkedBlockingQueue<>();
  private final Queue<String> nextSubscribeAnswers = new ConcurrentLinkedQueue<>();
  private final Queue<String> nextCallAnswers = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final ServerSocket server;
  private final Thread acceptor;

  /** A peer on a port that no outgoing connection can take, so that it may come back there. */
  FakePeer() {
    this(listenSomewhere());
  }

  FakePeer(int port) throws IOException {
    this(listen(port));
  }

  private FakePeer(ServerSocket server) {
    this.server = server;
    acceptor = daemon(this::accept);
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  /** Below the ports that Linux gives to outgoing connections. */
  private static ServerSocket listenSomewhere() {
    for (int attempt = 0; attempt < 100; attempt++) {
      try {
        return listen(ThreadLocalRandom.current().nextInt(20_000, 32_000));
      } catch (IOException taken) {
        // the next one, then
      }
    }
    throw new IllegalStateException("no port is free");
  }

  abstract boolean isSubscribe(byte[] body);

  String address() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return server.getLocalPort();
  }

  /** Answers the next SUBSCRIBE that has no other answer with status line, headers and body. */
  void answerSubscribe(String head, String body) {
    nextSubscribeAnswers.add(response(head, body));
  }

  /** Answers the next other call likewise. */
  void answerCall(String head, String body) {
    nextCallAnswers.add(response(head, body));
  }

  private static String response(String head, String body) {
    return "HTTP/1.1 " + head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  Stream awaitStream() throws InterruptedException {
    return present(streams.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "subscription");
  }

  Request awaitRequest() throws InterruptedException {
    return present(requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "request");
  }

  static <T> T present(T value, String what) {
    if (value == null) {
      throw new AssertionError("No " + what + " within " + PATIENCE_SECONDS + " seconds");
    }
    return value;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (Request request = read(in); request != null; request = read(in)) {
        boolean subscribe = isSubscribe(request.body);
        String answer = (subscribe ? nextSubscribeAnswers : nextCallAnswers).poll();
        requests.add(request);
        if (answer != null) {
          out.write(answer.getBytes(UTF_8));
        } else if (subscribe) {
          stream(socket, out);
        } else {
          out.write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
        }
      }
    } catch (IOException e) {
      // The driver or the test has closed the connection.
    }
  }

  private void stream(Socket socket, OutputStream out) throws IOException {
    Stream stream = new Stream(socket, out, "stream-" + (sockets.size()));
    out.write(
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nMesos-Stream-Id: "
                + stream.id
                + "\r\nContent-Type: application/x-protobuf\r\n\r\n")
            .getBytes(UTF_8));
    streams.add(stream);
  }

  private static Request read(InputStream in) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String[] parts = header.split(": ", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
    return new Request(line, headers, body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().trim();
  }

  static Thread daemon(Runnable body) {
    Thread thread = new Thread(body, "fake-peer");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Cuts every connection, as a killed process would; then the port is free. */
  @Override
  public void close() {
    try {
      server.close();
      acceptor.join(); // the kernel listens until this thread has left accept
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static final class Request {
    final String line;
    final Map<String, String> headers;
    final byte[] body;

    Request(String line, Map<String, String> headers, byte[] body) {
      this.line = line;
      this.headers = headers;
      this.body = body;
    }
  }

  static final class Stream {
    final String id;
    private final Socket socket;
    private final OutputStream out;

    Stream(Socket socket, OutputStream out, String id) {
      this.socket = socket;
      this.out = out;
      this.id = id;
    }

    /** Sends a record, cut into two chunks at an awkward place. */
    void send(byte[] record) throws IOException {
      byte[] framed = RecordEncoder.encode(record);
      ByteArrayOutputStream chunks = new ByteArrayOutputStream();
      chunk(chunks, framed, 0, 1);
      chunk(chunks, framed, 1, framed.length);
      // In one go: the driver may close the connection as soon as it has read the last event.
      out.write(chunks.toByteArray());
      out.flush();
    }

    private static void chunk(ByteArrayOutputStream chunks, byte[] bytes, int from, int to) {
      chunks.writeBytes((Integer.toHexString(to - from) + "\r\n").getBytes(ISO_8859_1));
      chunks.write(bytes, from, to - from);
      chunks.writeBytes("\r\n".getBytes(ISO_8859_1));
    }

    /** Ends the body; the connection stays open, as it does with Mesos. */
    void end() throws IOException {
      out.write("0\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }

    void cut() throws IOException {
      socket.close();
    }
  }
}
