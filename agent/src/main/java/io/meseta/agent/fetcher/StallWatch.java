package io.meseta.agent.fetcher;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Cuts off streams from which nothing has come for too long. */
final class StallWatch implements AutoCloseable {

  private static final int LOOKS_PER_TIMEOUT = 10;

  private final Duration timeout;
  private final Set<Watched> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fetcher-stalls").factory());

  StallWatch(Duration timeout) {
    this.timeout = timeout;
    long pause = Math.max(1, timeout.toMillis() / LOOKS_PER_TIMEOUT);
    clock.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** The same stream, but it fails when nothing comes for too long. */
  InputStream over(InputStream stream) {
    Watched watched = new Watched(stream);
    streams.add(watched);
    return watched;
  }

  private void look() {
    long now = System.nanoTime();
    streams.stream().filter(stream -> stream.waitsLongerThan(timeout, now)).forEach(Watched::cut);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private final class Watched extends FilterInputStream {
    private volatile long waitsSince;
    private volatile boolean waits;
    private volatile boolean stalled;

    Watched(InputStream stream) {
      super(stream);
    }

    boolean waitsLongerThan(Duration limit, long now) {
      return waits && now - waitsSince > limit.toNanos();
    }

    void cut() {
      stalled = true;
      try {
        in.close();
      } catch (IOException e) {
        // then reading fails by itself
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      waitsSince = System.nanoTime();
      waits = true;
      try {
        int read = in.read(bytes, offset, count);
        if (stalled) {
          throw new IOException("closed");
        }
        return read;
      } catch (IOException e) {
        throw stalled
            ? new FetchException(
                "Error downloading resource: No byte came for %d ms".formatted(timeout.toMillis()),
                e)
            : e;
      } finally {
        waits = false;
      }
    }

    @Override
    public void close() throws IOException {
      streams.remove(this);
      in.close();
    }
  }
}
