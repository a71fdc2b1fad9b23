package io.meseta.e2e.wire;

import static io.meseta.e2e.Patience.await;

import io.meseta.agent.AgentServer;
import io.meseta.agent.AgentSettings;
import io.meseta.agent.fetcher.FetcherSettings;
import io.meseta.agent.launcher.LauncherLink;
import io.meseta.agent.launcher.LauncherOptions;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.master.MasterServer;
import io.meseta.master.flags.MasterFlags;
import io.meseta.runtime.address.DaemonAddress;
import io.meseta.runtime.flags.FlagException;
import io.meseta.runtime.http.server.NetworkThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.Credential;
import org.apache.mesos.v1.Protos.DomainInfo;

/** A real master on loopback, with the flags of a recording, and as many agents as wanted. */
public final class WireCluster implements AutoCloseable {

  /** What the agents of the recordings offer. */
  public static final String RESOURCES = "cpus:4;mem:4096;disk:8192;ports:[31000-32000]";

  private static final Duration EXECUTOR_REGISTRATION_TIMEOUT = Duration.ofMinutes(1);

  private final Path directory;
  private final NetworkThreads threads = NetworkThreads.start("network");
  private final LauncherLink launcher;
  private final MasterServer master;
  private final List<AgentServer> agents = new ArrayList<>();

  private WireCluster(Path directory, List<String> flags) throws IOException, FlagException {
    this.directory = directory;
    this.launcher = LauncherLink.open(LauncherOptions.ephemeral(directory.resolve("run")));
    List<String> all =
        new ArrayList<>(
            List.of("--ip=127.0.0.1", "--hostname=localhost", "--port=0", "--registry=in_memory"));
    all.addAll(flags);
    this.master = MasterServer.start(MasterFlags.parse(all, Map.of()), threads);
  }

  /** Starts a master alone. */
  public static WireCluster start(Path directory, String... flags) throws Exception {
    return new WireCluster(directory, List.of(flags));
  }

  /** Starts one more agent and waits until it has registered. */
  public WireCluster withAgent(String resources) throws Exception {
    return withAgent(resources, Optional.empty());
  }

  /** The same for an agent that may have to prove who it is. */
  public WireCluster withAgent(String resources, Optional<Credential> credential) throws Exception {
    return withAgent(offering(resources), credential, EXECUTOR_REGISTRATION_TIMEOUT);
  }

  /** The same for an agent that waits so long for executors to register. */
  WireCluster withAgent(String resources, Duration executorRegistrationTimeout) throws Exception {
    return withAgent(offering(resources), Optional.empty(), executorRegistrationTimeout);
  }

  /** The same for an agent that says where it stands. */
  public WireCluster withAgentIn(DomainInfo domain, String resources) throws Exception {
    return withAgent(
        new AgentSettings.Offering(
            ResourceSyntax.parse(resources, "*"), List.of(), Optional.of(domain)),
        Optional.empty(),
        EXECUTOR_REGISTRATION_TIMEOUT);
  }

  private static AgentSettings.Offering offering(String resources) throws Exception {
    return new AgentSettings.Offering(ResourceSyntax.parse(resources, "*"), List.of());
  }

  private WireCluster withAgent(
      AgentSettings.Offering offering,
      Optional<Credential> credential,
      Duration executorRegistrationTimeout)
      throws Exception {
    int number = agents.size() + 1;
    AgentServer agent =
        AgentServer.start(
            settings(number, offering, credential, executorRegistrationTimeout),
            new AgentServer.Surroundings(threads, launcher.launcher("agent-" + number)));
    agents.add(agent);
    agent.follow(master.info());
    await()
        .until(
            () -> RawHttp.get(port(), "/state").text().contains("\"activated_slaves\":" + number));
    return this;
  }

  private AgentSettings settings(
      int number,
      AgentSettings.Offering offering,
      Optional<Credential> credential,
      Duration executorRegistrationTimeout)
      throws Exception {
    var timing = AgentConfig.Timing.defaults();
    return new AgentSettings(
        new AgentSettings.Endpoint(
            new DaemonAddress(
                InetAddress.getByName("127.0.0.1"), "127.0.0.1", "localhost", Optional.empty()),
            0),
        new AgentSettings.Directories(directory.resolve("agent-" + number), false),
        offering,
        new AgentConfig.Timing(
            Duration.ofMillis(10),
            executorRegistrationTimeout,
            timing.executorReregistrationTimeout(),
            timing.executorShutdownGracePeriod(),
            timing.recoveryTimeout()),
        AgentConfig.Executors.defaults(),
        FetcherSettings.defaults(directory.resolve("fetch-" + number)),
        credential,
        Map.of());
  }

  /** The port of the master. */
  public int port() {
    return master.port();
  }

  /** Where the agent keeps what it keeps. */
  Path workDirectory(int number) {
    return directory.resolve("agent-" + number);
  }

  /** The port of the agent, counted from one. */
  public int agentPort(int number) {
    return agents.get(number - 1).port();
  }

  /** The id of the master. */
  public String masterId() {
    return master.info().getId();
  }

  /** The master's id is the beginning of all ids that it gives. */
  public String agentId(int number) {
    return masterId() + "-S" + (number - 1);
  }

  @Override
  public void close() {
    launcher.shutdown().orTimeout(30, TimeUnit.SECONDS).exceptionally(_ -> null).join();
    agents.forEach(AgentServer::close);
    master.close();
    threads.close();
  }
}
