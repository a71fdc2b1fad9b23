package io.meseta.agent.api;

import io.meseta.core.RequestId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.ContainerAnswer;
import io.meseta.core.agent.ExecutorAnswer;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.loop.EventLoop;
import io.meseta.runtime.loop.Submission;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The way into the agent core: commands in, and the answers to those that ask for one. */
public final class AgentMailbox {

  private final EventLoop<AgentCommand, ?, ?> loop;
  private final Answers answers;
  private final AtomicLong lastRequest = new AtomicLong();

  /** A mailbox in front of the loop, whose answers come through {@code answers}. */
  public AgentMailbox(EventLoop<AgentCommand, ?, ?> loop, Answers answers) {
    this.loop = loop;
    this.answers = answers;
  }

  /** The requests that wait for the core; shared by the mailbox and the effects. */
  public static final class Answers {
    private final Map<RequestId, CompletableFuture<Object>> waiting = new ConcurrentHashMap<>();

    /** Hands the core's answer to whoever asked. */
    public void deliver(RequestId request, ExecutorAnswer answer) {
      complete(request, answer);
    }

    /** Hands the core's answer to whoever asked. */
    public void deliver(RequestId request, ContainerAnswer answer) {
      complete(request, answer);
    }

    private void complete(RequestId request, Object answer) {
      CompletableFuture<Object> future = waiting.remove(request);
      if (future != null) {
        future.complete(answer);
      }
    }
  }

  /** Hands over a command that its sender repeats if it gets lost. */
  public void tellOrDrop(AgentCommand command) {
    loop.submit(command);
  }

  /** Hands over what must not be lost, such as the end of a stream or of a container. */
  public void tellSurely(AgentCommand command) {
    if (loop.submit(command) == Submission.FULL) {
      Thread.ofVirtual().start(() -> submitWaiting(command));
    }
  }

  /**
   * Hands over a call of an executor.
   *
   * @throws HttpRejection 503 if the agent has more to do than it can, or is ending
   */
  public CompletableFuture<ExecutorAnswer> ask(Function<RequestId, AgentCommand> command) {
    return submit(command).thenApply(ExecutorAnswer.class::cast);
  }

  /**
   * Hands over a call about a container, which may be answered much later.
   *
   * @throws HttpRejection as {@link #ask}
   */
  public CompletableFuture<ContainerAnswer> askAboutContainer(
      Function<RequestId, AgentCommand> command) {
    return submit(command).thenApply(ContainerAnswer.class::cast);
  }

  private CompletableFuture<Object> submit(Function<RequestId, AgentCommand> command) {
    RequestId request = new RequestId(lastRequest.incrementAndGet());
    CompletableFuture<Object> answer = new CompletableFuture<>();
    answers.waiting.put(request, answer);
    Submission submission = loop.submit(command.apply(request));
    if (submission != Submission.ACCEPTED) {
      answers.waiting.remove(request);
      throw new HttpRejection(HttpErrors.unavailable(refusal(submission)));
    }
    return answer;
  }

  private static String refusal(Submission submission) {
    return submission == Submission.FULL
        ? "The agent has more to do than it can; try again."
        : "The agent is shutting down.";
  }

  private void submitWaiting(AgentCommand command) {
    try {
      loop.submitWaiting(command);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
