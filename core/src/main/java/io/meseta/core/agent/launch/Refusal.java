package io.meseta.core.agent.launch;

import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** Why a task is not run, and what follows. */
public record Refusal(Reason reason, String message, Consequence consequence) {

  /** What follows. */
  public enum Consequence {
    /** The task cannot be run here, today or ever. */
    TASK_IS_WRONG,
    /** No executor was started for it. */
    DROPPED,
    /** As before; the executor that is there stays. */
    DROPPED_EXECUTOR_STAYS,
    /** As before; the executor that is there must make room. */
    DROPPED_EXECUTOR_GOES,
    /** As {@link #DROPPED_EXECUTOR_STAYS}, and the update does not name the executor. */
    DROPPED_SILENTLY
  }

  /** Whether no agent would run the task. */
  public boolean taskIsWrong() {
    return consequence == Consequence.TASK_IS_WRONG;
  }

  /** Whether there is no executor for the task. */
  public boolean executorIsGone() {
    return consequence == Consequence.TASK_IS_WRONG || consequence == Consequence.DROPPED;
  }

  /** Whether the executor that is there is to be shut down. */
  public boolean executorMustGo() {
    return consequence == Consequence.DROPPED_EXECUTOR_GOES;
  }

  /** Whether the update says which executor it would have been. */
  public boolean namesExecutor() {
    return consequence != Consequence.DROPPED_SILENTLY;
  }
}
