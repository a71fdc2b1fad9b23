package io.meseta.master;

import io.meseta.core.master.AllocationCommand;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.machine.MasterCore;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.master.api.MasterMailbox;
import io.meseta.master.api.MasterRoutes;
import io.meseta.master.api.operator.OperatorAdapter;
import io.meseta.master.api.scheduler.LinearRegexes;
import io.meseta.master.api.scheduler.LinearRegexes.RegexLimits;
import io.meseta.master.api.scheduler.SchedulerAdapter;
import io.meseta.master.api.scheduler.SchedulerCalls;
import io.meseta.master.flags.MasterFlags;
import io.meseta.master.libprocess.AgentAdapter;
import io.meseta.master.libprocess.AgentLink;
import io.meseta.master.libprocess.AuthenticationRules;
import io.meseta.master.libprocess.DriverAdapter;
import io.meseta.master.libprocess.DriverCalls;
import io.meseta.master.libprocess.DriverLink;
import io.meseta.master.libprocess.MasterProcess;
import io.meseta.master.metrics.MasterMeters;
import io.meseta.master.metrics.SnapshotMetrics;
import io.meseta.master.storage.Registry;
import io.meseta.master.ui.ChangeFeed;
import io.meseta.master.ui.ExplainEndpoint;
import io.meseta.master.ui.WebUi;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.address.DaemonAddress;
import io.meseta.runtime.api.EventStreams;
import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.RequestWorkers;
import io.meseta.runtime.http.Router;
import io.meseta.runtime.http.StartGate;
import io.meseta.runtime.http.server.HttpLimits;
import io.meseta.runtime.http.server.HttpServer;
import io.meseta.runtime.http.server.NetworkThreads;
import io.meseta.runtime.libprocess.LibprocessReceiver;
import io.meseta.runtime.loop.EventLoop;
import io.meseta.runtime.loop.Snapshots;
import io.meseta.runtime.metrics.Metrics;
import io.meseta.runtime.metrics.MetricsEndpoints;
import io.meseta.runtime.metrics.SystemMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One master daemon, wired by hand: the only place that knows all its parts. Several may live in
 * one process and share its network threads.
 */
