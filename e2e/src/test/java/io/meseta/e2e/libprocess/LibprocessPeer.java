package io.meseta.e2e.libprocess;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A libprocess process of our own, on bare sockets: one that others send to, and one of its own to
 * each address it sends to. It shares no code with what it tests.
 */
final class LibprocessPeer implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 90;

  /** A message that arrived. */
  record Received(String from, String process, String name, byte[] body) {

    /** The name without its package. */
    String shortName() {
      return name.substring(name.lastIndexOf('.') + 1);
    }

    @SuppressWarnings("unchecked")
    <M extends Message> M as(M kind) throws InvalidProtocolBufferException {
      return (M) kind.getParserForType().parseFrom(body);
    }
  }

  private final String id;
  private final ServerSocket server;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final Deque<Received> passedOver = new ArrayDeque<>();
  private final Queue<Socket> inbound = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Socket> outbound = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean reading = true;

  LibprocessPeer(String id) throws IOException {
    this.id = id;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Where others find it. */
  int port() {
    return server.getLocalPort();
  }

  /** {@code id@127.0.0.1:port}. */
  String pid() {
    return pid(id);
  }

  /** The same of another process on the same sockets. */
  String pid(String process) {
    return process + "@127.0.0.1:" + server.getLocalPort();
  }

  /** Reads nothing more, and keeps all connections open. */
  void stopReading() {
    reading = false;
  }

  /** Sends a message as libprocess does. */
  void send(int port, String process, Message message) throws IOException {
    send(pid(), port, process, message);
  }

  /** The same in the name of somebody, who may be somebody else. */
  void send(String from, int port, String process, Message message) throws IOException {
    send(from, port, process, message.getDescriptorForType().getFullName(), message.toByteArray());
  }

  /** The same with any name and body. */
  void send(String from, int port, String process, String name, byte[] body) throws IOException {
    to(port).getOutputStream().write(request(from, process, name, body));
  }

  /** Sends a message over a connection of its own and returns the status of the answer. */
  int status(int port, String process, Message message) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String name = message.getDescriptorForType().getFullName();
      socket.getOutputStream().write(request(pid(), process, name, message.toByteArray()));
      return Integer.parseInt(line(socket.getInputStream()).split(" ")[1]);
    }
  }

  private static byte[] request(String from, String process, String name, byte[] body) {
    String head =
        "POST /%s/%s HTTP/1.1\r\nUser-Agent: libprocess/%s\r\nLibprocess-From: %s\r\n"
                .formatted(process, name, from, from)
            + "Connection: Keep-Alive\r\nHost: \r\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (body.length == 0) {
      bytes.writeBytes((head + "\r\n").getBytes(ISO_8859_1));
    } else {
      head += "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length) + "\r\n";
      bytes.writeBytes(head.getBytes(ISO_8859_1));
      bytes.writeBytes(body);
      bytes.writeBytes("\r\n0\r\n\r\n".getBytes(ISO_8859_1));
    }
    return bytes.toByteArray();
  }

  /** The socket over which it sends to the port. */
  Socket to(int port) throws IOException {
    Socket open = outbound.get(port);
    if (open == null) {
      open = new Socket(InetAddress.getLoopbackAddress(), port);
      Socket socket = open;
      Thread.ofVirtual().start(() -> drain(socket));
      outbound.put(port, socket);
    }
    return open;
  }

  /** The next message, whatever it is. */
  Received next() throws InterruptedException {
    Received early = passedOver.poll();
    return early != null ? early : poll();
  }

  /** The next message of that kind; others stay for later. */
  <M extends Message> M next(M kind) throws Exception {
    String name = kind.getDescriptorForType().getFullName();
    return nextThat(message -> message.name().equals(name)).as(kind);
  }

  /** The next message that is wanted; others stay for later. */
  Received nextThat(Predicate<Received> wanted) throws InterruptedException {
    for (Received early : passedOver) {
      if (wanted.test(early)) {
        passedOver.remove(early);
        return early;
      }
    }
    Received message = poll();
    while (!wanted.test(message)) {
      passedOver.add(message);
      message = poll();
    }
    return message;
  }

  /** What has come and was not asked for. */
  List<Received> rest() {
    received.drainTo(passedOver);
    return List.copyOf(passedOver);
  }

  private Received poll() throws InterruptedException {
    Received message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError(
          "nothing came within %d s; passed over: %s"
              .formatted(PATIENCE_SECONDS, passedOver.stream().map(Received::shortName).toList()));
    }
    return message;
  }

  /** Closes the connections that others made: their links to this process break. */
  void hangUp() throws IOException {
    for (Socket socket : inbound) {
      socket.close();
    }
    inbound.clear();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    hangUp();
    for (Socket socket : outbound.values()) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        inbound.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (Received message = read(in); message != null; message = read(in)) {
        received.add(message);
        socket.getOutputStream().write("HTTP/1.1 202 Accepted\r\n\r\n".getBytes(ISO_8859_1));
        if (!reading) {
          closed.await();
        }
      }
    } catch (IOException | InterruptedException e) {
      // The other side or the test has closed the connection.
    }
  }

  private static @Nullable Received read(InputStream in) throws IOException {
    String request = line(in);
    if (request.isEmpty()) {
      return null;
    }
    String from = "";
    boolean body = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      from = header.startsWith("Libprocess-From: ") ? header.substring(17) : from;
      body |= header.equals("Transfer-Encoding: chunked");
    }
    String[] path = request.split(" ")[1].split("/", 3);
    return new Received(from, path[1], path[2], body ? chunks(in) : new byte[0]);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      body.writeBytes(in.readNBytes(size));
      line(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private static void drain(Socket socket) {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Over.
    }
  }
}
