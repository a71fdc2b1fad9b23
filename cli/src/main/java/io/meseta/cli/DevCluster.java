package io.meseta.cli;

import io.meseta.agent.AgentServer;
import io.meseta.agent.AgentSettings;
import io.meseta.agent.fetcher.FetcherSettings;
import io.meseta.agent.launcher.LauncherLink;
import io.meseta.agent.launcher.LauncherOptions;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.resource.AttributeSyntax;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.master.MasterServer;
import io.meseta.master.flags.MasterFlags;
import io.meseta.runtime.address.DaemonAddress;
import io.meseta.runtime.flags.FlagException;
import io.meseta.runtime.http.server.NetworkThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A master and some agents in this process, on loopback; closing it ends every task. */
final class DevCluster implements AutoCloseable {

  /** How many ports after the wanted one are tried. */
  private static final int PORTS_TO_TRY = 100;

  private final DevPlan plan;
  private final Path directory;
  private final NetworkThreads threads = NetworkThreads.start("network");
  private final LauncherLink launcher;
  private final MasterServer master;
  private final List<AgentServer> agents = new ArrayList<>();

  private DevCluster(DevPlan plan, Path directory) throws IOException, FlagException {
    this.plan = plan;
    this.directory = directory;
    this.launcher = LauncherLink.open(LauncherOptions.ephemeral(directory.resolve("run")));
    this.master = startMaster(plan, directory, threads);
  }

  /** Starts all daemons; returns when they serve, which is before the agents have registered. */
  static DevCluster start(DevPlan plan) throws IOException {
    Path directory =
        plan.state().isPresent()
            ? Files.createDirectories(plan.state().get()).toRealPath()
            : Files.createTempDirectory("meseta-dev-");
    try {
      DevCluster cluster = new DevCluster(plan, directory);
      cluster.startAgents();
      return cluster;
    } catch (FlagException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static MasterServer startMaster(DevPlan plan, Path directory, NetworkThreads threads)
      throws IOException, FlagException {
    List<String> flags = new ArrayList<>();
    flags.add("--ip=127.0.0.1");
    flags.add("--hostname=localhost");
    flags.add("--port=" + freePort(plan.port()));
    flags.add("--cluster=dev");
    flags.add("--offer_timeout=2mins"); // no framework starves while another keeps its offers
    flags.add("--work_dir=" + directory.resolve("master"));
    if (plan.state().isEmpty()) {
      flags.add("--registry=in_memory");
    }
    return MasterServer.start(MasterFlags.parse(flags, Map.of()), threads);
  }

  private void startAgents() throws IOException {
    for (int number = 1; number <= plan.agents(); number++) {
      var surroundings =
          new AgentServer.Surroundings(threads, launcher.launcher("agent-" + number));
      AgentServer agent = AgentServer.start(settings(number), surroundings);
      agents.add(agent);
      agent.follow(master.info());
    }
  }

  private AgentSettings settings(int number) throws IOException {
    Path work = directory.resolve("agent-" + number);
    String place = "rack:rack-" + number + ";zone:zone-" + (char) ('a' + (number - 1) % 26);
    var executors = new AgentConfig.Executors(Map.of(), false, 50, 150, 200);
    return new AgentSettings(
        new AgentSettings.Endpoint(loopback(), 0),
        new AgentSettings.Directories(work, plan.state().isPresent()),
        new AgentSettings.Offering(
            ResourceSyntax.parse(plan.resources(), "*"), AttributeSyntax.parse(place)),
        timing(),
        executors,
        FetcherSettings.defaults(work.resolve("fetch")),
        Optional.empty(),
        Map.of());
  }

  /** As Mesos has it, but that agents of one process need not take turns to register. */
  private static AgentConfig.Timing timing() {
    var defaults = AgentConfig.Timing.defaults();
    return new AgentConfig.Timing(
        Duration.ofMillis(10),
        defaults.executorRegistrationTimeout(),
        defaults.executorReregistrationTimeout(),
        defaults.executorShutdownGracePeriod(),
        defaults.recoveryTimeout());
  }

  private static DaemonAddress loopback() throws IOException {
    return new DaemonAddress(
        InetAddress.getLoopbackAddress(), "127.0.0.1", "localhost", Optional.empty());
  }

  /** The wanted port, or the next one that nobody listens on. */
  private static int freePort(int wanted) throws IOException {
    if (wanted == 0) {
      return 0;
    }
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (int port = wanted; port < Math.min(wanted + PORTS_TO_TRY, 65536); port++) {
      try (ServerSocket _ = new ServerSocket(port, 1, loopback)) {
        return port;
      } catch (IOException e) {
        // Somebody listens there: the next one.
      }
    }
    throw new IOException(
        "no free port between %d and %d".formatted(wanted, wanted + PORTS_TO_TRY - 1));
  }

  /** {@code host:port} of the master, as frameworks want it. */
  String master() {
    return "127.0.0.1:" + master.port();
  }

  /** The address of the web UI. */
  String url() {
    return "http://" + master() + "/";
  }

  /** What a person wants to read when the cluster is up. */
  String welcome() {
    String moved =
        plan.port() == 0 || plan.port() == master.port()
            ? ""
            : "Port %d is taken; the master is on %d.%n".formatted(plan.port(), master.port());
    String kept = plan.state().map(dir -> "State is kept in " + dir + ".\n").orElse("");
    return moved
        + kept
        + "Web UI:  %s%n".formatted(url())
        + "Agents:  %s, each with %s%n".formatted(agentUrls(" "), plan.resources())
        + "export MESOS_MASTER="
        + master();
  }

  /** What a program wants to read when the cluster is up: one line of JSON. */
  String readyLine() {
    String urls = agents.isEmpty() ? "" : "\"" + agentUrls("\",\"") + "\"";
    return "{\"ready\":true,\"master\":\"%s\",\"url\":\"%s\",\"agents\":[%s],\"pid\":%d}"
        .formatted(master(), url(), urls, ProcessHandle.current().pid());
  }

  private String agentUrls(String separator) {
    return agents.stream()
        .map(agent -> "http://127.0.0.1:" + agent.port() + "/")
        .collect(Collectors.joining(separator));
  }

  /**
   * Waits for something that needs the cluster.
   *
   * @throws IOException if a daemon comes to an end by itself before; the message says why
   */
  void whileRunning(CompletableFuture<?> something) throws IOException, InterruptedException {
    List<CompletableFuture<?>> ends = new ArrayList<>(List.of(something, master.ended()));
    agents.forEach(agent -> ends.add(agent.ended()));
    try {
      CompletableFuture.anyOf(ends.toArray(CompletableFuture<?>[]::new)).get();
    } catch (ExecutionException e) {
      throw new IOException("the cluster has ended: " + Reason.of(e), e);
    }
  }

  @Override
  public void close() {
    launcher.shutdown().orTimeout(10, TimeUnit.SECONDS).exceptionally(_ -> null).join();
    agents.parallelStream().forEach(AgentServer::close);
    master.close();
    threads.close();
    if (plan.state().isEmpty()) {
      Directories.delete(directory);
    }
  }
}
