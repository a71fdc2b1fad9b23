package io.meseta.agent.launcher;

import io.meseta.agent.launcher.FrameChannel.Frame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Requests without an answer yet, in the order in which they were made, and what is left to send.
 */
final class PendingRequests {

  /** More unanswered requests than this are refused. */
  private static final int MAX_PENDING = 1 << 16;

  private final Map<Integer, Pending> pending = new LinkedHashMap<>();
  private final ArrayDeque<Frame> unsent = new ArrayDeque<>();
  private int lastNumber;
  private boolean closed;

  private record Pending(Frame frame, CompletableFuture<LauncherMessage> answer) {}

  /** Thrown to whoever waits for something to send once there will be nothing any more. */
  static final class ClosedException extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** Takes a request whose answer completes {@code answer}. */
  void add(LauncherMessage message, CompletableFuture<LauncherMessage> answer) {
    String refusal = enqueue(message, answer);
    if (refusal != null) {
      answer.completeExceptionally(new LauncherException(refusal));
    }
  }

  private synchronized @Nullable String enqueue(
      LauncherMessage message, CompletableFuture<LauncherMessage> answer) {
    if (closed) {
      return "The link to the launcher is closed";
    }
    if (pending.size() >= MAX_PENDING) {
      return "The launcher does not keep up: " + pending.size() + " requests are unanswered";
    }
    lastNumber = lastNumber == Integer.MAX_VALUE ? 1 : lastNumber + 1;
    Frame frame = new Frame(lastNumber, message);
    int size = frame.toBytes().length;
    if (size > FrameChannel.MAX_FRAME_BYTES) {
      return "The command and its environment are too long: " + size + " bytes";
    }
    pending.put(lastNumber, new Pending(frame, answer));
    unsent.add(frame);
    notifyAll();
    return null;
  }

  void answer(Frame frame) {
    Pending answered;
    synchronized (this) {
      answered = pending.remove(frame.request());
    }
    if (answered == null) {
      return; // an answer to the first of two sendings; the second one's has been here already
    }
    if (frame.message() instanceof LauncherMessage.Failed failed) {
      answered.answer().completeExceptionally(new LauncherException(failed.reason()));
    } else {
      answered.answer().complete(frame.message());
    }
  }

  /** Waits for the next frame to send. */
  synchronized Frame next() throws InterruptedException, ClosedException {
    while (unsent.isEmpty()) {
      if (closed) {
        throw new ClosedException();
      }
      wait();
    }
    return unsent.remove();
  }

  synchronized void resendAll() {
    unsent.clear();
    pending.values().forEach(request -> unsent.add(request.frame()));
    notifyAll();
  }

  void failAll(LauncherException reason) {
    List<Pending> failed;
    synchronized (this) {
      failed = new ArrayList<>(pending.values());
      pending.clear();
      unsent.clear();
    }
    failed.forEach(request -> request.answer().completeExceptionally(reason));
  }

  void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    failAll(new LauncherException("The link to the launcher is closed"));
  }

  synchronized boolean closed() {
    return closed;
  }

  /** Waits until there is something to do again: a new request, or the end. */
  synchronized void pause(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    long left = atMost.toMillis();
    try {
      while (!closed && pending.isEmpty() && left > 0) {
        wait(left);
        left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
