package io.meseta.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** The same request over and over on one connection, without waiting for answers. */
final class Flood implements AutoCloseable {

  private static final int BATCH = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final RawConnection connection;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final CompletableFuture<Void> writing;
  private final CompletableFuture<Void> reading;
  private volatile boolean enough;

  Flood(RawConnection connection, byte[] request) {
    this.connection = connection;
    this.writing = CompletableFuture.runAsync(() -> write(request), threads);
    this.reading = CompletableFuture.runAsync(this::read, threads);
  }

  private void write(byte[] request) {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    for (int i = 0; i < BATCH; i++) {
      batch.writeBytes(request);
    }
    try {
      while (!enough) {
        sent.addAndGet(BATCH);
        connection.send(batch.toByteArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try {
      while (!enough || accepted.get() < sent.get()) {
        assertThat(connection.read().status()).isEqualTo(202);
        accepted.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until so many requests were accepted, none refused. */
  void awaitAccepted(long requests) {
    Awaitility.await(requests + " calls to be accepted")
        .atMost(PATIENCE)
        .until(() -> accepted.get() >= requests || reading.isDone() || writing.isDone());
    assertThat(accepted.get()).isGreaterThanOrEqualTo(requests);
    assertThat(reading).isNotDone();
  }

  /** Sends no more, and waits until all that was sent is answered. */
  void end() {
    enough = true;
    writing.join();
    reading.join();
    assertThat(accepted).hasValue(sent.get());
  }

  @Override
  public void close() throws IOException {
    enough = true;
    connection.close();
    threads.shutdownNow();
  }
}
