package io.meseta.driver.executor;

import io.meseta.driver.CallbackThread;
import io.meseta.driver.DriverLife;
import io.meseta.driver.wire.Message;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.mesos.Executor;
import org.apache.mesos.ExecutorDriver;
import org.apache.mesos.Protos.Status;
import org.jspecify.annotations.Nullable;

/**
 * The life of an executor's driver: what {@link org.apache.mesos.MesosExecutorDriver} does, on
 * bytes. Every callback comes from one thread; every call answers with the status at once (Mesos
 * reference §7.5, §7.6) and must not throw.
 */
public final class ExecutorLink {
  private static final int STATE = 2;
  private static final int TASK_STAGING = 6;

  private final Map<String, String> variables;
  private final ProcessEnd process;
  private final DriverLife life = new DriverLife();
  private final CallbackThread thread;
  private final ExecutorCallbacks callbacks;
  private volatile @Nullable AgentLink agent;

  /**
   * A link that is not started yet.
   *
   * @param variables the environment of the process
   */
  public ExecutorLink(
      ExecutorDriver driver, Executor executor, Map<String, String> variables, ProcessEnd process) {
    this.variables = variables;
    this.process = process;
    this.thread = new CallbackThread("meseta-driver", this::abort, life::end);
    this.callbacks = new ExecutorCallbacks(driver, executor);
  }

  /** Begins to subscribe to the agent; ends the process if the environment names none. */
  public Status start() {
    if (life.status() != Status.DRIVER_NOT_STARTED) {
      return life.status();
    }
    ExecutorEnvironment environment;
    try {
      environment = new ExecutorEnvironment(variables);
    } catch (IllegalArgumentException e) {
      process.fail(String.valueOf(e.getMessage()));
      return life.status();
    }
    if (life.start()) {
      AgentLink link = new AgentLink(this, callbacks, environment, process);
      agent = link;
      thread.start();
      link.start();
    }
    return life.status();
  }

  /** Ends callbacks and the link, after the agent has heard what was said last. */
  public Status stop() {
    Status before = life.stop();
    if (before != Status.DRIVER_RUNNING && before != Status.DRIVER_ABORTED) {
      return before;
    }
    thread.close();
    withAgent(AgentLink::close);
    return before == Status.DRIVER_ABORTED ? before : Status.DRIVER_STOPPED;
  }

  /** Ends callbacks and the link. */
  public Status abort() {
    if (life.abort()) {
      thread.close();
      withAgent(AgentLink::close);
    }
    return life.status();
  }

  /** Waits until the driver is stopped or aborted and the last callback has returned. */
  public Status join() {
    return thread.isCurrent() ? life.status() : life.join();
  }

  /** UPDATE with a TaskStatus; TASK_STAGING is not for executors to say and aborts. */
  public Status update(byte[] status) {
    return whenRunning(link -> {
      try {
        Message parsed = Message.parse(status);
        if (parsed.number(STATE).orElse(-1) == TASK_STAGING) {
          misused("Executor is not allowed to send TASK_STAGING status update. Aborting!");
        } else {
          link.calls().update(parsed);
        }
      } catch (IOException e) {
        misused("Malformed TaskStatus: " + e.getMessage());
      }
    });
  }

  /** MESSAGE to the framework. */
  public Status message(byte[] data) {
    return whenRunning(link -> link.calls().message(data));
  }

  private Status whenRunning(Consumer<AgentLink> action) {
    Status status = life.status();
    if (status == Status.DRIVER_RUNNING) {
      withAgent(action);
    }
    return status;
  }

  private void withAgent(Consumer<AgentLink> action) {
    AgentLink link = agent;
    if (link != null) {
      action.accept(link);
    }
  }

  /** Aborts and tells the application why; from any thread. */
  void misused(String message) {
    post(() -> {
      abort();
      callbacks.error(message);
    });
  }

  /** Runs on the callback thread, if the driver still runs then. */
  void post(Runnable callback) {
    thread.post(() -> runIfRunning(callback));
  }

  /** As {@link #post}, but waits while too many events are waiting. */
  void offerEvent(Runnable callback) {
    thread.offerEvent(() -> runIfRunning(callback));
  }

  private void runIfRunning(Runnable callback) {
    if (life.isRunning()) {
      callback.run();
    }
  }
}
