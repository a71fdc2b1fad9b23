package io.meseta.cli;

import io.meseta.runtime.flags.FlagException;
import io.meseta.runtime.flags.FlagHelp;
import io.meseta.runtime.flags.FlagTable;
import io.meseta.runtime.flags.FlagValues;
import io.meseta.runtime.log.Logging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * What {@code meseta master} and {@code meseta agent} share: all arguments are flags as Mesos has
 * them, the daemon runs until it is told to end.
 */
abstract sealed class DaemonCommand implements Callable<Integer>
    permits MasterCommand, AgentCommand {

  @Spec private CommandSpec spec;

  @Unmatched private List<String> arguments = new ArrayList<>();

  /** A daemon that runs. */
  interface Daemon extends AutoCloseable {
    /** Completes when the daemon has come to an end by itself, exceptionally if it failed. */
    CompletableFuture<?> ended();

    @Override
    void close();
  }

  abstract FlagTable flags();

  abstract Daemon start(FlagValues values) throws IOException;

  @Override
  public final Integer call() throws Exception {
    var out = spec.commandLine().getOut();
    FlagValues values = parse(System.getenv());
    if (values.of(FlagTable.HELP)) {
      out.print(FlagHelp.render(spec.qualifiedName(), flags()));
      out.flush();
      return 0;
    }
    if (values.of(FlagTable.VERSION)) {
      spec.root().commandLine().printVersionHelp(out);
      return 0;
    }
    values.warnings().forEach(warning -> spec.commandLine().getErr().println(warning));
    Logging.configure(values);
    try (Daemon daemon = start(values)) {
      daemon.ended().get();
    } catch (InterruptedException e) {
      // Asked to end; closing the daemon was all there is to do.
    } catch (ExecutionException e) {
      throw new IOException(Reason.of(e), e);
    }
    return 0;
  }

  private FlagValues parse(Map<String, String> environment) {
    try {
      return flags().parse(arguments, environment);
    } catch (FlagException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
