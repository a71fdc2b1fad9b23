package io.meseta.runtime.http.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A body that is closed if a read of it waits for too long. Time that passes between reads does not
 * count: then it is our own client that is slow.
 */
final class GuardedBody extends FilterInputStream {
  private static final long NOT_READING = Long.MIN_VALUE;

  private final long stallNanos;
  private final Runnable whenClosed;
  private volatile long readingSince = NOT_READING;
  private volatile boolean closed;

  GuardedBody(InputStream body, Duration stallTimeout, Runnable whenClosed) {
    super(body);
    this.stallNanos = stallTimeout.toNanos();
    this.whenClosed = whenClosed;
    checkIn(stallNanos);
  }

  private void checkIn(long nanos) {
    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(this::check);
  }

  private void check() {
    if (closed) {
      return;
    }
    long since = readingSince;
    long left = since == NOT_READING ? stallNanos : since + stallNanos - System.nanoTime();
    if (left > 0) {
      checkIn(left);
    } else {
      close();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    readingSince = System.nanoTime();
    try {
      return super.read(target, offset, length);
    } finally {
      readingSince = NOT_READING;
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      super.close();
    } catch (IOException e) {
      // It was only read from.
    } finally {
      whenClosed.run();
    }
  }
}
