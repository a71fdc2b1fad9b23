package io.meseta.master.ui;

import io.meseta.core.AgentId;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.master.ui.files.AgentFiles;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.RequestWorkers;
import io.meseta.runtime.http.Router;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The web UI of the master: the page at {@code /} and {@code /ui/…}, its files under {@code
 * /assets}, its endpoints under {@code /ui/v1}. Only reads; changes nothing.
 */
public final class WebUi implements AutoCloseable {
  private final Supplier<CompletableFuture<MasterSnapshot>> snapshots;
  private final ChangeFeed changes;
  private final UiEndpoints endpoints;
  private final AgentFiles agentFiles;
  private final HttpHandler page;
  private final HttpHandler assets;

  /**
   * A web UI that is not served yet; see {@link #addTo}.
   *
   * @param clusterName the flag {@code --cluster}, or empty
   * @param snapshots pictures of the master, completed on a thread that may render
   * @param changes what happens in the master; belongs to the web UI from now on
   * @param workers for what blocks
   */
  public WebUi(
      String clusterName,
      Supplier<CompletableFuture<MasterSnapshot>> snapshots,
      ChangeFeed changes,
      RequestWorkers workers) {
    PageFiles files = new PageFiles();
    this.snapshots = snapshots;
    this.changes = changes;
    this.endpoints = new UiEndpoints(clusterName);
    this.agentFiles = new AgentFiles(this::agent);
    this.page = workers.handler(files::index);
    this.assets = workers.handler(request -> files.serve(request, request.path()));
  }

  /** Adds the routes; all of them answer GET and HEAD. */
  public void addTo(Router.Builder routes) {
    HttpMethod[] reading = {HttpMethod.GET, HttpMethod.HEAD};
    routes.route("/", page, reading);
    routes.route("/index.html", page, reading);
    routes.route("/ui", page, reading);
    routes.route("/assets", assets, reading);
    routes.route("/ui/v1", this::endpoint, reading);
    routes.route("/ui/v1/events", HttpHandler.immediate(_ -> changes.subscribe()), HttpMethod.GET);
  }

  /** Ends all streams. */
  @Override
  public void close() {
    changes.close();
    agentFiles.close();
  }

  private CompletableFuture<HttpResponse> endpoint(HttpRequest request) {
    Optional<List<String>> segments = segments(request.subPath());
    if (segments.isEmpty()) {
      return CompletableFuture.completedFuture(HttpErrors.notFound());
    }
    List<String> path = segments.get();
    if (path.size() == 4 && path.get(0).equals("agents") && path.get(2).equals("files")) {
      return agentFiles.handle(request, new AgentId(path.get(1)), path.get(3));
    }
    return snapshots.get().thenApply(snapshot -> endpoints.answer(snapshot, path, request));
  }

  private CompletableFuture<Optional<AgentSnapshot>> agent(AgentId id) {
    return snapshots.get().thenApply(snapshot -> snapshot.agent(id));
  }

  private static Optional<List<String>> segments(String subPath) {
    try {
      List<String> segments =
          Arrays.stream(subPath.split("/"))
              .filter(segment -> !segment.isEmpty())
              .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
              .toList();
      return segments.isEmpty() ? Optional.empty() : Optional.of(segments);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a malformed escape names nothing
    }
  }
}
