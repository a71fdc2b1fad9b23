package io.meseta.core.agent.state;

import static io.meseta.core.agent.state.NestedPhase.ENDED;
import static io.meseta.core.agent.state.NestedPhase.RUNNING;
import static io.meseta.core.agent.state.NestedPhase.STARTING;

import java.util.Arrays;

/** Every way in which a nested container moves from phase to phase; there is no other. */
public enum NestedTransition {
  STARTED(STARTING, Trigger.START, RUNNING),
  FAILED(STARTING, Trigger.END, ENDED),
  EXITED(RUNNING, Trigger.END, ENDED);

  /** What moves a nested container. */
  public enum Trigger {
    START,
    END
  }

  private final NestedPhase from;
  private final Trigger trigger;
  private final NestedPhase to;

  NestedTransition(NestedPhase from, Trigger trigger, NestedPhase to) {
    this.from = from;
    this.trigger = trigger;
    this.to = to;
  }

  /** The transition that the trigger causes. */
  static NestedTransition of(NestedPhase from, Trigger trigger) {
    return Arrays.stream(values())
        .filter(t -> t.from == from && t.trigger == trigger)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No " + trigger + " in phase " + from));
  }

  /** Where it begins. */
  public NestedPhase from() {
    return from;
  }

  /** What causes it. */
  public Trigger trigger() {
    return trigger;
  }

  /** Where it leads. */
  public NestedPhase to() {
    return to;
  }
}
