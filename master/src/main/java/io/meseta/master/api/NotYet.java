package io.meseta.master.api;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.Router;
import java.util.List;

/**
 * Endpoints of Mesos that are not served yet (Mesos reference §4.1, §4.2): 501 says so, where 404
 * would mislead. A wrong method is refused as Mesos refuses it.
 */
public final class NotYet {

  /**
   * One endpoint.
   *
   * @param process empty for the master's own
   * @param methods those that Mesos takes; none for all
   */
  private record Endpoint(String process, String path, HttpMethod... methods) {

    String shown() {
      String whole = process.isEmpty() ? path : "/" + process + path;
      return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    }
  }

  private static final List<Endpoint> ENDPOINTS =
      List.of(
          new Endpoint("logging", "/toggle"),
          new Endpoint("profiler", "/start"),
          new Endpoint("profiler", "/stop"),
          new Endpoint("help", "/"),
          new Endpoint("help", "/master"),
          new Endpoint("__processes__", "/"),
          new Endpoint("registrar(1)", "/registry"),
          new Endpoint("hierarchical-allocator(1)", "/offer_constraints_debug"));

  private NotYet() {}

  /** Adds the routes. */
  static void addTo(Router.Builder router) {
    for (Endpoint endpoint : ENDPOINTS) {
      HttpHandler refusal =
          HttpHandler.immediate(_ ->
              HttpErrors.notImplemented(
                  "The endpoint " + endpoint.shown() + " is not served yet."));
      if (endpoint.process().isEmpty()) {
        router.route(endpoint.path(), refusal, endpoint.methods());
      } else {
        router.process(endpoint.process(), endpoint.path(), refusal, endpoint.methods());
      }
    }
  }

  /** Their paths, for whoever keeps a list of what is there. */
  public static List<String> paths() {
    return ENDPOINTS.stream().map(Endpoint::shown).toList();
  }
}
