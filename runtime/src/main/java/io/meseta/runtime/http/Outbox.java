package io.meseta.runtime.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one socket. Whoever sends never waits: any thread puts bytes in, the
 * socket's network thread takes all that has come together with one write. Bounded: a reader who
 * lets it fill up is disconnected. Knows no socket; {@link #attach} tells it how to reach one.
 */
public final class Outbox {
  /** So much is worth a wake-up of its own; less may wait for what comes with it. */
  private static final int WORTH_WAKING_BYTES = 64 << 10;

  /** However large the budget is, one reader gets no more of it than this many times its limit. */
  private static final int LONGEST_BURST = 4;

  private final long maxBytes;
  private final BurstBudget budget;
  private final Object lock = new Object();
  private final List<Consumer<StreamEnd>> listeners = new ArrayList<>();
  private Queue<ByteBuffer> queue = new ArrayDeque<>();
  private long bufferedBytes;
  private long borrowedBytes;
  private long untoldBytes;
  private boolean closing;
  private boolean awake = true; // until there is somebody to wake
  private @Nullable StreamEnd end;
  private Runnable wake = Outbox::nothing;
  private Runnable cut = Outbox::nothing;

  /**
   * What one write to the socket takes.
   *
   * @param messages in the order in which they were sent
   * @param last whether nothing will follow
   */
  public record Batch(Queue<ByteBuffer> messages, boolean last) {}

  /**
   * An outbox with a limit.
   *
   * @param maxBytes how much may be sent and not yet be taken by the socket; a single message that
   *     is larger still goes out if nothing else is buffered
   */
  public Outbox(long maxBytes) {
    this(maxBytes, BurstBudget.none());
  }

  /**
   * An outbox that may for a while hold more than its limit.
   *
   * @param maxBytes as above
   * @param budget for what is beyond, up to four times the limit; shared with others
   */
  public Outbox(long maxBytes, BurstBudget budget) {
    this.maxBytes = maxBytes;
    this.budget = budget;
  }

  /**
   * Sends bytes, which must not be changed afterwards.
   *
   * @return false if this is over, now or since long
   */
  public boolean send(ByteBuffer bytes) {
    return put(bytes, true);
  }

  /**
   * As {@link #send}, but may leave it to {@link #flush} to wake the network thread: for those who
   * send much at once.
   */
  public boolean sendLater(ByteBuffer bytes) {
    return put(bytes, false);
  }

  /** What was sent goes out, if it does not already. */
  public void flush() {
    Runnable next;
    synchronized (lock) {
      next = queue.isEmpty() ? Outbox::nothing : awaken();
    }
    next.run();
  }

  private boolean put(ByteBuffer bytes, boolean now) {
    Runnable next;
    synchronized (lock) {
      if (end != null || closing) {
        return false;
      }
      int size = bytes.remaining();
      if (!hasRoom(size)) {
        next = () -> end(StreamEnd.TOO_SLOW);
      } else {
        queue.add(bytes);
        bufferedBytes += size;
        untoldBytes += size;
        next = now || untoldBytes >= WORTH_WAKING_BYTES ? awaken() : Outbox::nothing;
      }
    }
    next.run();
    return isOpen();
  }

  /** Whether so much more may be held; what is beyond the limit comes out of the budget. */
  private boolean hasRoom(int size) {
    if (bufferedBytes == 0 || bufferedBytes + size <= maxBytes) {
      return true;
    }
    boolean granted = bufferedBytes + size <= LONGEST_BURST * maxBytes && budget.take(size);
    borrowedBytes += granted ? size : 0;
    return granted;
  }

  /** Ends it after all that was sent; once is enough. */
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

  /** Calls back once when it is over, or at once if it is already. */
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

  /** Bytes sent that the socket has not taken yet. */
  public long bufferedBytes() {
    synchronized (lock) {
      return bufferedBytes;
    }
  }

  /**
   * Connects it with its socket; what was sent until then goes out.
   *
   * @param wakeReader lets the network thread {@link #take}; runs on any thread, at most once
   *     between two takes
   * @param cutOff disconnects the reader; runs on any thread
   * @return false if this has failed already: the reader is to be disconnected
   */
  public boolean attach(Runnable wakeReader, Runnable cutOff) {
    synchronized (lock) {
      if (end != null) {
        return false;
      }
      wake = wakeReader;
      cut = cutOff;
      awake = true;
    }
    wakeReader.run();
    return true;
  }

  /** All that is to be written now; maybe nothing. */
  public Batch take() {
    synchronized (lock) {
      Batch batch = new Batch(queue, closing && end == null);
      queue = new ArrayDeque<>();
      untoldBytes = 0;
      awake = false;
      return batch;
    }
  }

  /** The socket has taken this many bytes. */
  public void written(long bytes) {
    synchronized (lock) {
      bufferedBytes -= bytes;
      giveBack(Math.min(borrowedBytes, bytes));
    }
  }

  /**
   * It is over. What was not taken is dropped; the reader is disconnected unless the reason is
   * {@link StreamEnd#CLOSED}; listeners are told, the first time only.
   */
  public void end(StreamEnd reason) {
    Runnable disconnect;
    List<Consumer<StreamEnd>> told;
    synchronized (lock) {
      if (end != null) {
        return;
      }
      end = reason;
      queue.clear();
      giveBack(borrowedBytes);
      disconnect = reason == StreamEnd.CLOSED ? Outbox::nothing : cut;
      told = List.copyOf(listeners);
      listeners.clear();
    }
    disconnect.run();
    told.forEach(listener -> listener.accept(reason));
  }

  private void giveBack(long bytes) {
    borrowedBytes -= bytes;
    budget.giveBack(bytes);
  }

  private static void nothing() {}

  /** The call that wakes the network thread, or nothing if there is none yet or it is awake. */
  private Runnable awaken() {
    if (awake) {
      return Outbox::nothing;
    }
    awake = true;
    return wake;
  }
}
