package io.meseta.runtime.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A long-lived response body: whoever holds it sends, from any thread, without ever waiting. Many
 * sends become one write to the socket. A reader that lets its buffer fill up is disconnected. Must
 * not be sent to more than one client.
 */
public final class ResponseStream {
  /** 16 MiB. */
  public static final long DEFAULT_BUFFER_BYTES = 16L << 20;

  private static final Runnable NOTHING = () -> {};

  private final long maxBufferedBytes;
  private final Object lock = new Object();
  private final List<Consumer<StreamEnd>> listeners = new ArrayList<>();
  private final @Nullable Heartbeat heartbeat;

  private Queue<ByteBuffer> queue = new ArrayDeque<>();
  private long bufferedBytes;
  private boolean closing;
  private boolean awake = true; // until there is somebody to wake
  private @Nullable StreamEnd end;
  private Runnable wake = NOTHING;
  private Runnable cut = NOTHING;

  /** What is sent by itself, and how often. */
  public record Heartbeat(Duration interval, Supplier<byte[]> content) {}

  /**
   * What one write to the socket takes.
   *
   * @param chunks in order
   * @param last whether the body ends with them
   */
  public record Batch(Queue<ByteBuffer> chunks, boolean last) {}

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
    this(maxBufferedBytes, null);
  }

  private ResponseStream(long maxBufferedBytes, @Nullable Heartbeat heartbeat) {
    this.maxBufferedBytes = maxBufferedBytes;
    this.heartbeat = heartbeat;
  }

  /** A stream that sends {@code content} by itself, at the given interval, once it is open. */
  public static ResponseStream withHeartbeat(
      long maxBufferedBytes, Duration interval, Supplier<byte[]> content) {
    return new ResponseStream(maxBufferedBytes, new Heartbeat(interval, content));
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
    int size = bytes.remaining();
    Runnable next;
    synchronized (lock) {
      if (end != null || closing) {
        return false;
      }
      if (bufferedBytes > 0 && bufferedBytes + size > maxBufferedBytes) {
        next = () -> end(StreamEnd.TOO_SLOW);
      } else {
        queue.add(bytes);
        bufferedBytes += size;
        next = awaken();
      }
    }
    next.run();
    return isOpen();
  }

  /**
   * Ends the body after all that was sent. The connection stays open for more requests. Closing
   * twice does nothing.
   */
  public void close() {
    Runnable next;
    synchronized (lock) {
      if (end != null || closing) {
        return;
      }
      closing = true;
      next = awaken();
    }
    next.run();
  }

  /**
   * Calls back once when the stream is over, or at once if it is already. Runs on a network thread
   * or on the sender's, must be short, and must not throw.
   */
  public void onClose(Consumer<StreamEnd> listener) {
    StreamEnd over;
    synchronized (lock) {
      over = end;
      if (over == null) {
        listeners.add(listener);
      }
    }
    if (over != null) {
      listener.accept(over);
    }
  }

  /** Whether sends still make sense. */
  public boolean isOpen() {
    synchronized (lock) {
      return end == null && !closing;
    }
  }

  /** Bytes sent that the client's socket has not taken yet. */
  public long bufferedBytes() {
    synchronized (lock) {
      return bufferedBytes;
    }
  }

  /**
   * For the server: connects the stream with its client.
   *
   * @param wake lets the network thread {@link #take}; called from any thread, at most once between
   *     two takes
   * @param cut disconnects the client; called from any thread
   * @return false if the stream has failed already: the client is to be disconnected
   */
  public boolean attach(Runnable wake, Runnable cut) {
    synchronized (lock) {
      if (end != null) {
        return false;
      }
      this.wake = wake;
      this.cut = cut;
      awake = true;
    }
    wake.run();
    return true;
  }

  /** For the server: what is to be written next; empty if there is nothing. */
  public Batch take() {
    synchronized (lock) {
      Batch batch = new Batch(queue, closing && end == null);
      queue = new ArrayDeque<>();
      awake = false;
      return batch;
    }
  }

  /** For the server: the socket has taken this many bytes. */
  public void written(long bytes) {
    synchronized (lock) {
      bufferedBytes -= bytes;
    }
  }

  /** For the server: what to send at which interval, if anything. */
  public Optional<Heartbeat> heartbeat() {
    return Optional.ofNullable(heartbeat);
  }

  /** For the server: the stream is over. Everybody is told, the first time only. */
  public void end(StreamEnd reason) {
    Runnable disconnect;
    List<Consumer<StreamEnd>> told;
    synchronized (lock) {
      if (end != null) {
        return;
      }
      end = reason;
      queue.clear();
      disconnect = reason == StreamEnd.TOO_SLOW ? cut : NOTHING;
      told = List.copyOf(listeners);
      listeners.clear();
    }
    disconnect.run();
    told.forEach(listener -> listener.accept(reason));
  }

  /** The call that wakes the network thread, or nothing if there is none yet or it is awake. */
  private Runnable awaken() {
    if (awake) {
      return NOTHING;
    }
    awake = true;
    return wake;
  }
}
