package io.meseta.runtime.http.server;

import static io.meseta.runtime.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.ResponseStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Connections come and go in every way that there is, and nothing stays behind. */
class ConnectionLeakTest {
  private static final String[] REQUESTS = {
    "",
    "GET /",
    "GET / HTTP/1.1\r\n\r\n",
    "GET /stream HTTP/1.1\r\n\r\n",
    "GET /never HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf",
    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "GARBAGE\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n".repeat(100),
  };

  private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
  private final ListAppender<ILoggingEvent> leaks = new ListAppender<>();
  private final Logger leakLog = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
  private final NetworkThreads threads = NetworkThreads.start("leak-test", 2);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    leaks.start();
    leakLog.addAppender(leaks);
    leakLog.setAdditive(false);
    HttpHandler handler =
        request ->
            switch (request.path()) {
              case "/stream" -> stream();
              case "/never" -> new CompletableFuture<>();
              default -> CompletableFuture.completedFuture(HttpResponse.text(200, "hello"));
            };
    server =
        HttpServer.start(
            threads,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            HttpLimits.defaults(),
            handler);
  }

  private static CompletableFuture<HttpResponse> stream() {
    ResponseStream stream = new ResponseStream();
    stream.send("hello".getBytes(StandardCharsets.UTF_8));
    return CompletableFuture.completedFuture(HttpResponse.stream("text/plain", stream));
  }

  @AfterEach
  void stop() {
    server.close();
    threads.close();
    leakLog.detachAppender(leaks);
    leakLog.setAdditive(true);
    ResourceLeakDetector.setLevel(level);
  }

  @Test
  void keepsNothingOfAThousandConnections() throws IOException {
    for (int i = 0; i < 1000; i++) {
      try (RawConnection connection = new RawConnection(server.port())) {
        connection.send(REQUESTS[i % REQUESTS.length]);
      }
    }
    await().until(() -> server.connections() == 0);
    assertThat(server.bufferedBodyBytes()).isZero();
    collect(5);
    assertThat(leaks.list).isEmpty();
  }

  @Test
  void noticesALeak() {
    leakOneBuffer();
    await()
        .until(() -> {
          collect(1);
          return !leaks.list.isEmpty();
        });
    assertThat(leaks.list.getFirst().getFormattedMessage()).contains("LEAK");
  }

  @SuppressWarnings("CheckReturnValue")
  private static void leakOneBuffer() {
    PooledByteBufAllocator.DEFAULT.buffer(64);
  }

  /** Leaks are reported when a buffer is allocated after the lost one was collected. */
  private static void collect(int rounds) {
    for (int i = 0; i < rounds; i++) {
      System.gc();
      ByteBuf probe = PooledByteBufAllocator.DEFAULT.buffer(64);
      probe.release();
    }
  }
}
