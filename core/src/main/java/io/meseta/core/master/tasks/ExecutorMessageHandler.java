package io.meseta.core.master.tasks;

import io.meseta.core.AgentId;
import io.meseta.core.ExecutorId;
import io.meseta.core.master.MasterCommand.ExecutorMessage;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Turn;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;

/** Bytes from an executor to its scheduler, as far as both are there. */
public final class ExecutorMessageHandler {

  private ExecutorMessageHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, ExecutorMessage command) {
    ExecutorToFrameworkMessage message = command.message();
    AgentId agent = Ids.of(message.getSlaveId());
    ExecutorId executor = Ids.of(message.getExecutorId());
    if (turn.state().agent(agent).filter(a -> a.pid().equals(command.from())).isPresent()) {
      turn.state()
          .framework(Ids.of(message.getFrameworkId()))
          .ifPresent(framework ->
              turn.send(framework, SchedulerEvents.message(agent, executor, message.getData())));
    }
  }
}
