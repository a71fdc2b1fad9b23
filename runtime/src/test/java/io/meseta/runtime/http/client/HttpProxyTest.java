package io.meseta.runtime.http.client;

import static io.meseta.runtime.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.ResponseStream;
import io.meseta.runtime.http.StreamEnd;
import io.meseta.runtime.http.server.HttpLimits;
import io.meseta.runtime.http.server.HttpServer;
import io.meseta.runtime.http.server.NetworkThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpProxyTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final NetworkThreads threads = NetworkThreads.start("proxy-test", 2);
  private final HttpProxy patient = new HttpProxy(new ProxyLimits(LONG, LONG, LONG, 10));
  private final HttpProxy impatient = new HttpProxy(new ProxyLimits(LONG, SHORT, LONG, 1));
  private final HttpProxy narrow = new HttpProxy(new ProxyLimits(LONG, LONG, LONG, 2));
  private final CompletableFuture<HttpResponse> slow = new CompletableFuture<>();
  private final HttpProxy suspicious = new HttpProxy(new ProxyLimits(LONG, LONG, SHORT, 10));
  private final ResponseStream stream = new ResponseStream();
  private final List<StreamEnd> ends = new CopyOnWriteArrayList<>();
  private final HttpServer origin;
  private final HttpServer front;
  private volatile HttpProxy proxy = patient;

  HttpProxyTest() throws IOException {
    stream.onClose(ends::add);
    origin = serve(this::answer);
    front =
        serve(request ->
            proxy.forward(
                request, URI.create("http://localhost:" + origin.port() + request.target())));
  }

  private CompletableFuture<HttpResponse> answer(HttpRequest request) {
    return switch (request.path()) {
      case "/never" -> new CompletableFuture<>();
      case "/slow" -> slow;
      case "/stream" ->
          CompletableFuture.completedFuture(HttpResponse.stream("text/plain", stream));
      case "/slave(1)/echo" ->
          CompletableFuture.completedFuture(
              HttpResponse.text(
                      201, request.method() + " " + request.rawQuery() + " " + request.bodyText())
                  .header("X-Seen", request.header("X-Sent").orElse("")));
      default -> CompletableFuture.completedFuture(HttpResponse.text(404, "nothing"));
    };
  }

  private HttpServer serve(HttpHandler handler) throws IOException {
    return HttpServer.start(
        threads,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        HttpLimits.defaults(),
        handler);
  }

  @AfterEach
  void stop() {
    patient.close();
    impatient.close();
    narrow.close();
    suspicious.close();
    front.close();
    origin.close();
    threads.close();
  }

  private HttpURLConnection open(String path) throws IOException {
    URI uri = URI.create("http://localhost:" + front.port() + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setReadTimeout(90_000);
    return connection;
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void forwardsMethodQueryHeadersAndBody() throws IOException {
    HttpURLConnection connection = open("/slave(1)/echo?a=b%20c");
    connection.setDoOutput(true);
    connection.setRequestProperty("X-Sent", "yes");
    connection.getOutputStream().write("body".getBytes(StandardCharsets.UTF_8));
    assertThat(connection.getResponseCode()).isEqualTo(201);
    assertThat(connection.getHeaderField("X-Seen")).isEqualTo("yes");
    assertThat(connection.getHeaderFields().get("Date")).hasSize(1);
    assertThat(text(connection.getInputStream())).isEqualTo("POST a=b%20c body");
  }

  @Test
  void streamsWithoutWaitingForTheEnd() throws IOException {
    HttpURLConnection connection = open("/stream");
    stream.send("now".getBytes(StandardCharsets.UTF_8));
    InputStream body = connection.getInputStream();
    assertThat(body.readNBytes(3)).isEqualTo("now".getBytes(StandardCharsets.UTF_8));
    stream.close();
    assertThat(body.read()).isEqualTo(-1);
  }

  @Test
  void letsGoOfTheOriginWhenTheClientGoes() throws IOException {
    HttpURLConnection connection = open("/stream");
    stream.send("now".getBytes(StandardCharsets.UTF_8));
    connection.getInputStream().read();
    connection.disconnect();
    await().until(() -> ends.equals(List.of(StreamEnd.PEER_GONE)));
  }

  @Test
  void cutsABodyThatStalls() throws IOException {
    proxy = suspicious;
    HttpURLConnection connection = open("/stream");
    stream.send("half".getBytes(StandardCharsets.UTF_8));
    InputStream body = connection.getInputStream();
    assertThat(body.readNBytes(4)).hasSize(4);
    org.assertj.core.api.Assertions.assertThatThrownBy(body::readAllBytes)
        .isInstanceOf(IOException.class);
    await().until(() -> ends.equals(List.of(StreamEnd.PEER_GONE)));
  }

  @Test
  void saysWhenTheOriginDoesNotAnswerOrIsNotThere() throws IOException {
    proxy = impatient;
    HttpURLConnection late = open("/never");
    assertThat(late.getResponseCode()).isEqualTo(504);
    assertThat(text(late.getErrorStream()))
        .isEqualTo("localhost:" + origin.port() + " did not answer in time");
    proxy = patient;
    origin.close();
    HttpURLConnection gone = open("/slave(1)/echo");
    assertThat(gone.getResponseCode()).isEqualTo(502);
    assertThat(text(gone.getErrorStream()))
        .isEqualTo("localhost:" + origin.port() + " cannot be reached");
  }

  @Test
  void forwardsOnlySoManyAtATime() {
    URI uri = URI.create("http://localhost:" + origin.port() + "/slow");
    HttpRequest request = HttpRequest.of(HttpMethod.GET, "/");
    CompletableFuture<HttpResponse> first = narrow.forward(request, uri);
    CompletableFuture<HttpResponse> second = narrow.forward(request, uri);
    assertThat(narrow.forward(request, uri).join().status()).isEqualTo(503);
    slow.complete(HttpResponse.text(404, "at last"));
    assertThat(first.join().status()).isEqualTo(404);
    assertThat(second.join().status()).isEqualTo(404);
    URI never = uri.resolve("/never");
    assertThat(impatient.forward(request, never).join().status()).isEqualTo(504);
    assertThat(impatient.forward(request, never).join().status()).isEqualTo(504);
  }
}
