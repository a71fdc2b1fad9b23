package io.meseta.runtime.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler of a path as libprocess does (Mesos reference §0.1 and corrections to §0.2,
 * §0.3):
 *
 * <ul>
 *   <li>the first segment, percent-decoded, names a process; if there is none of that name the
 *       whole path belongs to the process that is the router's delegate: {@code /state} is {@code
 *       /master/state};
 *   <li>the rest is not decoded, and the longest route that matches whole segments wins: {@code
 *       /state/extra} is {@code /state} unless there is a longer one.
 * </ul>
 *
 * Immutable. Looks at nothing but path and method.
 */
public final class Router implements HttpHandler {
  private final String delegate;
  private final Map<String, Map<String, Route>> processes;

  private Router(String delegate, Map<String, Map<String, Route>> processes) {
    this.delegate = delegate;
    this.processes = processes;
  }

  /**
   * Begins a router.
   *
   * @param delegate process id that paths belong to which name no process, e.g. {@code slave(1)}
   */
  public static Builder delegatingTo(String delegate) {
    return new Builder(delegate);
  }

  /** Whether a process of this id is served here. */
  public boolean hasProcess(String id) {
    return processes.containsKey(id);
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    String path = request.path();
    if (path.contains("/..")) {
      return CompletableFuture.completedFuture(HttpErrors.notFound());
    }
    String clean = withoutEmptySegments(path);
    int slash = clean.indexOf('/', 1);
    String first = clean.substring(1, slash < 0 ? clean.length() : slash);
    Optional<String> id = PathSegment.decode(first).filter(processes::containsKey);
    String rest = id.isEmpty() ? clean : slash < 0 ? "/" : clean.substring(slash);
    return dispatch(processes.getOrDefault(id.orElse(delegate), Map.of()), rest, request);
  }

  private static CompletableFuture<HttpResponse> dispatch(
      Map<String, Route> routes, String path, HttpRequest request) {
    String candidate = path;
    while (true) {
      Route route = routes.get(candidate);
      if (route != null) {
        String below = path.equals(candidate) ? "" : path.substring(candidate.length());
        return route.handle(request.below(below));
      }
      int slash = candidate.lastIndexOf('/');
      if (slash <= 0) {
        return CompletableFuture.completedFuture(HttpErrors.notFound());
      }
      candidate = candidate.substring(0, slash);
    }
  }

  private static String withoutEmptySegments(String path) {
    if (!path.contains("//") && (!path.endsWith("/") || path.length() == 1)) {
      return path;
    }
    return Arrays.stream(path.split("/"))
        .filter(segment -> !segment.isEmpty())
        .collect(Collectors.joining("/", "/", ""));
  }

  /** One path and what its methods do. */
  private static final class Route {
    private final Map<HttpMethod, HttpHandler> byMethod = new LinkedHashMap<>();
    private @Nullable HttpHandler any;

    CompletableFuture<HttpResponse> handle(HttpRequest request) {
      HttpHandler handler = byMethod.getOrDefault(request.method(), any);
      if (handler == null) {
        HttpMethod[] allowed = byMethod.keySet().toArray(HttpMethod[]::new);
        return CompletableFuture.completedFuture(
            HttpErrors.methodNotAllowed(request.method(), allowed));
      }
      return handler.handle(request);
    }
  }

  /** Collects routes. */
  public static final class Builder {
    private final String delegate;
    private final Map<String, Map<String, Route>> processes = new HashMap<>();

    private Builder(String delegate) {
      this.delegate = delegate;
      processes.put(delegate, new HashMap<>());
    }

    /**
     * A route of the delegate process, with and without its prefix.
     *
     * @param path e.g. {@code /state}, or {@code /} for the root alone
     * @param methods the methods that it takes, others get 405; none for all, as most of Mesos'
     */
    public Builder route(String path, HttpHandler handler, HttpMethod... methods) {
      return process(delegate, path, handler, methods);
    }

    /**
     * A route of another process, e.g. {@code /read} of {@code files}; without {@code methods} it
     * takes all of them.
     *
     * @throws IllegalArgumentException if the path does not begin with a slash
     */
    public Builder process(String id, String path, HttpHandler handler, HttpMethod... methods) {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("Path '" + path + "' must start with '/'");
      }
      Route route =
          processes
              .computeIfAbsent(id, _ -> new HashMap<>())
              .computeIfAbsent(path, _ -> new Route());
      if (methods.length == 0) {
        route.any = handler;
      }
      for (HttpMethod method : methods) {
        route.byMethod.put(method, handler);
      }
      return this;
    }

    /** The router; the builder must not be used any more. */
    public Router build() {
      return new Router(delegate, processes);
    }
  }
}
