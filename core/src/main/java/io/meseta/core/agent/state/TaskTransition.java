package io.meseta.core.agent.state;

import static io.meseta.core.agent.state.TaskStage.COMPLETED;
import static io.meseta.core.agent.state.TaskStage.LAUNCHED;
import static io.meseta.core.agent.state.TaskStage.QUEUED;
import static io.meseta.core.agent.state.TaskStage.TERMINATED;

import java.util.Arrays;

/** Every way in which a task moves from stage to stage; there is no other. */
public enum TaskTransition {
  DELIVERED(QUEUED, Trigger.LAUNCH, LAUNCHED),
  ENDED_BEFORE_DELIVERY(QUEUED, Trigger.TERMINAL_UPDATE, TERMINATED),
  PROGRESSED(LAUNCHED, Trigger.UPDATE, LAUNCHED),
  ENDED(LAUNCHED, Trigger.TERMINAL_UPDATE, TERMINATED),
  SETTLED(TERMINATED, Trigger.TERMINAL_ACKNOWLEDGEMENT, COMPLETED);

  /** What moves a task. */
  public enum Trigger {
    LAUNCH,
    UPDATE,
    TERMINAL_UPDATE,
    TERMINAL_ACKNOWLEDGEMENT
  }

  private final TaskStage from;
  private final Trigger trigger;
  private final TaskStage to;

  TaskTransition(TaskStage from, Trigger trigger, TaskStage to) {
    this.from = from;
    this.trigger = trigger;
    this.to = to;
  }

  /** Whether the trigger means anything to a task of that stage. */
  public static boolean allows(TaskStage from, Trigger trigger) {
    return Arrays.stream(values()).anyMatch(t -> t.from == from && t.trigger == trigger);
  }

  /** The transition that the trigger causes. */
  static TaskTransition of(TaskStage from, Trigger trigger) {
    return Arrays.stream(values())
        .filter(t -> t.from == from && t.trigger == trigger)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("A " + from + " task cannot " + trigger));
  }

  /** Where it begins. */
  public TaskStage from() {
    return from;
  }

  /** What causes it. */
  public Trigger trigger() {
    return trigger;
  }

  /** Where it leads. */
  public TaskStage to() {
    return to;
  }
}
