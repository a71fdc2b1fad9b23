package io.meseta.runtime.http;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Error responses with the bodies that Mesos gives them: plain text, and without a text of their
 * own the status line and a full stop (recordings, {@code errors/http-errors}).
 */
public final class HttpErrors {
  private HttpErrors() {}

  /** 400 with an explanation. */
  public static HttpResponse badRequest(String text) {
    return HttpResponse.text(400, text);
  }

  /** 401 that asks for basic authentication in the given realm. */
  public static HttpResponse unauthorized(String realm) {
    return standard(401).header("WWW-Authenticate", "Basic realm=\"" + realm + "\"");
  }

  /** 403 with an explanation. */
  public static HttpResponse forbidden(String text) {
    return HttpResponse.text(403, text);
  }

  /** 404 with Mesos' standard body. */
  public static HttpResponse notFound() {
    return standard(404);
  }

  /** 404 with an explanation, which may be empty. */
  public static HttpResponse notFound(String text) {
    return HttpResponse.text(404, text);
  }

  /** 405 with the methods that are allowed, in their declared order. */
  public static HttpResponse methodNotAllowed(HttpMethod received, HttpMethod... allowed) {
    List<String> names = Arrays.stream(allowed).map(Enum::name).toList();
    String quoted = names.stream().map(n -> "'" + n + "'").collect(Collectors.joining(", "));
    String text =
        "405 Method Not Allowed. Expecting one of { %s }, but received '%s'."
            .formatted(quoted, received);
    return HttpResponse.text(405, text).header("Allow", String.join(", ", names));
  }

  /** 406 with an explanation. */
  public static HttpResponse notAcceptable(String text) {
    return HttpResponse.text(406, text);
  }

  /** 409 with an explanation. */
  public static HttpResponse conflict(String text) {
    return HttpResponse.text(409, text);
  }

  /** 413 that names the limit. */
  public static HttpResponse tooLarge(long limitBytes) {
    return HttpResponse.text(413, "Request body is larger than " + limitBytes + " bytes");
  }

  /** 415 with an explanation. */
  public static HttpResponse unsupportedMediaType(String text) {
    return HttpResponse.text(415, text);
  }

  /** 500 with an explanation that is fit for strangers. */
  public static HttpResponse internal(String text) {
    return HttpResponse.text(500, text);
  }

  /** 501 that says what is not there yet. */
  public static HttpResponse notImplemented(String what) {
    return HttpResponse.text(501, what);
  }

  /** 503 with an explanation. */
  public static HttpResponse unavailable(String text) {
    return HttpResponse.text(503, text);
  }

  /** The status with Mesos' standard body, e.g. {@code 404 Not Found.}. */
  public static HttpResponse standard(int status) {
    return HttpResponse.text(status, status + " " + reason(status) + ".");
  }

  private static String reason(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 503 -> "Service Unavailable";
      default -> throw new IllegalArgumentException("No standard body for status " + status);
    };
  }
}
