package io.meseta.master.api;

import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.master.view.FrameworksView;
import io.meseta.master.view.RolesView;
import io.meseta.master.view.SlavesView;
import io.meseta.master.view.StateSummaryView;
import io.meseta.master.view.StateView;
import io.meseta.master.view.TasksView;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.Jsonp;
import io.meseta.runtime.http.Router;
import io.meseta.runtime.loop.Snapshots;
import io.meseta.runtime.view.BuildFacts;
import io.meseta.runtime.view.FlagsView;
import io.meseta.runtime.view.JsonView;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The endpoints of the master that only read (Mesos reference §4.1). As in Mesos they take any
 * method, and whatever is below their path.
 */
public final class MasterRoutes {

  /** Endpoints of Mesos that are not served yet: 501 says so, where 404 would mislead. */
  private static final String[] NOT_YET = {
    "/api/v1",
    "/quota",
    "/weights",
    "/reserve",
    "/unreserve",
    "/create-volumes",
    "/destroy-volumes",
    "/teardown",
    "/maintenance/schedule",
    "/maintenance/status",
    "/machine/down",
    "/machine/up"
  };

  private final Snapshots<MasterSnapshot> snapshots;
  private final Map<String, String> flags;

  /** Routes that read from these snapshots. */
  public MasterRoutes(Snapshots<MasterSnapshot> snapshots, Map<String, String> flags) {
    this.snapshots = snapshots;
    this.flags = Map.copyOf(flags);
  }

  /** Adds the routes; {@code leader} is {@code host:port} of the leading master. */
  public void addTo(Router.Builder router, String leader) {
    router
        .route("/health", HttpHandler.immediate(_ -> HttpResponse.of(200)))
        .route("/redirect", HttpHandler.immediate(request -> redirect(request, leader)))
        .route(
            "/flags", HttpHandler.immediate(r -> Jsonp.response(r, new FlagsView(flags).toBytes())))
        .process("version", "/", HttpHandler.immediate(MasterRoutes::version))
        .route("/state", view((master, _) -> new StateView(master, flags)))
        .route("/state-summary", view((master, _) -> new StateSummaryView(master, flags)))
        .route("/slaves", view((master, r) -> new SlavesView(master, r.query("slave_id"))))
        .route(
            "/frameworks", view((master, r) -> new FrameworksView(master, r.query("framework_id"))))
        .route("/tasks", view((master, r) -> new TasksView(master, r.query())))
        .route("/roles", view((master, _) -> new RolesView(master)));
    for (String path : NOT_YET) {
      router.route(path, HttpHandler.immediate(_ -> notYet(path)));
    }
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

  /** A loop of redirects is cut short: only the bare path redirects (Mesos reference §0.4). */
  private static HttpResponse redirect(HttpRequest request, String leader) {
    return request.subPath().isEmpty()
        ? HttpResponse.temporaryRedirect("//" + leader)
        : HttpErrors.notFound();
  }

  private static HttpResponse notYet(String path) {
    return HttpErrors.notImplemented("The endpoint " + path + " is not served yet.");
  }
}
