package io.meseta.runtime.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Whatever comes in, no exception gets anywhere, nothing is kept, and the answers do not depend on
 * how the bytes were cut into packets.
 */
class RequestFuzzTest {
  private static final HttpLimits LIMITS = HttpLimits.defaults().withMaxBodyBytes(1000);

  private static final List<String> SEEDS =
      List.of(
          "GET /version HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nConnection: close\r\n\r\n",
          "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: r\r\n\r\n",
          "POST /slave(1)/mesos.internal.Ping HTTP/1.1\r\nLibprocess-From: a@1.2.3.4:5\r\nHost: \r\n\r\n",
          "POST /a HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhelloGET /b HTTP/1.0\r\n\r\n",
          "POST /a HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
          "OPTIONS * HTTP/1.1\r\n\r\nGET http://h:1/p?q=%zz HTTP/1.1\r\nAccept-Encoding: gzip\r\n\r\n",
          "HEAD / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger connectionLog = (Logger) LoggerFactory.getLogger(HttpConnection.class);

  @BeforeEach
  void listen() {
    logged.start();
    connectionLog.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    connectionLog.detachAppender(logged);
  }

  @FuzzTest
  void survivesAnyBytes(byte[] bytes) {
    check(bytes, bytes.length / 2);
  }

  @Test
  void survivesMutatedRequestsCutAnywhere() {
    long seed = Long.getLong("seed", 1);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    System.out.println("RequestFuzzTest -Dseed=" + seed);
    for (int round = 0; round < 1000; round++) {
      byte[] bytes = seed(random).getBytes(StandardCharsets.ISO_8859_1);
      for (int mutation = random.nextInt(4); mutation > 0; mutation--) {
        bytes = mutate(bytes, random);
      }
      check(bytes, random.nextInt(bytes.length + 1));
    }
  }

  @Test
  void answersDoNotDependOnPackets() {
    for (String request : SEEDS) {
      byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
      for (int cut = 0; cut <= bytes.length; cut++) {
        check(bytes, cut);
      }
    }
  }

  private static String seed(RandomGenerator random) {
    return SEEDS.get(random.nextInt(SEEDS.size())) + SEEDS.get(random.nextInt(SEEDS.size()));
  }

  private static byte[] mutate(byte[] bytes, RandomGenerator random) {
    int at = random.nextInt(bytes.length);
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(bytes, 0, at);
    switch (random.nextInt(3)) {
      case 0 -> changed.write(random.nextInt(256));
      case 1 -> changed.write(bytes, at, random.nextInt(bytes.length - at));
      default -> changed.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    int resume = Math.min(bytes.length, at + random.nextInt(3));
    changed.write(bytes, resume, bytes.length - resume);
    return changed.size() == 0 ? new byte[] {'x'} : changed.toByteArray();
  }

  private void check(byte[] bytes, int cut) {
    String whole = answers(bytes);
    String parts = answers(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length));
    assertThat(parts).as(new String(bytes, StandardCharsets.ISO_8859_1)).isEqualTo(whole);
    assertThat(logged.list).isEmpty();
  }

  /** What a server answers to the packets, and whether it then hangs up. */
  private static String answers(byte[]... packets) {
    HttpHandler echo =
        HttpHandler.immediate(r -> HttpResponse.text(200, r + " " + r.bodyText() + r.query()));
    HttpPipeline pipeline = new HttpPipeline(LIMITS, echo, Runnable::run);
    EmbeddedChannel channel = new EmbeddedChannel();
    pipeline.populate(channel);
    for (byte[] packet : packets) {
      if (channel.isOpen()) {
        channel.writeInbound(Unpooled.copiedBuffer(packet));
        channel.runPendingTasks();
      }
    }
    String answers = written(channel) + (channel.isOpen() ? "" : "<closed>");
    channel.finishAndReleaseAll();
    assertThat(pipeline.bufferedBodyBytes()).isZero();
    return answers;
  }

  private static String written(EmbeddedChannel channel) {
    StringBuilder text = new StringBuilder();
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      text.append(next.toString(StandardCharsets.ISO_8859_1));
      next.release();
    }
    return text.toString()
        .replace("HTTP/1.1 100 Continue\r\n\r\n", "")
        .replaceAll("Date: [^\r]*\r\n", "");
  }
}
