package io.meseta.core.agent.state;

import io.meseta.core.agent.AgentSnapshot;
import org.apache.mesos.v1.Protos.TaskState;

/** Counts what the metrics endpoint tells; starts from zero with each run of the daemon. */
final class Counters {

  private long finished;
  private long failed;
  private long killed;
  private long lost;
  private long gone;
  private long executorsTerminated;
  private long launchErrors;
  private long validUpdates;
  private long invalidUpdates;
  private long validMessages;
  private long invalidMessages;

  void update(TaskState state) {
    validUpdates++;
    switch (state) {
      case TASK_FINISHED -> finished++;
      case TASK_FAILED -> failed++;
      case TASK_KILLED -> killed++;
      case TASK_LOST -> lost++;
      case TASK_GONE -> gone++;
      default -> {} // Mesos counts no others
    }
  }

  void invalidUpdate() {
    invalidUpdates++;
  }

  void executorTerminated() {
    executorsTerminated++;
  }

  void launchError() {
    launchErrors++;
  }

  void message(boolean passed) {
    if (passed) {
      validMessages++;
    } else {
      invalidMessages++;
    }
  }

  AgentSnapshot.Counters snapshot() {
    return new AgentSnapshot.Counters(
        finished,
        failed,
        killed,
        lost,
        gone,
        executorsTerminated,
        launchErrors,
        validUpdates,
        invalidUpdates,
        validMessages,
        invalidMessages);
  }
}
