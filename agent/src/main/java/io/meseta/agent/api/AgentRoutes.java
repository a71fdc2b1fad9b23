package io.meseta.agent.api;

import io.meseta.agent.view.AgentFacts;
import io.meseta.agent.view.ContainersView;
import io.meseta.agent.view.SandboxRoots;
import io.meseta.agent.view.StateView;
import io.meseta.agent.view.StatisticsView;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.runtime.files.FileEndpoints;
import io.meseta.runtime.http.HttpHandler;
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
import java.util.function.BiFunction;

/**
 * The endpoints of the agent that only read (Mesos reference §4.2). As in Mesos they take any
 * method, and whatever is below their path.
 */
public final class AgentRoutes {

  private final Snapshots<AgentSnapshot> snapshots;
  private final AgentFacts facts;

  /** Routes that read from these snapshots. */
  public AgentRoutes(Snapshots<AgentSnapshot> snapshots, AgentFacts facts) {
    this.snapshots = snapshots;
    this.facts = facts;
  }

  /** Adds the routes. */
  public void addTo(Router.Builder router, RequestWorkers workers) {
    router
        .route("/health", HttpHandler.immediate(_ -> HttpResponse.of(200)))
        .route(
            "/flags",
            HttpHandler.immediate(r -> Jsonp.response(r, new FlagsView(facts.flags()).toBytes())))
        .process("version", "/", HttpHandler.immediate(AgentRoutes::version))
        .route("/state", view((agent, _) -> new StateView(agent, facts)))
        .route("/containers", view((agent, r) -> new ContainersView(agent, r.query())))
        .route("/monitor/statistics", view((agent, _) -> new StatisticsView(agent)))
        .process("system", "/stats.json", HttpHandler.immediate(AgentRoutes::systemStats));
    new FileEndpoints(() -> snapshots.latest().thenApply(SandboxRoots::of), workers).addTo(router);
    NotYet.addTo(router);
  }

  /** Rendered on a reader's thread, which may also look at processes. */
  private HttpHandler view(BiFunction<AgentSnapshot, HttpRequest, JsonView> view) {
    return request ->
        snapshots
            .latest()
            .thenApply(agent -> Jsonp.response(request, view.apply(agent, request).toBytes()));
  }

  private static HttpResponse systemStats(HttpRequest request) {
    return Jsonp.response(request, new SystemStatsView().toBytes());
  }

  private static HttpResponse version(HttpRequest request) {
    return Jsonp.response(request, BuildFacts.CURRENT.toBytes());
  }
}
