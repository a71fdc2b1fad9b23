package io.meseta.runtime.http.server;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRejection;
import java.util.Locale;
import java.util.Optional;

/**
 * The target of a request line: {@code /path?query}, {@code http://host/path?query} or {@code *}.
 */
final class RequestTarget {
  private RequestTarget() {}

  /**
   * Path and query. Empty if no target looks like this: Mesos closes the connection without an
   * answer then (recordings, {@code errors/http-errors} 350).
   *
   * @throws HttpRejection 400 for {@code *}, which Mesos takes for a path
   */
  static Optional<String> originForm(String target) {
    if (target.startsWith("/")) {
      return Optional.of(target);
    }
    if (target.equals("*")) {
      throw new HttpRejection(HttpErrors.badRequest("Request URL path must start with '/'"));
    }
    String lower = target.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      return Optional.empty();
    }
    int authority = target.indexOf("//") + 2;
    int path = indexOfAny(target, authority);
    String rest = target.substring(path);
    return Optional.of(rest.startsWith("/") ? rest : "/" + rest);
  }

  private static int indexOfAny(String target, int from) {
    for (int i = from; i < target.length(); i++) {
      if (target.charAt(i) == '/' || target.charAt(i) == '?') {
        return i;
      }
    }
    return target.length();
  }
}
