package io.meseta.testing.container;

import io.meseta.core.ContainerId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.ContainerLaunch;
import io.meseta.core.agent.ExitStatus;
import io.meseta.testing.world.Dice;
import io.meseta.testing.world.Life;
import io.meseta.testing.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The launcher of one machine: starts and signals containers, keeps their exits until they are
 * collected, and goes on while the agent is dead.
 */
public final class SimulatedLauncher {

  private static final int SIGKILL = 9;
  private static final Duration LOCAL = Duration.ofMillis(4);

  private final World world;
  private final Dice dice;
  private final ExecutorHost host;
  private final Life always = new Life();
  private final Map<ContainerId, Container> containers = new LinkedHashMap<>();
  private @Nullable Consumer<AgentCommand> agent;
  private long processes = 100;

  private final class Container {

    private final ContainerLaunch launch;
    private final Life life = new Life();
    private final long processId = ++processes;
    private boolean watched = true;
    private @Nullable ExitStatus exit;
    private @Nullable SimulatedExecutor executor;

    Container(ContainerLaunch launch) {
      this.launch = launch;
    }

    void end(ExitStatus status) {
      if (exit == null) {
        life.end();
        if (executor != null) {
          executor.die();
        }
        exit = watched ? status : new ExitStatus.Unknown();
        tell(new AgentCommand.RecordContainerExit(launch.container(), exit));
      }
    }
  }

  /** A launcher without containers. */
  public SimulatedLauncher(World world, ExecutorHost host) {
    this.world = world;
    this.dice = world.dice().split();
    this.host = host;
  }

  static Program program(ContainerLaunch launch) {
    List<String> arguments = launch.process().arguments();
    return Program.of(arguments.get(arguments.size() - 1));
  }

  /** An agent is there; it hears of exits that nobody has collected. */
  public void attend(Consumer<AgentCommand> newAgent) {
    agent = newAgent;
    for (Container container : List.copyOf(containers.values())) {
      if (container.exit != null) {
        tell(new AgentCommand.RecordContainerExit(container.launch.container(), container.exit));
      }
    }
  }

  /** The agent is gone; containers go on. */
  public void dismiss() {
    agent = null;
  }

  /** What {@link AgentCommand.FinishRecovery} wants to know. */
  public Map<ContainerId, Long> containers() {
    Map<ContainerId, Long> found = new LinkedHashMap<>();
    containers.forEach((id, container) -> found.put(id, container.processId));
    return found;
  }

  /** Containers that have not ended. */
  public List<ContainerLaunch> running() {
    List<ContainerLaunch> running = new ArrayList<>();
    for (Container container : containers.values()) {
      if (container.exit == null) {
        running.add(container.launch);
      }
    }
    return running;
  }

  /** The launcher is killed and started again: processes go on, exits are not known any more. */
  public void restart() {
    for (Container container : containers.values()) {
      container.watched = false;
      if (container.exit != null) {
        container.exit = new ExitStatus.Unknown();
      }
    }
  }

  /** The machine lost power: nothing runs any more, and nobody knows how it ended. */
  public void losePower() {
    containers.values().forEach(container -> container.life.end());
    containers.clear();
  }

  /** Makes the directory of a container without a process. */
  public void makeSandbox(ContainerId container) {
    soon(() -> tell(new AgentCommand.RecordContainerStart(container, 0)));
  }

  /** Starts a container, unless it is there. */
  public void launch(ContainerLaunch launch) {
    soon(() -> start(launch));
  }

  private void start(ContainerLaunch launch) {
    Container existing = containers.get(launch.container());
    if (existing != null) {
      tell(new AgentCommand.RecordContainerStart(launch.container(), existing.processId));
      return;
    }
    Program program = program(launch);
    if (program.kind() == Program.Kind.BROKEN) {
      tell(new AgentCommand.RecordContainerFailure(launch.container(), "No such file"));
      return;
    }
    Container container = new Container(launch);
    containers.put(launch.container(), container);
    tell(new AgentCommand.RecordContainerStart(launch.container(), container.processId));
    if (program.kind() == Program.Kind.EXECUTOR) {
      SimulatedExecutor executor =
          new SimulatedExecutor(
              world,
              container.life,
              launch,
              host,
              code -> container.end(new ExitStatus.Exited(code)));
      container.executor = executor;
      executor.start();
    } else {
      world
          .agenda()
          .in(
              program.runs(),
              container.life,
              () -> container.end(new ExitStatus.Exited(program.exitCode())));
    }
  }

  /** Sends a signal. */
  public void signal(ContainerId id, int signal) {
    soon(() -> {
      Container container = containers.get(id);
      if (container != null && (signal == SIGKILL || !program(container.launch).stubborn())) {
        end(container, signal);
      }
    });
  }

  private void end(Container container, int signal) {
    Duration later = dice.between(Duration.ZERO, Duration.ofMillis(200));
    ExitStatus status = new ExitStatus.Signaled(signal, false);
    world.agenda().in(later, container.life, () -> container.end(status));
  }

  /** Kills everything in a container. */
  public void destroy(ContainerId id) {
    signal(id, SIGKILL);
  }

  /** Forgets a container that has ended. */
  public void collect(ContainerId id) {
    soon(() -> {
      Container container = containers.get(id);
      if (container != null && container.exit != null) {
        containers.remove(id);
      }
    });
  }

  /** Requests are carried out in their order, so all take the same time. */
  private void soon(Runnable action) {
    world.agenda().in(LOCAL.dividedBy(4), always, action);
  }

  private void tell(AgentCommand command) {
    Consumer<AgentCommand> told = agent;
    if (told == null) {
      return;
    }
    Runnable delivery =
        () -> {
          if (told.equals(agent)) {
            told.accept(command);
          }
        };
    world.agenda().in(LOCAL, always, delivery);
  }
}
