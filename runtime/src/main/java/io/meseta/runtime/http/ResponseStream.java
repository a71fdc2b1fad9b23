package io.meseta.runtime.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A long-lived response body: whoever holds it sends, from any thread, without ever waiting. Many
 * sends become one write to the socket. A reader that lets its buffer fill up is disconnected. Must
 * not be given to more than one client.
 */
public final class ResponseStream {
  /** 16 MiB. */
  public static final long DEFAULT_BUFFER_BYTES = 16L << 20;

  private final Outbox outbox;
  private final @Nullable Heartbeat heartbeat;

  /** What is sent by itself, and how often. */
  public record Heartbeat(Duration interval, Supplier<byte[]> content) {}

  /** A stream that buffers at most {@link #DEFAULT_BUFFER_BYTES}. */
  public ResponseStream() {
    this(DEFAULT_BUFFER_BYTES);
  }

  /**
   * A stream with a limit of its own.
   *
   * @param maxBufferedBytes how much may be sent and not yet be taken by the client's socket; a
   *     single message that is larger still goes out if nothing else is buffered
   */
  public ResponseStream(long maxBufferedBytes) {
    this(new Outbox(maxBufferedBytes), null);
  }

  /** A stream that buffers {@link #DEFAULT_BUFFER_BYTES}, and in bursts what the budget gives. */
  public ResponseStream(BurstBudget budget) {
    this(new Outbox(DEFAULT_BUFFER_BYTES, budget), null);
  }

  private ResponseStream(Outbox outbox, @Nullable Heartbeat heartbeat) {
    this.outbox = outbox;
    this.heartbeat = heartbeat;
  }

  /** A stream that sends {@code content} by itself, at the given interval, once it is open. */
  public static ResponseStream withHeartbeat(
      long maxBufferedBytes, Duration interval, Supplier<byte[]> content) {
    return new ResponseStream(new Outbox(maxBufferedBytes), new Heartbeat(interval, content));
  }

  /** As {@link #send(ByteBuffer)}. */
  public boolean send(byte[] bytes) {
    return send(ByteBuffer.wrap(bytes));
  }

  /**
   * Sends bytes as one chunk, in the order of calls. They must not be changed afterwards; the same
   * bytes may be sent to many streams, each with a buffer of its own ({@link
   * ByteBuffer#duplicate}).
   *
   * @return false if the stream is over, now or since long
   */
  public boolean send(ByteBuffer bytes) {
    return outbox.send(bytes);
  }

  /** As {@link #send(ByteBuffer)}, but it may take a {@link #flush} until it goes out. */
  public boolean sendLater(byte[] bytes) {
    return outbox.sendLater(ByteBuffer.wrap(bytes));
  }

  /** What was sent goes out. */
  public void flush() {
    outbox.flush();
  }

  /**
   * Ends the body after all that was sent. The connection stays open for more requests. Closing
   * twice does nothing.
   */
  public void close() {
    outbox.close();
  }

  /**
   * Calls back once when the stream is over, or at once if it is already. Runs on a network thread
   * or on the sender's, must be short, and must not throw.
   */
  public void onClose(Consumer<StreamEnd> listener) {
    outbox.onClose(listener);
  }

  /** Whether sends still make sense. */
  public boolean isOpen() {
    return outbox.isOpen();
  }

  /** Bytes sent that the client's socket has not taken yet. */
  public long bufferedBytes() {
    return outbox.bufferedBytes();
  }

  /** For the server: what is to be written. */
  public Outbox outbox() {
    return outbox;
  }

  /** For the server: what to send at which interval, if anything. */
  public Optional<Heartbeat> heartbeat() {
    return Optional.ofNullable(heartbeat);
  }
}
