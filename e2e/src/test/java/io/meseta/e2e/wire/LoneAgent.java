package io.meseta.e2e.wire;

import io.meseta.agent.AgentServer;
import io.meseta.agent.AgentSettings;
import io.meseta.agent.fetcher.FetcherSettings;
import io.meseta.agent.launcher.LauncherLink;
import io.meseta.agent.launcher.LauncherOptions;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.runtime.address.DaemonAddress;
import io.meseta.runtime.http.server.NetworkThreads;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.MasterInfo;

/** A real agent on loopback whose master is played. */
public final class LoneAgent implements AutoCloseable {

  private final Path directory;
  private final NetworkThreads threads = NetworkThreads.start("network");
  private final LauncherLink launcher;
  private final AgentServer agent;

  private LoneAgent(Path directory, MasterInfo master, Duration shutdownGrace) throws Exception {
    this.directory = directory;
    this.launcher = LauncherLink.open(LauncherOptions.ephemeral(directory.resolve("run")));
    this.agent =
        AgentServer.start(
            settings(shutdownGrace),
            new AgentServer.Surroundings(threads, launcher.launcher("agent")));
    agent.follow(master);
  }

  /** Starts an agent that registers with that master, and leaves executors so long to go. */
  public static LoneAgent start(Path directory, MasterInfo master, Duration shutdownGrace)
      throws Exception {
    return new LoneAgent(directory, master, shutdownGrace);
  }

  private AgentSettings settings(Duration shutdownGrace) throws Exception {
    var defaults = AgentConfig.Timing.defaults();
    return new AgentSettings(
        new AgentSettings.Endpoint(
            new DaemonAddress(
                InetAddress.getByName("127.0.0.1"), "127.0.0.1", "localhost", Optional.empty()),
            0),
        new AgentSettings.Directories(workDirectory(), false),
        new AgentSettings.Offering(ResourceSyntax.parse(WireCluster.RESOURCES, "*"), List.of()),
        new AgentConfig.Timing(
            Duration.ofMillis(10),
            defaults.executorRegistrationTimeout(),
            defaults.executorReregistrationTimeout(),
            shutdownGrace,
            defaults.recoveryTimeout()),
        AgentConfig.Executors.defaults(),
        FetcherSettings.defaults(directory.resolve("fetch")),
        Optional.empty(),
        Map.of());
  }

  /** Where the agent keeps what it keeps. */
  public Path workDirectory() {
    return directory.resolve("work");
  }

  /** Where the agent listens. */
  public int port() {
    return agent.port();
  }

  @Override
  public void close() {
    launcher.shutdown().orTimeout(30, TimeUnit.SECONDS).exceptionally(_ -> null).join();
    agent.close();
    threads.close();
  }
}
