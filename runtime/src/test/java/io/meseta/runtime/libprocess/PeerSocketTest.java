package io.meseta.runtime.libprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeerSocketTest {
  private static final long IDLE_MILLIS = 1_000;
  private static final LibprocessLimits LIMITS =
      new LibprocessLimits(Duration.ofMinutes(1), Duration.ofMillis(IDLE_MILLIS), 1 << 20, 1);

  private final AtomicInteger idle = new AtomicInteger();
  private final Peer peer = new Peer("127.0.0.1:1", LIMITS.maxBufferedBytes());
  private final EmbeddedChannel channel = new EmbeddedChannel();

  private void pass(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  /** A receiver that is busy may take long to read what it was sent. */
  @Test
  void isNotIdleWhileAnswersCome() {
    channel.freezeTime();
    channel.pipeline().addLast(new PeerSocket(peer, LIMITS, idle::incrementAndGet));
    for (int answers = 0; answers < 10; answers++) {
      pass(IDLE_MILLIS - 1);
      channel.writeInbound(
          Unpooled.copiedBuffer("HTTP/1.1 202 Accepted\r\n\r\n", StandardCharsets.US_ASCII));
    }
    assertThat(idle).hasValue(0);
    pass(IDLE_MILLIS);
    assertThat(idle).hasValue(1);
    channel.finishAndReleaseAll();
  }
}
