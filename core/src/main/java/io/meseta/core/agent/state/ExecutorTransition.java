package io.meseta.core.agent.state;

import static io.meseta.core.agent.ExecutorPhase.REGISTERING;
import static io.meseta.core.agent.ExecutorPhase.RUNNING;
import static io.meseta.core.agent.ExecutorPhase.TERMINATED;
import static io.meseta.core.agent.ExecutorPhase.TERMINATING;

import io.meseta.core.agent.ExecutorPhase;
import java.util.Arrays;

/**
 * Every way in which an executor moves from phase to phase; there is no other. The command executor
 * has no process of its own, so the launch of its only task stands for its subscription.
 */
public enum ExecutorTransition {
  STARTED(REGISTERING, Trigger.START, REGISTERING),
  STARTED_AFTER_SUBSCRIBING(RUNNING, Trigger.START, RUNNING),
  STARTED_IN_VAIN(TERMINATING, Trigger.START, TERMINATING),
  SUBSCRIBED(REGISTERING, Trigger.SUBSCRIPTION, RUNNING),
  SUBSCRIBED_AGAIN(RUNNING, Trigger.SUBSCRIPTION, RUNNING),
  COMMAND_LAUNCHED(REGISTERING, Trigger.COMMAND, RUNNING),
  POD_PREPARED(REGISTERING, Trigger.PREPARATION, RUNNING),
  GIVEN_UP(REGISTERING, Trigger.SHUTDOWN, TERMINATING),
  SHUT_DOWN(RUNNING, Trigger.SHUTDOWN, TERMINATING),
  NEVER_SUBSCRIBED(REGISTERING, Trigger.EXIT, TERMINATED),
  EXITED(RUNNING, Trigger.EXIT, TERMINATED),
  ENDED(TERMINATING, Trigger.EXIT, TERMINATED);

  /** What moves an executor. */
  public enum Trigger {
    START,
    SUBSCRIPTION,
    COMMAND,
    PREPARATION,
    SHUTDOWN,
    EXIT
  }

  private final ExecutorPhase from;
  private final Trigger trigger;
  private final ExecutorPhase to;

  ExecutorTransition(ExecutorPhase from, Trigger trigger, ExecutorPhase to) {
    this.from = from;
    this.trigger = trigger;
    this.to = to;
  }

  /** The transition that the trigger causes. */
  static ExecutorTransition of(ExecutorPhase from, Trigger trigger) {
    return Arrays.stream(values())
        .filter(t -> t.from == from && t.trigger == trigger)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No " + trigger + " in phase " + from));
  }

  /** Where it begins. */
  public ExecutorPhase from() {
    return from;
  }

  /** What causes it. */
  public Trigger trigger() {
    return trigger;
  }

  /** Where it leads. */
  public ExecutorPhase to() {
    return to;
  }
}
