package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.process.Container.Phase;
import io.meseta.agent.linux.Proc;
import io.meseta.agent.linux.ProcessStat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Takes over the containers of an earlier launcher that was killed. They are not our children, so
 * their end is seen by looking, and how they ended nobody knows.
 */
final class Adoption {

  private final ContainerTable table;
  private final Containers containers;
  private final Undertaker undertaker;

  Adoption(ContainerTable table, Containers containers, Undertaker undertaker) {
    this.table = table;
    this.containers = containers;
    this.undertaker = undertaker;
  }

  /** Looks at a container that was found on disk. */
  void takeOver(Container container) {
    switch (container.phase()) {
      case STARTING -> findUnrecorded(container);
      case RUNNING, ADOPTED -> {
        Log.line("adopting container " + container.key() + ", pid " + container.pid());
        undertaker.adopt(container.key());
        table.put(container.in(Phase.ADOPTED));
      }
      case ENDING -> {
        undertaker.adopt(container.key());
        containers.buryAgain(container);
      }
      case ENDED -> {} // waits to be collected
    }
  }

  /** Looks whether the adopted containers are still there; to be called now and then. */
  void look() {
    for (Container container : table.all()) {
      if (container.phase() == Phase.ADOPTED && !running(container)) {
        containers.adoptedExited(container);
      }
    }
  }

  private static boolean running(Container container) {
    ProcessStat process = ProcessStat.of(container.pid());
    return container.leads(process) && process != null && !process.dead();
  }

  /** The earlier launcher may have been killed between the start and its record. */
  private void findUnrecorded(Container container) {
    Optional<ProcessStat> main =
        Proc.processes().stream()
            .filter(process -> process.session() == process.pid())
            .filter(process -> Orphans.Origin.isMarked(process, container))
            .filter(process ->
                Proc.link(process.pid(), "fd/1")
                    .equals(Optional.of(Path.of(container.sandbox(), "stdout"))))
            .findFirst();
    if (main.isPresent()) {
      takeOver(container.running(main.get().pid(), main.get().startTicks()));
    } else {
      table.remove(container.key()); // the agent, without an answer, asks again
    }
  }
}
