package io.meseta.agent.api;

import io.meseta.agent.view.AgentFacts;
import io.meseta.agent.view.ContainersView;
import io.meseta.agent.view.MetricsView;
import io.meseta.agent.view.SandboxRoots;
import io.meseta.agent.view.StateView;
import io.meseta.agent.view.StatisticsView;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.runtime.files.FileEndpoints;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.Jsonp;
import io.meseta.runtime.http.RequestWorkers;
import io.meseta.runtime.http.Router;
import io.meseta.runtime.loop.Snapshots;
import io.meseta.runtime.view.BuildFacts;
import io.meseta.runtime.view.FlagsView;
import io.meseta.runtime.view.JsonView;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The endpoints of the agent that only read (Mesos reference §4.2). As in Mesos they take any
 * method, and whatever is below their path.
 */
public final class AgentRoutes {

  /** Endpoints of Mesos that are not served yet: 501 says so, where 404 would mislead. */
  private static final String[] NOT_YET = {
    "/api/v1", "/api/v1/resource_provider", "/containerizer/debug"
  };

  private final Snapshots<AgentSnapshot> snapshots;
  private final AgentFacts facts;

  /** Routes that read from these snapshots. */
  public AgentRoutes(
      Snapshots<AgentSnapshot> snapshots, AgentConfig config, Map<String, String> flags) {
    this.snapshots = snapshots;
    this.facts = new AgentFacts(config.address().pid(), Instant.now(), Map.copyOf(flags));
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
        .process(
            "metrics", "/snapshot", view((agent, _) -> new MetricsView(agent, facts.startTime())));
    new FileEndpoints(() -> snapshots.latest().thenApply(SandboxRoots::of), workers).addTo(router);
    for (String path : NOT_YET) {
      router.route(path, HttpHandler.immediate(_ -> notYet(path)));
    }
  }

  /** Rendered on a reader's thread, which may also look at processes. */
  private HttpHandler view(BiFunction<AgentSnapshot, HttpRequest, JsonView> view) {
    return request ->
        snapshots
            .latest()
            .thenApply(agent -> Jsonp.response(request, view.apply(agent, request).toBytes()));
  }

  private static HttpResponse version(HttpRequest request) {
    return Jsonp.response(request, BuildFacts.CURRENT.toBytes());
  }

  private static HttpResponse notYet(String path) {
    return HttpErrors.notImplemented("The endpoint " + path + " is not served yet.");
  }
}
