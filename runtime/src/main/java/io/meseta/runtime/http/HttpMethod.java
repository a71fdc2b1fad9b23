package io.meseta.runtime.http;

import java.util.Optional;

/**
 * The request methods that the server reads. A request with any other method gets its connection
 * closed without an answer, as in Mesos (recordings, {@code errors/http-errors} 345).
 */
public enum HttpMethod {
  GET,
  HEAD,
  POST,
  PUT,
  DELETE,
  OPTIONS,
  PATCH;

  /** Finds the method by its name on the wire, which is case-sensitive. */
  public static Optional<HttpMethod> named(String name) {
    for (HttpMethod method : values()) {
      if (method.name().equals(name)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }
}
