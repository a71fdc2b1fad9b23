package io.meseta.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code meseta} command. Exit status: 0 done, 1 failed, 2 used wrongly. */
@Command(
    name = "meseta",
    description = "A cluster manager with two-level scheduling, wire-compatible with Apache Mesos.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {HelloCommand.class, DevCommand.class, MasterCommand.class, AgentCommand.class})
public final class Meseta implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs the command line and exits. */
  public static void main(String[] arguments) {
    Interrupt interrupt = Interrupt.ofThisThread();
    int status = CommandLine.ExitCode.SOFTWARE;
    try {
      status = run(arguments);
    } catch (Throwable e) { // not even an error of the JVM reaches a user as a stack trace
      System.err.println("meseta: " + e);
    }
    interrupt.cleanedUp();
    System.exit(status);
  }

  /** Runs the command line and returns the exit status; for tests and for {@link #main}. */
  static int run(String... arguments) {
    return new CommandLine(new Meseta())
        .setParameterExceptionHandler(Meseta::explain)
        .setExecutionExceptionHandler(Meseta::explain)
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: hello, dev, master or agent");
  }

  /** One line for wrong usage, with the nearest right words where there are some. */
  private static int explain(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    List<String> suggestions =
        wrong instanceof CommandLine.UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String hint = suggestions.isEmpty() ? "" : "; did you mean " + suggestions.getFirst() + "?";
    String name = command.getCommandSpec().qualifiedName();
    err.println(name + ": " + wrong.getMessage() + hint + " (see " + name + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  /** No stack trace ever reaches a user. */
  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    String name = command.getCommandSpec().qualifiedName();
    String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    command.getErr().println(name + ": " + text);
    return CommandLine.ExitCode.SOFTWARE;
  }
}
