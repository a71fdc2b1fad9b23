package io.meseta.core.agent.check;

import io.meseta.core.ContainerId;
import io.meseta.core.TaskId;

/**
 * Names a check of a task.
 *
 * @param executor the container of the executor that has the task
 */
public record CheckKey(ContainerId executor, TaskId task, CheckKind kind) {

  @Override
  public String toString() {
    return kind + " of " + task + " in " + executor;
  }
}
