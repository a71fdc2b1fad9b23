package io.meseta.runtime.http.server;

import static io.meseta.runtime.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.ResponseStream;
import io.meseta.runtime.http.ServerSentEvents;
import io.meseta.runtime.http.StreamEnd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing early is what is tested
class ResponseStreamTest {
  private static final String GET = "GET / HTTP/1.1\r\n\r\n";

  private final NetworkThreads threads = NetworkThreads.start("stream-test", 2);
  private final List<StreamEnd> ends = new CopyOnWriteArrayList<>();
  private HttpServer server;

  private RawConnection serve(HttpHandler handler) throws IOException {
    server =
        HttpServer.start(
            threads,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            HttpLimits.defaults(),
            handler);
    return new RawConnection(server.port());
  }

  private RawConnection serve(ResponseStream stream) throws IOException {
    stream.onClose(ends::add);
    return serve(HttpHandler.immediate(_ -> HttpResponse.stream("application/json", stream)));
  }

  @AfterEach
  void stop() {
    server.close();
    threads.close();
  }

  @Test
  void sendsEachMessageAsAChunkAndKeepsTheConnection() throws IOException {
    ResponseStream stream = new ResponseStream();
    stream.send(bytes("before the head"));
    try (RawConnection connection = serve(stream)) {
      String head = connection.send(GET).readHead();
      assertThat(head).contains("Transfer-Encoding: chunked", "Content-Type: application/json");
      assertThat(connection.readChunk()).isEqualTo(bytes("before the head"));
      assertThat(stream.send(bytes("one"))).isTrue();
      assertThat(stream.send(bytes("two"))).isTrue();
      assertThat(connection.readChunk()).isEqualTo(bytes("one"));
      assertThat(connection.readChunk()).isEqualTo(bytes("two"));
      stream.close();
      assertThat(stream.send(bytes("too late"))).isFalse();
      assertThat(connection.readChunk()).isEmpty();
      await().until(() -> ends.equals(List.of(StreamEnd.CLOSED)));
      assertThat(connection.send(GET).readHead()).isEmpty();
    }
  }

  @Test
  void neverCompressesStreams() throws IOException {
    ResponseStream stream = new ResponseStream();
    stream.send(new byte[5000]);
    try (RawConnection connection = serve(stream)) {
      connection.send("GET / HTTP/1.1\r\nAccept-Encoding: gzip\r\n\r\n");
      assertThat(connection.readHead()).doesNotContain("Content-Encoding");
      assertThat(connection.readChunk()).hasSize(5000);
    }
  }

  @Test
  void answersPipelinedRequestsWhenTheStreamIsOver() throws IOException {
    ResponseStream stream = new ResponseStream();
    CompletableFuture<HttpResponse> first =
        CompletableFuture.completedFuture(HttpResponse.stream("text/plain", stream));
    try (RawConnection connection =
        serve(r ->
            r.path().equals("/first")
                ? first
                : CompletableFuture.completedFuture(HttpResponse.text(200, "second")))) {
      connection.send("GET /first HTTP/1.1\r\n\r\n" + GET);
      connection.readHead();
      stream.close();
      assertThat(connection.readChunk()).isEmpty();
      assertThat(connection.read().text()).isEqualTo("second");
    }
  }