public final class MasterServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MasterServer.class);

  private static final int CONCURRENT_READERS = 16;
  private static final int WAITING_READERS = 256;

  private final StartGate gate = new StartGate("Master has not finished recovery");
  private final RequestWorkers workers = new RequestWorkers(CONCURRENT_READERS, WAITING_READERS);
  private final ChangeFeed changes = new ChangeFeed();
  private final EventStreams streams = new EventStreams();
  private final MasterMailbox.Answers answers = new MasterMailbox.Answers();
  private final Metrics metrics = new Metrics();
  private final MasterMeters meters;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final HttpServer http;
  private final MasterInfo info;
  private final Registry registry;
  private final AgentLink agents;
  private final DriverLink drivers;
  private final AuthenticationRules rules;
  private final EventLoop<MasterCommand, MasterEvent, MasterEffect> loop;
  private final MasterMailbox mailbox;
  private final WebUi ui;
  private final Optional<WhitelistWatch> whitelist;

  private MasterServer(MasterFlags flags, NetworkThreads threads) throws IOException {
    meters = new MasterMeters(metrics, MasterSettings.frameworkMetrics(flags));
    DaemonAddress address = MasterIdentity.address(flags);
    InetSocketAddress bind = new InetSocketAddress(address.bind(), flags.port());
    http = HttpServer.start(threads, bind, HttpLimits.defaults(), gate);
    info = MasterIdentity.info(address, http.port(), flags.domain());
    registry = Registry.open(flags);
    Upid self = Upid.of("master", address.ip(), info.getPort());
    rules = MasterSettings.authentication(flags.authentication(), threads, self);
    agents = new AgentLink(threads, self, this::tellSurely, rules.authenticator()::forget);
    drivers = new DriverLink(threads, self, this::tellSurely, rules.authenticator()::forget);
    MasterCore core = new MasterCore(MasterSettings.config(flags, info));
    registry.replayInto(core);
    loop = loop(core);
    mailbox = new MasterMailbox(loop, answers);
    Snapshots<MasterSnapshot> snapshots = loop.snapshots(() -> core.snapshot(Instant.now()));
    ui = new WebUi(flags.cluster().orElse(""), snapshots::latest, changes, workers);
    whitelist =
        flags
            .allocation()
            .whitelist()
            .map(file ->
                new WhitelistWatch(
                    file, hosts -> tellSurely(new AllocationCommand.UpdateWhitelist(hosts))));
    gate.open(front(flags, snapshots));
  }

  /**
   * Starts a master: recovers its registry and begins to lead.
   *
   * @param threads may be shared with other daemons
   * @throws IOException if the port is taken or the registry cannot be read; the message says which
   */
  public static MasterServer start(MasterFlags flags, NetworkThreads threads) throws IOException {
    MasterServer server = new MasterServer(flags, threads);
    server.loop.start();
    server.whitelist.ifPresent(WhitelistWatch::start);
    server.tellSurely(new MasterCommand.TakeLeadership());
    log.info("Master {} leads on {}", server.info.getId(), server.info.getPid());
    return server;
  }

  private EventLoop<MasterCommand, MasterEvent, MasterEffect> loop(MasterCore core) {
    return meters
        .watch(EventLoop.driving(core))
        .name("master-" + http.port())
        .journal(registry.journal(), registry)
        .compactingBy(() -> registry.records(core.registry()))
        .observer(changes)
        .effects(new MasterEffects(streams, drivers, agents, answers))
        .timeCommand(_ -> new MasterCommand.AdvanceTime())
        .onFatal(this::fail)
        .build();
  }

  /** Everything that the port serves: libprocess messages, the scheduler API, endpoints, the UI. */
  private LibprocessReceiver front(MasterFlags flags, Snapshots<MasterSnapshot> snapshots) {
    Router.Builder router = Router.delegatingTo("master");
    RegexLimits limits = new RegexLimits(flags.regexMemory(), flags.regexProgramSize());
    SchedulerCalls calls = new SchedulerCalls(new LinearRegexes(limits));
    router.route(
        "/api/v1/scheduler",
        new SchedulerAdapter(mailbox, streams, calls, meters.counted()::schedulerCall));
    router.route("/api/v1", new OperatorAdapter(mailbox, snapshots));
    MasterRoutes routes = new MasterRoutes(snapshots, flags.values().shown());
    routes.addReadsTo(router, leader());
    routes.addWritesTo(router, mailbox);
    routes.addFilesTo(router, workers);
    metrics.source(new SystemMetrics());
    metrics.source(new SnapshotMetrics(snapshots, meters.forEachFramework()));
    new MetricsEndpoints(metrics).addTo(router, workers);
    ui.addTo(router);
    router.route("/ui/v1/explain", new ExplainEndpoint(mailbox), HttpMethod.GET, HttpMethod.HEAD);
    return new LibprocessReceiver(process(calls), router.build());
  }

  private MasterProcess process(SchedulerCalls calls) {
    return new MasterProcess(
        new AgentAdapter(mailbox::tellOrDrop, rules, meters.counted()),
        new DriverAdapter(
            mailbox, drivers, rules, new DriverCalls(calls, meters.counted()::schedulerCall)),
        rules.authenticator(),
        meters.counted());
  }

  private String leader() {
    return info.getHostname() + ":" + info.getPort();
  }

  /** The port it listens on. */
  public int port() {
    return http.port();
  }

  /** Who this master is, as agents and frameworks see it. */
  public MasterInfo info() {
    return info;
  }

  /** Completes exceptionally when the master had to stop by itself. */
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  @Override
  public void close() {
    http.close();
    whitelist.ifPresent(WhitelistWatch::close);
    ui.close();
    loop.close();
    agents.close();
    drivers.close();
    rules.authenticator().close();
    workers.close();
    registry.close();
  }

  private void tellSurely(MasterCommand command) {
    mailbox.tellSurely(command);
  }

  private void fail(Throwable failure) {
    log.error("The master cannot go on", failure);
    ended.completeExceptionally(failure);
  }
}
