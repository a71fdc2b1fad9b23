package io.meseta.core.master.call;

import io.meseta.core.FrameworkId;
import io.meseta.core.master.MasterCommand.Subscribe;
import io.meseta.core.master.message.SchedulerEvents;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.FrameworkStage;
import io.meseta.core.master.state.Turn;
import java.util.Optional;

/**
 * What a driver has to heed when it subscribes, and a scheduler on HTTP has not (Mesos reference
 * §1.4, "Duplicate retries", and §5.5).
 */
final class DriverRules {

  private DriverRules() {}

  /**
   * Whether the driver already speaks for another framework than the given one. If it asks for a
   * new one, it has not heard our answer, and gets it again; else as Mesos it gets none, for the
   * answer would reach the framework that is there.
   */
  static boolean speaksForAnother(Turn turn, Subscribe command, FrameworkId given) {
    Optional<Framework> present =
        command.connection().isDriver()
            ? turn.state().framework(command.connection())
            : Optional.empty();
    if (present.isEmpty() || present.get().id().equals(given)) {
      return false;
    }
    if (given.value().isEmpty()) {
      turn.send(present.get(), SchedulerEvents.subscribed(present.get().id(), turn.config()));
    }
    return true;
  }

  /**
   * Why the scheduler may not take over, if so: one that was cut off, and comes back after another
   * has taken its place, must not push that one out.
   */
  static Optional<String> takeOverError(Framework framework, Subscribe command) {
    boolean allowed =
        command.force()
            || framework.stage() == FrameworkStage.RECOVERED
            || isSame(framework, command);
    return allowed ? Optional.empty() : Optional.of("Framework failed over");
  }

  /** Whether it is the driver that spoke for the framework before. */
  static boolean isSame(Framework framework, Subscribe command) {
    return command.connection().isDriver()
        && framework.driver().equals(command.connection().driver());
  }

  /**
   * Whether it is told that it is back, and not that it is registered: as Mesos, only a driver that
   * does not take over, from a master that knows its framework.
   */
  static boolean isBack(Optional<Framework> known, Subscribe command) {
    return !command.force()
        && known.filter(framework -> framework.stage() != FrameworkStage.RECOVERED).isPresent();
  }
}
