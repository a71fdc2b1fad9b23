package io.meseta.master.api;

import io.meseta.core.RequestId;
import io.meseta.core.master.Answer;
import io.meseta.core.master.MasterCommand;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.loop.EventLoop;
import io.meseta.runtime.loop.Submission;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way into the master core: commands in, and the answers to those that ask for one. */
public final class MasterMailbox {

  private static final Logger log = LoggerFactory.getLogger(MasterMailbox.class);

  private final EventLoop<MasterCommand, ?, ?> loop;
  private final Map<RequestId, CompletableFuture<Answer>> waiting;
  private final AtomicLong lastRequest = new AtomicLong();

  /** A mailbox in front of the loop, whose answers come through {@code answers}. */
  public MasterMailbox(EventLoop<MasterCommand, ?, ?> loop, Answers answers) {
    this.loop = loop;
    this.waiting = answers.waiting;
  }

  /** The requests that wait for the core; shared by the mailbox and the effects. */
  public static final class Answers {
    private final Map<RequestId, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();

    /** Hands the core's answer to whoever asked. */
    public void deliver(RequestId request, Answer answer) {
      CompletableFuture<Answer> future = waiting.remove(request);
      if (future != null) {
        future.complete(answer);
      }
    }
  }

  /**
   * Hands over a command.
   *
   * @throws HttpRejection 503 if the master has more to do than it can, or is ending
   */
  public void tell(MasterCommand command) {
    switch (loop.submit(command)) {
      case ACCEPTED -> {}
      case FULL -> throw unavailable("The master has more to do than it can; try again.");
      case STOPPED -> throw unavailable("The master is shutting down.");
    }
  }

  /** Hands over what its sender repeats if it matters, such as a libprocess message. */
  public void tellOrDrop(MasterCommand command) {
    if (loop.submit(command) == Submission.FULL) {
      log.warn("Dropped a {}: the master is busy", command.getClass().getSimpleName());
    }
  }

  /**
   * Hands over what must not be lost, such as the end of a stream; waits on a thread of its own.
   */
  public void tellSurely(MasterCommand command) {
    if (loop.submit(command) == Submission.FULL) {
      Thread.ofVirtual().start(() -> submitWaiting(command));
    }
  }

  /**
   * Hands over a command that is answered.
   *
   * @throws HttpRejection 503 as {@link #tell}
   */
  public CompletableFuture<Answer> ask(Function<RequestId, MasterCommand> command) {
    RequestId request = new RequestId(lastRequest.incrementAndGet());
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    waiting.put(request, answer);
    try {
      tell(command.apply(request));
    } catch (HttpRejection e) {
      waiting.remove(request);
      throw e;
    }
    return answer;
  }

  private void submitWaiting(MasterCommand command) {
    try {
      loop.submitWaiting(command);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpRejection unavailable(String text) {
    return new HttpRejection(HttpErrors.unavailable(text));
  }
}
