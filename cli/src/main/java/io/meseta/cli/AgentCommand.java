package io.meseta.cli;

import io.meseta.agent.AgentServer;
import io.meseta.agent.flags.AgentFlags;
import io.meseta.runtime.flags.FlagTable;
import io.meseta.runtime.flags.FlagValues;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import sun.misc.Signal;

/**
 * {@code meseta agent}: an agent, with Mesos' flags. SIGTERM leaves its tasks running; SIGUSR1
 * leaves the cluster for good, as in Mesos (reference §12.8).
 */
@Command(
    name = "agent",
    description = "Runs an agent; flags as Mesos has them (meseta agent --help lists them).")
final class AgentCommand extends DaemonCommand {

  @Override
  FlagTable flags() {
    return AgentFlags.TABLE;
  }

  @Override
  Daemon start(FlagValues values) throws IOException {
    AgentServer agent = AgentServer.start(new AgentFlags(values));
    Signal.handle(new Signal("USR1"), _ -> agent.leave("Received SIGUSR1"));
    return new Daemon() {
      @Override
      public CompletableFuture<?> ended() {
        return agent.ended();
      }

      @Override
      public void close() {
        agent.close();
      }
    };
  }
}
