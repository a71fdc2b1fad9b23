package io.meseta.runtime.http;

/**
 * Thrown by a handler, or by something that a handler calls, to answer at once. Carries no stack
 * trace: it is an answer and not a failure.
 */
public final class HttpRejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HttpResponse response;

  /** Rejects the request with this response. */
  public HttpRejection(HttpResponse response) {
    super("HTTP status " + response.status(), null, false, false);
    this.response = response;
  }

  /** What the client gets. */
  public HttpResponse response() {
    return response;
  }
}
