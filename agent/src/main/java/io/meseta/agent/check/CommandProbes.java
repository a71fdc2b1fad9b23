package io.meseta.agent.check;

import io.meseta.agent.containerizer.SideProcesses;
import io.meseta.agent.launcher.LaunchSpec;
import io.meseta.core.ContainerId;
import io.meseta.core.agent.ContainerLaunch;
import io.meseta.core.agent.ExitStatus;
import io.meseta.core.agent.ProbeOrder;
import io.meseta.core.agent.check.ProbeResult;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Probes by running a command beside the task; whoever gives a probe up ends its process. */
final class CommandProbes {

  private final SideProcesses processes;

  CommandProbes(SideProcesses processes) {
    this.processes = processes;
  }

  CompletableFuture<ProbeResult> start(ProbeOrder.Beside beside) {
    ContainerId container =
        new ContainerId("check-" + UUID.randomUUID(), beside.container()); // named as by Mesos
    ContainerLaunch.Process process = beside.process();
    CompletableFuture<ProbeResult> probe = new CompletableFuture<>();
    processes.start(
        container,
        new LaunchSpec(
            process.path(),
            process.arguments(),
            process.environment(),
            Path.of(beside.sandbox()),
            process.user()),
        exit -> probe.complete(result(exit)));
    var _ =
        probe.whenComplete((result, failure) -> {
          if (failure != null) {
            processes.destroy(container);
          }
        });
    return probe;
  }

  private static ProbeResult result(ExitStatus exit) {
    return exit instanceof ExitStatus.Exited(int code)
        ? new ProbeResult.Exited(code)
        : new ProbeResult.Failed(exit.commandMessage());
  }
}
