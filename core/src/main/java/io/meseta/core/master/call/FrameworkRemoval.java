package io.meseta.core.master.call;

import io.meseta.core.master.Answer;
import io.meseta.core.master.FrameworkEvent.FrameworkRemoved;
import io.meseta.core.master.MasterCommand.TearDownFramework;
import io.meseta.core.master.MasterEffect.CloseStream;
import io.meseta.core.master.OfferEvent.Outcome;
import io.meseta.core.master.TaskEvent.ExecutorRemoved;
import io.meseta.core.master.TaskEvent.TaskCompleted;
import io.meseta.core.master.TaskEvent.TaskUpdated;
import io.meseta.core.master.message.AgentMessages;
import io.meseta.core.master.message.Statuses;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.master.state.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Removes a framework with all its tasks and executors: it is completed and never comes back. */
public final class FrameworkRemoval {

  private FrameworkRemoval() {}

  /** An operator tears a framework down. */
  public static void handle(Turn turn, TearDownFramework command) {
    Optional<Framework> framework = turn.state().framework(command.framework());
    framework.ifPresent(known -> remove(turn, known));
    turn.answer(
        command.request(),
        framework.isPresent()
            ? new Answer.Done()
            : new Answer.NoFrameworkToTearDown(command.framework()));
  }

  /** Removes the framework. */
  public static void remove(Turn turn, Framework framework) {
    OfferRemoval.removeAll(turn, framework, Outcome.DISCARDED);
    for (Agent agent : turn.state().agents()) {
      turn.send(agent, AgentMessages.shutdownFramework(framework.id()));
    }
    List<LiveTask> tasks = new ArrayList<>();
    framework.tasks().forEach(tasks::add);
    framework.unreachableTasks().forEach(tasks::add);
    tasks.forEach(task -> kill(turn, framework, task));
    for (Framework.ExecutorKey key : List.copyOf(framework.executors().keySet())) {
      turn.emit(new ExecutorRemoved(framework.id(), key.agent(), key.executor(), turn.now()));
    }
    framework.connection().ifPresent(connection -> turn.tell(new CloseStream(connection)));
    turn.emit(new FrameworkRemoved(framework.id(), turn.now()));
  }

  /** The framework is not told: nobody listens any more. */
  private static void kill(Turn turn, Framework framework, LiveTask task) {
    TaskStatus status =
        Statuses.of(task.toProtobuf(), TaskState.TASK_KILLED, turn.now())
            .setReason(TaskStatus.Reason.REASON_FRAMEWORK_REMOVED)
            .setMessage("Framework " + framework.id() + " removed")
            .build();
    turn.emit(new TaskUpdated(framework.id(), task.id(), status, Optional.empty(), false));
    turn.emit(new TaskCompleted(framework.id(), task.id(), task.agent()));
  }
}
