package io.meseta.agent;

import com.google.protobuf.ByteString;
import io.meseta.agent.api.AgentMailbox;
import io.meseta.agent.api.AgentRoutes;
import io.meseta.agent.api.executor.ExecutorAdapter;
import io.meseta.agent.api.operator.OperatorAdapter;
import io.meseta.agent.check.Prober;
import io.meseta.agent.containerizer.Containerizer;
import io.meseta.agent.fetcher.Fetcher;
import io.meseta.agent.flags.AgentFlags;
import io.meseta.agent.launcher.Launcher;
import io.meseta.agent.launcher.LauncherLink;
import io.meseta.agent.launcher.LauncherOptions;
import io.meseta.agent.libprocess.AgentProcess;
import io.meseta.agent.libprocess.Authenticatee;
import io.meseta.agent.libprocess.ExecutorDrivers;
import io.meseta.agent.libprocess.MasterLink;
import io.meseta.agent.libprocess.StandaloneMaster;
import io.meseta.agent.metrics.AgentMetrics;
import io.meseta.agent.metrics.FetcherMetrics;
import io.meseta.agent.view.AgentFacts;
import io.meseta.core.Pid;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.machine.AgentCore;
import io.meseta.core.agent.record.AgentRecords;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.address.DaemonAddress;
import io.meseta.runtime.api.EventStreams;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.RequestWorkers;
import io.meseta.runtime.http.Router;
import io.meseta.runtime.http.StartGate;
import io.meseta.runtime.http.server.HttpLimits;
import io.meseta.runtime.http.server.HttpServer;
import io.meseta.runtime.http.server.NetworkThreads;
import io.meseta.runtime.journal.FileJournal;
import io.meseta.runtime.journal.Journal;
import io.meseta.runtime.journal.MemoryJournal;
import io.meseta.runtime.libprocess.LibprocessLimits;
import io.meseta.runtime.libprocess.LibprocessNode;
import io.meseta.runtime.libprocess.LibprocessReceiver;
import io.meseta.runtime.loop.EventLoop;
import io.meseta.runtime.loop.Snapshots;
import io.meseta.runtime.metrics.EventLoopMetrics;
import io.meseta.runtime.metrics.Metrics;
import io.meseta.runtime.metrics.MetricsEndpoints;
import io.meseta.runtime.metrics.SystemMetrics;
import io.meseta.runtime.view.BuildFacts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent daemon, wired by hand: the only place that knows all its parts. Several may live in one
 * process and share its network threads; each has a launcher namespace of its own.
 */
