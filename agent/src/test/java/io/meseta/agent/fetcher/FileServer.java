package io.meseta.agent.fetcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A framework's own web server, with some bad habits on request. */
public final class FileServer implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  /** A server on a free port. */
  public FileServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** Serves a file from now on, and returns its address. */
  public String put(String path, byte[] content) {
    files.put(path, content);
    return address(path);
  }

  /** Serves a text. */
  public String put(String path, String content) {
    return put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** The address of a path. */
  public String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Every request so far: its path, and its credentials if it has some. */
  public List<String> requests() {
    return requests;
  }

  /** Lets those go on that wait for {@code /slow}. */
  public void release() {
    release.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String credentials = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(credentials == null ? path : path + " " + credentials);
    byte[] file = files.get(path);
    if (path.startsWith("/moved")) {
      exchange.getResponseHeaders().add("Location", path.substring("/moved".length()));
      exchange.sendResponseHeaders(302, -1);
    } else if (file == null) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      send(exchange, file, path.startsWith("/slow"));
    }
    exchange.close();
  }

  private void send(HttpExchange exchange, byte[] file, boolean slowly) throws IOException {
    exchange.sendResponseHeaders(200, file.length);
    int half = file.length / 2;
    exchange.getResponseBody().write(file, 0, half);
    exchange.getResponseBody().flush();
    if (slowly) {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    exchange.getResponseBody().write(file, half, file.length - half);
  }

  @Override
  public void close() {
    release();
    server.stop(0);
  }
}
