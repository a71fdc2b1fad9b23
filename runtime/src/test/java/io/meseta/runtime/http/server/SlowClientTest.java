package io.meseta.runtime.http.server;

import static io.meseta.runtime.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.ResponseStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Half requests, dripping requests, idle connections and clients that read nothing. */
@SuppressWarnings("try") // closing early is what is tested
class SlowClientTest {
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final NetworkThreads threads = NetworkThreads.start("slow-test", 2);
  private final AtomicInteger handled = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    serve(HttpLimits.defaults().withTimeouts(SHORT, LONG, LONG));
  }

  private void serve(HttpLimits limits) throws IOException {
    byte[] huge = new byte[20_000_000];
    HttpHandler handler =
        request -> {
          handled.incrementAndGet();
          return CompletableFuture.completedFuture(
              switch (request.path()) {
                case "/huge" -> HttpResponse.of(200, "x/y", huge);
                case "/stream" -> HttpResponse.stream("x/y", new ResponseStream());
                case "/link" -> HttpResponse.accepted().onLink();
                default -> HttpResponse.of(200);
              });
        };
    server =
        HttpServer.start(
            threads, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits, handler);
  }

  @AfterEach
  void stop() {
    server.close();
    threads.close();
  }

  private RawConnection connect() throws IOException {
    return new RawConnection(server.port());
  }

  @Test
  void answersAHalfHeadWith408() throws IOException {
    try (RawConnection connection = connect()) {
      assertThat(connection.send("GET / HTT").read().text()).isEqualTo("408 Request Timeout.");
      assertThat(connection.readAll()).isEmpty();
    }
    await().until(() -> server.connections() == 0);
  }

  @Test
  void answersAHalfHeaderBlockWith408() throws IOException {
    try (RawConnection connection = connect()) {
      assertThat(connection.send("GET / HTTP/1.1\r\nHost: x\r\n").read().status()).isEqualTo(408);
    }
  }

  @Test
  void answersAHalfBodyWith408AndKeepsNothingOfIt() throws IOException {
    try (RawConnection connection = connect()) {
      connection.send("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf");
      assertThat(connection.read().status()).isEqualTo(408);
    }
    await().until(() -> server.bufferedBodyBytes() == 0);
    assertThat(handled).hasValue(0);
  }

  @Test
  void givesADrippingHeadNoMoreTime() throws IOException {
    try (RawConnection connection = connect()) {
      Thread dripper =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  connection.send("GET / HTTP/1.1\r\n");
                  for (int i = 0; i < 10_000; i++) {
                    connection.send("a: b\r\n");
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                  }
                } catch (IOException e) {
                  // cut off, as it should be
                }
              });
      assertThat(connection.read().status()).isEqualTo(408);
      connection.close();
      dripper.interrupt();
    }
  }

  @Test
  void leavesSilentConnectionsAloneBecauseTheyMayBeLinks() throws IOException {
    try (RawConnection silent = connect();
        RawConnection half = connect()) {
      half.send("GET");
      assertThat(half.read().status()).isEqualTo(408);
      assertThat(silent.send("GET / HTTP/1.1\r\n\r\n").read().status()).isEqualTo(200);
    }
  }

  @Test
  void closesIdleConnectionsButNoLinksAndNoStreams() throws IOException {
    server.close();
    serve(HttpLimits.defaults().withTimeouts(LONG, SHORT, LONG));
    try (RawConnection plain = connect();
        RawConnection link = connect();
        RawConnection stream = connect()) {
      link.send("POST /link HTTP/1.1\r\n\r\n").read();
      stream.send("GET /stream HTTP/1.1\r\n\r\n").readHead();
      plain.send("GET / HTTP/1.1\r\n\r\n").read();
      assertThat(plain.readAll()).isEmpty();
      await().until(() -> server.connections() == 2); // the client may see the end before we do
      assertThat(link.send("POST /link HTTP/1.1\r\n\r\n").read().status()).isEqualTo(202);
    }
  }

  @Test
  void disconnectsAClientThatReadsNothing() throws IOException {
    server.close();
    serve(HttpLimits.defaults().withTimeouts(LONG, LONG, SHORT));
    try (RawConnection deaf = new RawConnection(server.port(), 4096)) {
      deaf.send("GET /huge HTTP/1.1\r\n\r\n");
      await().until(() -> handled.get() == 1);
      await().until(() -> server.connections() == 0);
    }
  }

  @Test
  void stopsReadingWhenTooManyAnswersWait() throws IOException {
    CompletableFuture<HttpResponse> never = new CompletableFuture<>();
    server.close();
    server =
        HttpServer.start(
            threads,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            HttpLimits.defaults(),
            _ -> {
              handled.incrementAndGet();
              return never;
            });
    int pipelined = HttpLimits.defaults().maxPipelined();
    try (RawConnection connection = connect()) {
      connection.send("GET / HTTP/1.1\r\n\r\n".repeat(pipelined * 3));
      await().until(() -> handled.get() == pipelined);
      try (RawConnection other = connect()) {
        other.send("GET / HTTP/1.1\r\n\r\n");
        await().until(() -> handled.get() == pipelined + 1);
      }
      assertThat(handled).hasValue(pipelined + 1);
      never.complete(HttpResponse.of(200));
      for (int i = 0; i < pipelined * 3; i++) {
        assertThat(connection.read().status()).isEqualTo(200);
      }
    }
  }
}
