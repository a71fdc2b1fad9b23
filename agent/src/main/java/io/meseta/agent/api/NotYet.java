package io.meseta.agent.api;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.Router;
import java.util.List;
import java.util.stream.Stream;

/**
 * Endpoints of Mesos that are not served yet (Mesos reference §4.2): 501 says so, where 404 would
 * mislead.
 */
public final class NotYet {

  private static final List<String> OWN =
      List.of("/api/v1/resource_provider", "/containerizer/debug");

  private static final List<String> OF_OTHER_PROCESSES =
      List.of(
          "/logging/toggle",
          "/profiler/start",
          "/profiler/stop",
          "/memory-profiler/start",
          "/memory-profiler/stop",
          "/memory-profiler/state",
          "/help",
          "/__processes__");

  private NotYet() {}

  /** Adds the routes. */
  static void addTo(Router.Builder router) {
    OWN.forEach(path -> router.route(path, refusal(path)));
    for (String path : OF_OTHER_PROCESSES) {
      int slash = path.indexOf('/', 1);
      String process = path.substring(1, slash < 0 ? path.length() : slash);
      router.process(process, slash < 0 ? "/" : path.substring(slash), refusal(path));
    }
  }

  private static HttpHandler refusal(String path) {
    return HttpHandler.immediate(
        _ -> HttpErrors.notImplemented("The endpoint " + path + " is not served yet."));
  }

  /** Their paths, for whoever keeps a list of what is there. */
  public static List<String> paths() {
    return Stream.of(OWN, OF_OTHER_PROCESSES).flatMap(List::stream).toList();
  }
}
