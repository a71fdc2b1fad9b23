package io.meseta.master.ui.files;

import static io.meseta.master.Patience.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meseta.runtime.http.QueryString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The files endpoints of an agent, from memory (Mesos reference §4.5). */
final class FakeAgent implements AutoCloseable {
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  FakeAgent() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  int requests() {
    return requests.get();
  }

  /** Waits until this many more requests have come. */
  void awaitReads(int more) {
    int before = requests.get();
    await().until(() -> requests.get() >= before + more);
  }

  void write(String path, String text) {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(String path, byte[] content) {
    files.put(path, content);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Map<String, String> query = QueryString.parse(exchange.getRequestURI().getRawQuery());
    String path = query.getOrDefault("path", "");
    byte[] file = files.get(path);
    switch (exchange.getRequestURI().getPath()) {
      case "/files/browse" -> send(exchange, 200, listing(path));
      case "/files/read" -> {
        if (file == null) {
          send(exchange, 404, new byte[0]);
        } else {
          send(exchange, 200, piece(file, query));
        }
      }
      case "/files/download" ->
          send(exchange, file == null ? 404 : 200, file == null ? new byte[0] : file);
      default -> send(exchange, 500, new byte[0]);
    }
  }

  private byte[] listing(String path) {
    return files.keySet().stream()
        .filter(name -> name.startsWith(path))
        .map(name -> "{\"path\":\"" + name + "\",\"mode\":\"-rw-r--r--\"}")
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] piece(byte[] file, Map<String, String> query) {
    int offset = Integer.parseInt(query.get("offset"));
    if (offset < 0) {
      return ("{\"data\":\"\",\"offset\":" + file.length + "}").getBytes(StandardCharsets.UTF_8);
    }
    int length = Integer.parseInt(query.get("length"));
    int from = Math.min(offset, file.length);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    json.writeBytes("{\"data\":\"".getBytes(StandardCharsets.UTF_8));
    for (byte each : Arrays.copyOfRange(file, from, Math.min(file.length, from + length))) {
      if (each >= 0 && each < ' ' || each == '"') {
        json.writeBytes("\\u%04x".formatted(each).getBytes(StandardCharsets.UTF_8));
      } else {
        json.write(each);
      }
    }
    json.writeBytes(("\",\"offset\":" + offset + "}").getBytes(StandardCharsets.UTF_8));
    return json.toByteArray();
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
