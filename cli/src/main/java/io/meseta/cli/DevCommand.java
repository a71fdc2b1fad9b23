package io.meseta.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code meseta dev}: a whole cluster in one process, until Ctrl-C. */
@Command(
    name = "dev",
    description =
        "Runs a master and some agents in this one process, until Ctrl-C ends every task.",
    mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How many agents, each in a rack and zone of its own (default: ${DEFAULT-VALUE}).")
  private int agents;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "5050",
      description =
          "The master's port; the next free one if it is taken (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--resources",
      paramLabel = "RESOURCES",
      defaultValue = "cpus:4;mem:4096;disk:8192;ports:[31000-32000]",
      description = "What each agent offers (default: ${DEFAULT-VALUE}).")
  private String resources;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Keep the cluster's state here; without it nothing outlives the process.")
  private @Nullable Path state;

  @Option(
      names = "--json",
      description = "Print one machine-readable line when ready, nothing else.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Options.requireBetween(spec, "--agents", agents, 1, 100);
    Options.requireBetween(spec, "--port", port, 0, 65535);
    var plan = new DevPlan(agents, port, resources, Optional.ofNullable(state));
    try (DevCluster cluster = DevCluster.start(plan)) {
      var out = spec.commandLine().getOut();
      out.println(json ? cluster.readyLine() : cluster.welcome());
      out.flush();
      Interrupt.await(cluster);
    }
    return 0;
  }
}
