package io.meseta.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code meseta hello}: a dev cluster, and the hello-world framework against it as a process of its
 * own.
 */
@Command(
    name = "hello",
    description = {
      "Starts a cluster in this process and runs the hello-world framework against it.",
      "On a terminal it stays up, so that you can look; otherwise it ends with the tasks.",
      "Exit status: 0 when all tasks finished, 1 if any did not."
    },
    mixinStandardHelpOptions = true)
final class HelloCommand implements Callable<Integer> {

  private static final String RESOURCES = "cpus:2;mem:1024;disk:4096;ports:[31000-32000]";

  @Spec private CommandSpec spec;

  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many tasks say hello (default: ${DEFAULT-VALUE}).")
  private int tasks;

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many agents (default: ${DEFAULT-VALUE}).")
  private int agents;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "5050",
      description =
          "The master's port; the next free one if it is taken (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--no-wait", description = "End with the tasks, even on a terminal.")
  private boolean noWait;

  @Override
  public Integer call() throws Exception {
    Options.requireBetween(spec, "--tasks", tasks, 1, 100_000);
    Options.requireBetween(spec, "--agents", agents, 1, 100);
    Options.requireBetween(spec, "--port", port, 0, 65535);
    PrintWriter out = spec.commandLine().getOut();
    try (DevCluster cluster =
        DevCluster.start(new DevPlan(agents, port, RESOURCES, Optional.empty()))) {
      out.println(cluster.welcome());
      out.flush();
      int status = HelloFramework.run(cluster, tasks);
      out.println(status == 0 ? "All " + tasks + " tasks finished." : "Not all tasks finished.");
      out.println("See them at " + cluster.url());
      if (staysUp()) {
        out.println("Ctrl-C ends the cluster.");
        out.flush();
        Interrupt.await(cluster);
      }
      out.flush();
      return status;
    }
  }

  private boolean staysUp() {
    return !noWait && isTerminal(System.console());
  }

  /** Whether somebody looks; a console that is not one is absent in some JDKs, in others not. */
  private static boolean isTerminal(@Nullable Console console) {
    return console != null && console.isTerminal();
  }
}
