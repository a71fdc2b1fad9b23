package io.meseta.cli;

import io.meseta.master.MasterServer;
import io.meseta.master.flags.MasterFlags;
import io.meseta.runtime.flags.FlagTable;
import io.meseta.runtime.flags.FlagValues;
import io.meseta.runtime.http.server.NetworkThreads;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/** {@code meseta master}: a master, with Mesos' flags. */
@Command(
    name = "master",
    description = "Runs a master; flags as Mesos has them (meseta master --help lists them).")
final class MasterCommand extends DaemonCommand {

  @Override
  FlagTable flags() {
    return MasterFlags.TABLE;
  }

  @Override
  Daemon start(FlagValues values) throws IOException {
    NetworkThreads threads = NetworkThreads.start("network");
    MasterServer master = MasterServer.start(new MasterFlags(values), threads);
    return new Daemon() {
      @Override
      public CompletableFuture<?> ended() {
        return master.ended();
      }

      @Override
      public void close() {
        master.close();
        threads.close();
      }
    };
  }
}