public final class AgentServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AgentServer.class);
  private static final int CONCURRENT_READERS = 16;
  private static final int WAITING_READERS = 256;

  private final StartGate gate = new StartGate("Agent has not finished recovery");
  private final RequestWorkers workers = new RequestWorkers(CONCURRENT_READERS, WAITING_READERS);
  private final CompletableFuture<AgentEffect.Exit> ended = new CompletableFuture<>();
  private final Metrics metrics = new Metrics();
  private final EventStreams streams = new EventStreams();
  private final AgentMailbox.Answers answers = new AgentMailbox.Answers();
  private final HttpServer http;
  private final AgentConfig config;
  private final LibprocessNode node;
  private final Authenticatee authenticatee;
  private final MasterLink link;
  private final ExecutorDrivers drivers;
  private final Fetcher fetcher;
  private final Containerizer containers;
  private final Prober prober;
  private final Journal journal;
  private final EventLoop<AgentCommand, AgentEvent, AgentEffect> loop;
  private final AgentMailbox mailbox;
  private final List<Runnable> own = new ArrayList<>();

  /**
   * What an agent finds in its process.
   *
   * @param threads may be shared with other daemons
   * @param launcher this agent's own containers
   */
  public record Surroundings(NetworkThreads threads, Launcher launcher) {}

  private AgentServer(AgentSettings settings, Surroundings surroundings) throws IOException {
    journal = openJournal(settings.directories());
    DaemonAddress address = settings.endpoint().address();
    InetSocketAddress bind = new InetSocketAddress(address.bind(), settings.endpoint().port());
    http = listen(surroundings.threads(), bind);
    Upid self = Upid.of(AgentProcess.ID, address.ip(), address.advertised(http.port()));
    config = config(settings, self);
    AgentCore core = new AgentCore(config, new SecureRandom());
    replayInto(core);
    checkChanges(settings, core);
    node =
        new LibprocessNode(
            surroundings.threads(), self, LibprocessLimits.defaults(), this::masterExited);
    authenticatee = new Authenticatee(node, settings.credential());
    link = new MasterLink(node, authenticatee);
    drivers = new ExecutorDrivers(link);
    fetcher = new Fetcher(settings.fetching());
    containers = new Containerizer(surroundings.launcher(), fetcher, this::tell);
    prober = new Prober(containers.sideProcesses(), this::tell);
    loop = loop(core);
    mailbox = new AgentMailbox(loop, answers);
    gate.open(front(settings, loop.snapshots(core::snapshot)));
  }

  private HttpServer listen(NetworkThreads threads, InetSocketAddress bind) throws IOException {
    try {
      return HttpServer.start(threads, bind, HttpLimits.defaults(), gate);
    } catch (IOException e) {
      journal.close();
      throw e;
    }
  }

  private void replayInto(AgentCore core) throws IOException {
    try {
      journal.replay(record -> core.apply(AgentRecords.decode(record)));
    } catch (IOException | RuntimeException e) {
      http.close();
      journal.close();
      throw new IOException("The agent's journal cannot be read: " + e.getMessage(), e);
    }
  }

  /** As Mesos: tasks, reservations and volumes of before rest on what the agent was. */
  private void checkChanges(AgentSettings settings, AgentCore core) throws IOException {
    boolean anyPort = settings.endpoint().port() == 0;
    Optional<String> objection =
        settings
            .offering()
            .reconfiguration()
            .flatMap(policy ->
                core.registered()
                    .map(before ->
                        anyPort ? before.toBuilder().setPort(http.port()).build() : before)
                    .flatMap(before -> policy.objection(before, config.info())));
    if (objection.isPresent()) {
      http.close();
      journal.close();
      throw new IOException(
          "The agent is not what it was: "
              + objection.get()
              + ". Start it as it was, permit more by --reconfiguration_policy, or, to begin with"
              + " a new agent, remove "
              + settings.directories().journal());
    }
  }

  /**
   * Starts an agent as {@code meseta agent} does: with a launcher process of its own, which owns
   * its tasks and outlives this daemon.
   *
   * @throws IOException if a flag's value cannot be used, the port is taken, or the like; the
   *     message is one line for the operator
   */
  public static AgentServer start(AgentFlags flags) throws IOException {
    MasterInfo master = StandaloneMaster.at(flags.master());
    AgentSettings settings = FlagSettings.of(flags);
    NetworkThreads threads = NetworkThreads.start("network");
    LauncherLink link = LauncherLink.open(LauncherOptions.durable(flags.runtimeDirectory()));
    try {
      AgentServer server = start(settings, new Surroundings(threads, link.launcher("agent")));
      server.own.addAll(List.of(link::close, threads::close));
      server.follow(master);
      return server;
    } catch (IOException | RuntimeException e) {
      link.close();
      threads.close();
      throw e;
    }
  }

  /**
   * Starts an agent and finds out what it had before; it registers as soon as it {@linkplain
   * #follow follows} a master.
   *
   * @throws IOException if the port is taken or the work directory cannot be used
   */
  public static AgentServer start(AgentSettings settings, Surroundings surroundings)
      throws IOException {
    AgentServer server = new AgentServer(settings, surroundings);
    server.loop.start();
    server.containers.recover().exceptionally(server::fail);
    log.info("Agent listens on {}", server.config.address().pid());
    return server;
  }

  private EventLoop<AgentCommand, AgentEvent, AgentEffect> loop(AgentCore core) {
    AgentEffects.Executors executors = new AgentEffects.Executors(streams, drivers);
    AgentEffects.Processes processes = new AgentEffects.Processes(containers, prober);
    return EventLoop.<AgentCommand, AgentEvent, AgentEffect>driving(core)
        .name("agent-" + http.port())
        .journal(journal, AgentServer::record)
        .compactingBy(() -> core.history().stream().map(AgentRecords::encode).toList())
        .effects(new AgentEffects(link, executors, answers, processes, ended::complete))
        .timeCommand(_ -> new AgentCommand.AdvanceTime())
        .meter(new EventLoopMetrics(metrics, "slave"))
        .onFatal(this::fail)
        .build();
  }

  private static Journal openJournal(AgentSettings.Directories directories) throws IOException {
    return directories.durable() ? FileJournal.open(directories.journal()) : new MemoryJournal();
  }

  private static byte @Nullable [] record(AgentEvent event) {
    return event instanceof DurableAgentEvent durable ? AgentRecords.encode(durable) : null;
  }

  /** Everything that the port serves: libprocess messages, the executor API, endpoints. */
  private HttpHandler front(AgentSettings settings, Snapshots<AgentSnapshot> snapshots) {
    AgentFacts facts = new AgentFacts(config.address().pid(), Instant.now(), settings.flags());
    metrics.source(new SystemMetrics());
    metrics.source(new AgentMetrics(snapshots, facts.startTime()));
    metrics.source(new FetcherMetrics(fetcher));
    Router.Builder router = Router.delegatingTo(AgentProcess.ID);
    router.route("/api/v1/executor", new ExecutorAdapter(mailbox, streams));
    router.route("/api/v1", new OperatorAdapter(mailbox, snapshots));
    new AgentRoutes(snapshots, facts).addTo(router, workers);
    new MetricsEndpoints(metrics).addTo(router, workers);
    AgentProcess process = new AgentProcess(mailbox::tellOrDrop, drivers);
    return new LibprocessReceiver(
        message -> authenticatee.receive(message) || process.receive(message), router.build());
  }

  private static AgentConfig config(AgentSettings settings, Upid self) {
    AgentInfo.Builder info =
        AgentInfo.newBuilder()
            .setHostname(settings.endpoint().address().hostname())
            .setPort(self.port())
            .addAllResources(settings.offering().resources())
            .addAllAttributes(settings.offering().attributes());
    settings.offering().domain().ifPresent(info::setDomain);
    byte[] resourceVersion = new byte[16];
    new SecureRandom().nextBytes(resourceVersion);
    return new AgentConfig(
        info.build(),
        BuildFacts.CURRENT.version(),
        UUID.newBuilder().setValue(ByteString.copyFrom(resourceVersion)).build(),
        new AgentConfig.Address(new Pid(self.toString()), self.ip(), self.port()),
        settings.directories().work().toString(),
        settings.timing(),
        settings.executors());
  }

  /** The port it listens on. */
  public int port() {
    return http.port();
  }

  /** Turns to a master, or to none; to be called whenever another one leads. */
  public void follow(@Nullable MasterInfo master) {
    tell(new AgentCommand.FollowMaster(master));
  }

  /** Leaves the cluster and ends all executors; {@link #ended} says when that is done. */
  public void leave(String reason) {
    tell(new AgentCommand.LeaveCluster(reason));
  }

  /** Completes when the agent has come to an end by itself, exceptionally if it failed. */
  public CompletableFuture<AgentEffect.Exit> ended() {
    return ended.copy();
  }

  /** Stops the daemon; tasks run on. */
  @Override
  public void close() {
    http.close();
    loop.close();
    prober.close();
    containers.close();
    fetcher.close();
    node.close();
    workers.close();
    journal.close();
    own.forEach(Runnable::run);
  }

  private void masterExited(Upid master) {
    tell(new AgentCommand.LoseMasterLink(new Pid(master.toString())));
  }

  private void tell(AgentCommand command) {
    mailbox.tellSurely(command);
  }

  private @Nullable Void fail(Throwable failure) {
    log.error("The agent cannot go on", failure);
    ended.completeExceptionally(failure);
    return null;
  }
}
