package io.meseta.runtime.http.server;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a request which has begun also ends. A large body gets more time for as long as
 * it keeps coming at a pace. Lives on the connection's network thread.
 */
final class RequestDeadline {
  private static final long BYTES_PER_EXTRA_SECOND = 16 << 10;

  private final Channel channel;
  private final Duration timeout;
  private final Runnable whenLate;
  private @Nullable ScheduledFuture<?> timer;
  private long startNanos;
  private long bodyBytes;

  RequestDeadline(Channel channel, Duration timeout, Runnable whenLate) {
    this.channel = channel;
    this.timeout = timeout;
    this.whenLate = whenLate;
  }

  /** The request is not complete yet; starts the clock the first time. */
  void incomplete(long bodyBytesSoFar) {
    bodyBytes = bodyBytesSoFar;
    if (timer == null) {
      startNanos = System.nanoTime();
      arm(timeout.toNanos());
    }
  }

  /** The request is complete, or the connection is over. */
  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void arm(long nanos) {
    timer = channel.eventLoop().schedule(this::check, nanos, TimeUnit.NANOSECONDS);
  }

  private void check() {
    if (!channel.config().isAutoRead()) {
      arm(timeout.toNanos()); // it is we who do not read
      return;
    }
    long allowed = timeout.toNanos() + TimeUnit.SECONDS.toNanos(bodyBytes / BYTES_PER_EXTRA_SECOND);
    long left = startNanos + allowed - System.nanoTime();
    if (left > 0) {
      arm(left);
    } else {
      timer = null;
      whenLate.run();
    }
  }
}
