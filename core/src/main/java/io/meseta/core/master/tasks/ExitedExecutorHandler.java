package io.meseta.core.master.tasks;

import io.meseta.core.AgentId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.MasterCommand.ExitedExecutor;
import io.meseta.core.master.TaskEvent.ExecutorRemoved;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.ExitedExecutorMessage;

/** A custom executor has exited: its resources are free, and the framework hears of it. */
public final class ExitedExecutorHandler {

  private ExitedExecutorHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, ExitedExecutor command) {
    ExitedExecutorMessage message = command.message();
    AgentId agent = Ids.of(message.getSlaveId());
    FrameworkId framework = Ids.of(message.getFrameworkId());
    ExecutorId executor = Ids.of(message.getExecutorId());
    boolean known =
        turn.state()
            .agent(agent)
            .filter(a -> a.pid().equals(command.from()) && a.hasExecutor(framework, executor))
            .isPresent();
    if (!known) {
      return; // the executor of a command task, or one that was given up before
    }
    turn.emit(new ExecutorRemoved(framework, agent, executor, turn.now()));
    turn.state()
        .framework(framework)
        .ifPresent(
            f -> turn.send(f, SchedulerEvents.failure(agent, executor, message.getStatus())));
  }
}
