package io.meseta.master.api;

import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.master.view.FrameworksView;
import io.meseta.master.view.RolesView;
import io.meseta.master.view.SlavesView;
import io.meseta.master.view.StateSummaryView;
import io.meseta.master.view.StateView;
import io.meseta.master.view.TasksView;
import io.meseta.runtime.files.FileEndpoints;
import io.meseta.runtime.files.FileRoots;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.Jsonp;
import io.meseta.runtime.http.RequestWorkers;
import io.meseta.runtime.http.Router;
import io.meseta.runtime.loop.Snapshots;
import io.meseta.runtime.metrics.SystemStatsView;
import io.meseta.runtime.view.BuildFacts;
import io.meseta.runtime.view.FlagsView;
import io.meseta.runtime.view.JsonView;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.apache.mesos.v1.Protos.Offer.Operation.Type;

/**
 * The v0 endpoints of the master (Mesos reference §4.1). Those that only read take any method, and
 * whatever is below their path, as in Mesos.
 */
public final class MasterRoutes {

  private final Snapshots<MasterSnapshot> snapshots;
  private final Map<String, String> flags;

  /** Routes that read from these snapshots. */
  public MasterRoutes(Snapshots<MasterSnapshot> snapshots, Map<String, String> flags) {
    this.snapshots = snapshots;
    this.flags = Map.copyOf(flags);
  }

  /** Adds the routes that change something. */
  public void addWritesTo(Router.Builder router, MasterMailbox mailbox) {
    router
        .route("/teardown", new Teardown(mailbox), HttpMethod.POST)
        .route("/reserve", new ResourceForms(mailbox, Type.RESERVE), HttpMethod.POST)
        .route("/unreserve", new ResourceForms(mailbox, Type.UNRESERVE), HttpMethod.POST)
        .route("/create-volumes", new ResourceForms(mailbox, Type.CREATE), HttpMethod.POST)
        .route("/destroy-volumes", new ResourceForms(mailbox, Type.DESTROY), HttpMethod.POST)
        .route(
            "/quota",
            new QuotaEndpoint(mailbox, snapshots),
            HttpMethod.GET,
            HttpMethod.POST,
            HttpMethod.DELETE)
        .route("/weights", new WeightsEndpoint(mailbox, snapshots), HttpMethod.GET, HttpMethod.PUT);
    new MaintenanceEndpoints(mailbox, snapshots).addTo(router);
  }

  /** Adds the routes that only read; {@code leader} is {@code host:port} of the leading master. */
  public void addReadsTo(Router.Builder router, String leader) {
    router
        .route("/health", HttpHandler.immediate(_ -> HttpResponse.of(200)))
        .route("/redirect", HttpHandler.immediate(request -> redirect(request, leader)))
        .route(
            "/flags", HttpHandler.immediate(r -> Jsonp.response(r, new FlagsView(flags).toBytes())))
        .process("version", "/", HttpHandler.immediate(MasterRoutes::version))
        .process("system", "/stats.json", HttpHandler.immediate(MasterRoutes::systemStats))
        .route("/state", view((master, _) -> new StateView(master, flags)))
        .route("/state-summary", view((master, _) -> new StateSummaryView(master, flags)))
        .route("/slaves", view((master, r) -> new SlavesView(master, r.query("slave_id"))))
        .route(
            "/frameworks", view((master, r) -> new FrameworksView(master, r.query("framework_id"))))
        .route("/tasks", view((master, r) -> new TasksView(master, r.query())))
        .route("/roles", view((master, _) -> new RolesView(master)));
    NotYet.addTo(router);
  }

  /** Adds {@code /files/*}; of a master there is only the log file that somebody else writes. */
  public void addFilesTo(Router.Builder router, RequestWorkers workers) {
    String log = flags.getOrDefault("external_log_file", "");
    Map<String, Path> roots = log.isEmpty() ? Map.of() : Map.of("/master/log", Path.of(log));
    FileRoots visible = new FileRoots(roots);
    new FileEndpoints(() -> CompletableFuture.completedFuture(visible), workers).addTo(router);
  }

  private HttpHandler view(BiFunction<MasterSnapshot, HttpRequest, JsonView> view) {
    return request ->
        snapshots
            .latest()
            .thenApply(master -> Jsonp.response(request, view.apply(master, request).toBytes()));
  }

  private static HttpResponse version(HttpRequest request) {
    return Jsonp.response(request, BuildFacts.CURRENT.toBytes());
  }

  private static HttpResponse systemStats(HttpRequest request) {
    return Jsonp.response(request, new SystemStatsView().toBytes());
  }

  /** A loop of redirects is cut short: only the bare path redirects (Mesos reference §0.4). */
  private static HttpResponse redirect(HttpRequest request, String leader) {
    return request.subPath().isEmpty()
        ? HttpResponse.temporaryRedirect("//" + leader)
        : HttpErrors.notFound();
  }
}
