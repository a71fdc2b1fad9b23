package io.meseta.master.ui;

import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.master.ui.view.Cluster;
import io.meseta.master.ui.view.Details;
import io.meseta.master.ui.view.ListQuery;
import io.meseta.master.ui.view.Listings;
import io.meseta.master.ui.view.OverviewView;
import io.meseta.master.ui.view.SearchView;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.view.JsonView;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /ui/v1/…}: what the pages show, as JSON. Made for the pages and free to change with
 * them; programs use the endpoints of Mesos.
 *
 * @param clusterName what the operator calls the cluster, or empty
 */
record UiEndpoints(String clusterName) {

  /**
   * Answers from a snapshot.
   *
   * @param path decoded segments below {@code /ui/v1}
   */
  HttpResponse answer(MasterSnapshot snapshot, List<String> path, HttpRequest request) {
    Cluster cluster = new Cluster(snapshot);
    Optional<JsonView> view =
        path.size() == 1
            ? table(cluster, path.getFirst(), new ListQuery(request.query()))
            : detail(cluster, path);
    return view.map(it -> HttpResponse.json(it.toBytes()))
        .orElseGet(() -> HttpErrors.notFound(unknown(path)))
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff");
  }

  private Optional<JsonView> table(Cluster cluster, String name, ListQuery query) {
    return switch (name) {
      case "overview" -> Optional.of(new OverviewView(cluster, clusterName));
      case "frameworks" -> Optional.of(Listings.frameworks(cluster, query));
      case "tasks" -> Optional.of(Listings.tasks(cluster, query));
      case "agents" -> Optional.of(Listings.agents(cluster, query));
      case "offers" -> Optional.of(Listings.offers(cluster, query));
      case "roles" -> Optional.of(Listings.roles(cluster, query));
      case "search" ->
          Optional.of(new SearchView(cluster, query.parameters().getOrDefault("q", "")));
      default -> Optional.empty();
    };
  }

  private static Optional<JsonView> detail(Cluster cluster, List<String> path) {
    String id = path.get(1);
    return switch (path.getFirst() + "/" + path.size()) {
      case "frameworks/2" -> Details.framework(cluster, id);
      case "agents/2" -> Details.agent(cluster, id);
      case "tasks/3" -> Details.task(cluster, id, path.get(2));
      default -> Optional.empty();
    };
  }

  private static String unknown(List<String> path) {
    String id = path.getLast();
    return switch (path.getFirst() + "/" + path.size()) {
      case "frameworks/2" -> "No framework has the id '" + id + "', or it is forgotten by now.";
      case "agents/2" -> "No agent has the id '" + id + "'.";
      case "tasks/3" -> "The framework has no task '" + id + "', or it is forgotten by now.";
      default -> "The web UI has no endpoint '" + String.join("/", path) + "'.";
    };
  }
}
