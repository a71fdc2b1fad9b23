package io.meseta.runtime.http.server;

import static io.meseta.runtime.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.Jsonp;
import io.meseta.runtime.http.RequestWorkers;
import io.meseta.runtime.http.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private final NetworkThreads threads = NetworkThreads.start("http-test", 2);
  private final RequestWorkers workers = new RequestWorkers(8, 8);
  private final CompletableFuture<HttpResponse> slow = new CompletableFuture<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    String big = "{\"text\":\"" + "meseta ".repeat(1000) + "\"}";
    Router router =
        Router.delegatingTo("master")
            .route("/version", HttpHandler.immediate(r -> Jsonp.response(r, bytes("{\"v\":1}"))))
            .route("/big", HttpHandler.immediate(_ -> HttpResponse.json(big)))
            .route("/health", HttpHandler.immediate(_ -> HttpResponse.of(200)))
            .route("/echo", HttpHandler.immediate(r -> HttpResponse.text(200, r.bodyText())))
            .route("/slow", _ -> slow)
            .route("/teardown", HttpHandler.immediate(_ -> HttpResponse.of(200)), HttpMethod.POST)
            .route("/worker", workers.handler(r -> HttpResponse.text(200, "from " + r.method())))
            .route("/bug", HttpHandler.immediate(_ -> bug()))
            .build();
    server = serve(router, HttpLimits.defaults().withMaxBodyBytes(100_000));
  }

  private HttpServer serve(HttpHandler handler, HttpLimits limits) throws IOException {
    return HttpServer.start(
        threads, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits, handler);
  }

  private static HttpResponse bug() {
    throw new IllegalStateException("a secret of the house");
  }

  @AfterEach
  void stop() {
    server.close();
    workers.close();
    threads.close();
  }

  private RawConnection connect() throws IOException {
    return new RawConnection(server.port());
  }

  private RawConnection.Response get(String request) throws IOException {
    try (RawConnection connection = connect()) {
      return connection.send(request).read();
    }
  }

  @Test
  void answersWithTheHeadersOfTheRecordings() throws IOException {
    RawConnection.Response response = get("GET /version HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(response.head())
        .matches(
            "(?s)HTTP/1.1 200 OK\r\n"
                + "Date: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r\n"
                + "Content-Type: application/json\r\nContent-Length: 7\r\n\r\n");
    assertThat(response.text()).isEqualTo("{\"v\":1}");
  }

  @Test
  void keepsTheConnectionAndAnswersPipelinedRequestsInOrder() throws IOException {
    try (RawConnection connection = connect()) {
      connection.send(
          "GET /slow HTTP/1.1\r\n\r\nGET /version HTTP/1.1\r\n\r\nGET /nope HTTP/1.1\r\n\r\n");
      await().until(() -> server.connections() == 1);
      slow.complete(HttpResponse.text(200, "at last"));
      assertThat(connection.read().text()).isEqualTo("at last");
      assertThat(connection.read().text()).isEqualTo("{\"v\":1}");
      assertThat(connection.read().text()).isEqualTo("404 Not Found.");
    }
  }

  @Test
  void closesAfterTheAnswerIfAskedTo() throws IOException {
    try (RawConnection connection = connect()) {
      connection.send("GET /version HTTP/1.1\r\nConnection: close\r\n\r\n");
      assertThat(new String(connection.readAll(), StandardCharsets.UTF_8)).endsWith("{\"v\":1}");
    }
  }

  @Test
  void answersOldClientsAndCloses() throws IOException {
    try (RawConnection connection = connect()) {
      connection.send("GET /version HTTP/1.0\r\n\r\n");
      assertThat(new String(connection.readAll(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 OK")
          .endsWith("{\"v\":1}");
    }
  }

  @Test
  void sendsNoBodyToHead() throws IOException {
    try (RawConnection connection = connect()) {
      connection.send("HEAD /version HTTP/1.1\r\n\r\n");
      assertThat(connection.readHead()).contains("Content-Length: 7");
      assertThat(connection.send("GET /health HTTP/1.1\r\n\r\n").read().status()).isEqualTo(200);
    }
  }

  @Test
  void readsChunkedBodiesSplitAtEveryByte() throws IOException {
    byte[] request =
        bytes(
            "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    for (int cut = 1; cut < request.length; cut++) {
      try (RawConnection connection = connect()) {
        connection.send(java.util.Arrays.copyOf(request, cut));
        connection.send(java.util.Arrays.copyOfRange(request, cut, request.length));
        assertThat(connection.read().text()).isEqualTo("abcde");
      }
    }
  }

  @Test
  void tellsAWaitingClientToGoOn() throws IOException {
    try (RawConnection connection = connect()) {
      connection.send("POST /echo HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(connection.readHead()).startsWith("HTTP/1.1 100 Continue\r\n");
      assertThat(connection.send("ok").read().text()).isEqualTo("ok");
    }
  }

  @Test
  void compressesLargeBodiesOnly() throws IOException {
    String accept = "Accept-Encoding: deflate, gzip;q=0.5\r\n\r\n";
    RawConnection.Response big = get("GET /big HTTP/1.1\r\n" + accept);
    assertThat(big.header("Content-Encoding")).isEqualTo("gzip");
    byte[] plain = new GZIPInputStream(new java.io.ByteArrayInputStream(big.body())).readAllBytes();
    assertThat(new String(plain, StandardCharsets.UTF_8)).startsWith("{\"text\":\"meseta ");
    assertThat(get("GET /version HTTP/1.1\r\n" + accept).header("Content-Encoding")).isEmpty();
    assertThat(get("GET /big HTTP/1.1\r\nAccept-Encoding: gzip;q=0\r\n\r\n").text())
        .contains("meseta");
  }

  @Test
  void opensCompressedBodies() throws IOException {
    java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
    try (java.util.zip.GZIPOutputStream out = new java.util.zip.GZIPOutputStream(body)) {
      out.write(bytes("hello"));
    }
    try (RawConnection connection = connect()) {
      connection.send(
          "POST /echo HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: "
              + body.size()
              + "\r\n\r\n");
      assertThat(connection.send(body.toByteArray()).read().text()).isEqualTo("hello");
    }
  }

  @Test
  void cutsEndlessBodiesAtTheLimit() throws IOException {
    try (RawConnection connection = connect()) {
      connection.send("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int sent = 0; sent <= 100_000; sent += 1000) {
        connection.send("3e8\r\n" + "x".repeat(1000) + "\r\n");
      }
      RawConnection.Response response = connection.read();
      assertThat(response.status()).isEqualTo(413);
      assertThat(response.text()).isEqualTo("Request body is larger than 100000 bytes");
      assertThat(connection.readAll()).isEmpty();
    }
    await().until(() -> server.connections() == 0);
    assertThat(server.bufferedBodyBytes()).isZero();
  }

  @Test
  void refusesAnnouncedBodiesThatAreTooLarge() throws IOException {
    assertThat(
            get("POST /echo HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 100001\r\n\r\n")
                .status())
        .isEqualTo(413);
  }

  @Test
  void boundsTheBodiesOfAllConnectionsTogether() throws IOException {
    server.close();
    server = serve(_ -> slow, HttpLimits.defaults().withMaxBufferedBodyBytes(50_000));
    String head = "POST / HTTP/1.1\r\nContent-Length: 30000\r\n\r\n";
    try (RawConnection first = connect();
        RawConnection second = connect()) {
      first.send(head + "x".repeat(30_000));
      await().until(() -> server.bufferedBodyBytes() >= 30_000);
      assertThat(second.send(head + "x".repeat(30_000)).read().status()).isEqualTo(503);
      slow.complete(HttpResponse.of(200));
      assertThat(first.read().status()).isEqualTo(200);
      await().until(() -> server.bufferedBodyBytes() == 0);
    }
  }

  @Test
  void limitsRequestLinesAndHeaders() throws IOException {
    assertThat(get("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n").status()).isEqualTo(414);
    assertThat(get("GET / HTTP/1.1\r\nA: " + "x".repeat(70_000) + "\r\n\r\n").status())
        .isEqualTo(431);
  }

  @Test
  void keepsBugsToItself() throws IOException {
    RawConnection.Response response = get("GET /bug HTTP/1.1\r\n\r\n");
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.text()).isEqualTo("500 Internal Server Error.");
  }

  @Test
  void answersFromWorkersAndRejections() throws IOException {
    assertThat(get("GET /worker HTTP/1.1\r\n\r\n").text()).isEqualTo("from GET");
    slow.completeExceptionally(new HttpRejection(HttpErrors.conflict("taken")));
    assertThat(get("GET /slow HTTP/1.1\r\n\r\n").status()).isEqualTo(409);
  }

  @Test
  void disconnectsMoreThanItsLimitOfConnections() throws IOException {
    server.close();
    server = serve(_ -> slow, HttpLimits.defaults().withMaxConnections(2));
    try (RawConnection first = connect();
        RawConnection second = connect()) {
      await().until(() -> server.connections() == 2);
      try (RawConnection third = connect()) {
        assertThat(third.readAll()).isEmpty();
      }
      slow.complete(HttpResponse.of(200));
      assertThat(first.send("GET / HTTP/1.1\r\n\r\n").read().status()).isEqualTo(200);
      assertThat(second.send("GET / HTTP/1.1\r\n\r\n").read().status()).isEqualTo(200);
    }
  }

  @Test
  void saysWhichAddressIsTaken() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> HttpServer.start(threads, server.address(), HttpLimits.defaults(), _ -> slow))
        .isInstanceOf(java.net.BindException.class)
        .hasMessage("Cannot listen on 127.0.0.1:" + server.port() + ": Address already in use");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
