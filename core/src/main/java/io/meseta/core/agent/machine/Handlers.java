package io.meseta.core.agent.machine;

import io.meseta.core.ContainerId;
import io.meseta.core.agent.operation.Operations;
import io.meseta.core.agent.state.Turn;

/** The handlers of one turn; they are cheap, so each is made when it is wanted. */
record Handlers(Turn turn) {

  Registration registration() {
    return new Registration(turn);
  }

  Recovery recovery() {
    return new Recovery(turn);
  }

  Departure departure() {
    return new Departure(turn);
  }

  TaskLaunching launching() {
    return new TaskLaunching(turn);
  }

  TaskKilling killing() {
    return new TaskKilling(turn);
  }

  Draining draining() {
    return new Draining(turn);
  }

  StatusUpdates updates() {
    return new StatusUpdates(turn);
  }

  Frameworks frameworks() {
    return new Frameworks(turn);
  }

  Executors executors() {
    return new Executors(turn);
  }

  CommandTasks commands() {
    return new CommandTasks(turn);
  }

  TaskChecks checks() {
    return new TaskChecks(turn);
  }

  ExecutorCalls executorCalls() {
    return new ExecutorCalls(turn);
  }

  FrameworkMessages messages() {
    return new FrameworkMessages(turn);
  }

  Operations operations() {
    return new Operations(turn);
  }

  /** A task has run as long as it may. */
  void endOvertime(ContainerId container) {
    if (container.parent() == null) {
      commands().endOvertime(container);
    } else {
      turn.state()
          .executorAround(container)
          .ifPresent(executor -> new PodKilling(turn).endOvertime(executor, container));
    }
  }

  ContainerCalls containerCalls() {
    return new ContainerCalls(turn);
  }
}
