package io.meseta.core.agent.machine;

import io.meseta.core.TaskId;
import io.meseta.core.agent.ExitStatus;
import io.meseta.core.agent.Termination;
import io.meseta.core.agent.message.StatusMessages;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.Turn;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** Tells the end of the tasks whose executor ended before them. */
final class TerminatedTasks {

  private final Turn turn;

  TerminatedTasks(Turn turn) {
    this.turn = turn;
  }

  void report(ExecutorState executor, ExitStatus status) {
    List<TaskId> live = new ArrayList<>(executor.tasks().launched().keySet());
    live.addAll(executor.tasks().queued().keySet());
    Termination termination = termination(executor, status);
    StatusUpdates updates = new StatusUpdates(turn);
    for (TaskId task : live) {
      updates.report(
          executor.framework(),
          new StatusMessages.Report(
              task,
              termination.state(),
              termination.reason(),
              termination.message(),
              executor.id()));
    }
  }

  private static Termination termination(ExecutorState executor, ExitStatus status) {
    List<String> messages = new ArrayList<>();
    executor.foreseen().map(Termination::message).ifPresent(messages::add);
    if (status instanceof ExitStatus.NeverStarted) {
      messages.add("Abnormal executor termination: unknown container");
    }
    String message = messages.isEmpty() ? "Executor terminated" : String.join("; ", messages);
    return executor
        .foreseen()
        .map(foreseen -> new Termination(foreseen.state(), foreseen.reason(), message))
        .orElseGet(() ->
            new Termination(TaskState.TASK_FAILED, Reason.REASON_EXECUTOR_TERMINATED, message));
  }
}