  @Test
  void disconnectsASlowReaderWithoutHarmToOthers() throws Exception {
    ResponseStream fast = new ResponseStream(1 << 20);
    ResponseStream slow = new ResponseStream(1 << 20);
    slow.onClose(ends::add);
    byte[] message = new byte[50_000];
    AtomicLong received = new AtomicLong();
    try (RawConnection reading =
            serve(
                HttpHandler.immediate(
                    r -> HttpResponse.stream("x/y", r.path().equals("/slow") ? slow : fast)));
        RawConnection deaf = new RawConnection(server.port(), 4096)) {
      deaf.send("GET /slow HTTP/1.1\r\n\r\n");
      reading.send(GET).readHead();
      Thread reader =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    received.addAndGet(reading.readChunk().length);
                  }
                } catch (IOException e) {
                  // the test is over
                }
              });
      long sent = 0;
      while (ends.isEmpty()) {
        if (fast.bufferedBytes() > 500_000) {
          await().until(() -> fast.bufferedBytes() == 0);
        }
        assertThat(fast.send(message)).isTrue();
        slow.send(message);
        sent += message.length;
        assertThat(sent).as("bytes before the cut").isLessThan(100_000_000);
      }
      long all = sent;
      await().until(() -> received.get() == all);
      assertThat(ends).containsExactly(StreamEnd.TOO_SLOW);
      assertThat(fast.isOpen()).isTrue();
      await().until(() -> server.connections() == 1);
      reading.close();
      reader.join();
    }
  }

  @Test
  void saysOnceWhenTheReaderHasGone() throws IOException {
    ResponseStream stream = new ResponseStream();
    try (RawConnection connection = serve(stream)) {
      connection.send(GET).readHead();
    }
    await().until(() -> !ends.isEmpty());
    assertThat(stream.send(bytes("into the void"))).isFalse();
    stream.close();
    assertThat(ends).containsExactly(StreamEnd.PEER_GONE);
  }

  @Test
  void saysThatTheReaderHasGoneBeforeTheStreamBegan() throws IOException {
    ResponseStream stream = new ResponseStream();
    stream.onClose(ends::add);
    CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    try (RawConnection connection = serve(_ -> answer)) {
      connection.send(GET);
      await().until(() -> server.connections() == 1);
    }
    await().until(() -> server.connections() == 0);
    answer.complete(HttpResponse.stream("text/plain", stream));
    await().until(() -> ends.equals(List.of(StreamEnd.PEER_GONE)));
  }

  @Test
  void endsAStreamToAnOldClientWithTheConnection() throws IOException {
    ResponseStream stream = new ResponseStream();
    stream.send(bytes("plain"));
    stream.close();
    try (RawConnection connection = serve(stream)) {
      connection.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
      assertThat(new String(connection.readAll(), StandardCharsets.UTF_8))
          .doesNotContain("Transfer-Encoding")
          .endsWith("\r\n\r\nplain");
    }
  }

  @Test
  void writesServerSentEventsAndHeartbeats() throws IOException {
    ServerSentEvents events = new ServerSentEvents(10_000, Duration.ofMillis(20));
    try (RawConnection connection = serve(HttpHandler.immediate(_ -> events.response()))) {
      assertThat(connection.send(GET).readHead()).contains("Content-Type: text/event-stream");
      assertThat(connection.readChunk()).isEqualTo(bytes(":\n\n"));
      events.send(7, "tasks", "one\ntwo");
      byte[] next = connection.readChunk();
      while (next.length == 3) {
        next = connection.readChunk();
      }
      assertThat(next).isEqualTo(bytes("id: 7\nevent: tasks\ndata: one\ndata: two\n\n"));
    }
  }

  @Test
  void copiesASourceAtThePaceOfTheReader() throws IOException {
    byte[] content = new byte[3_000_000];
    java.util.Arrays.fill(content, (byte) 'x');
    try (RawConnection connection =
        serve(HttpHandler.immediate(r -> source(content, r.path().equals("/known"))))) {
      RawConnection.Response known = connection.send("GET /known HTTP/1.1\r\n\r\n").read();
      assertThat(known.header("Content-Length")).isEqualTo("3000000");
      assertThat(known.body()).isEqualTo(content);
      RawConnection.Response unknown = connection.send(GET).read();
      assertThat(unknown.header("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(unknown.body()).isEqualTo(content);
    }
  }

  @Test
  void closesTheConnectionIfASourceIsShorterThanPromised() throws IOException {
    HttpResponse tooShort =
        HttpResponse.source(200, "x/y", new ByteArrayInputStream(new byte[10]), 20);
    try (RawConnection connection = serve(HttpHandler.immediate(_ -> tooShort))) {
      assertThat(connection.send(GET).readHead()).contains("Content-Length: 20");
      assertThat(connection.readAll()).hasSize(10);
    }
  }

  private static HttpResponse source(byte[] content, boolean known) {
    return HttpResponse.source(
        200, "x/y", new ByteArrayInputStream(content), known ? content.length : -1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
