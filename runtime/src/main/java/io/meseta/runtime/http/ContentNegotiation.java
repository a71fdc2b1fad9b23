package io.meseta.runtime.http;

/**
 * What the v1 endpoints make of Content-Type and Accept (Mesos reference §0.3), with Mesos' texts.
 */
public final class ContentNegotiation {
  private ContentNegotiation() {}

  /**
   * The encoding of the request's body; parameters such as {@code charset} are not understood.
   *
   * @throws HttpRejection 400 if there is no Content-Type, 415 if it is any other
   */
  public static MediaType contentType(HttpRequest request) {
    String type =
        request
            .header("Content-Type")
            .orElseThrow(() -> rejection(400, "Expecting 'Content-Type' to be present"));
    for (MediaType candidate : MediaType.values()) {
      if (candidate.text().equals(type)) {
        return candidate;
      }
    }
    throw rejection(415, "Expecting 'Content-Type' of application/json or application/x-protobuf");
  }

  /**
   * The encoding of the answer: JSON if it is acceptable, else protobuf; q-values only matter for
   * being zero.
   *
   * @throws HttpRejection 406 if neither is acceptable
   */
  public static MediaType accepted(HttpRequest request) {
    for (MediaType candidate : MediaType.values()) {
      if (accepts(request, candidate.text())) {
        return candidate;
      }
    }
    throw rejection(
        406, "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'");
  }

  /** Whether the request's Accept header, if there is one, allows the given media type. */
  public static boolean accepts(HttpRequest request, String mediaType) {
    if (!request.headers().contains("Accept")) {
      return true;
    }
    String wildcard = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
    return AcceptHeader.accepts(request.header("Accept"), mediaType, wildcard, "*/*");
  }

  /**
   * Lets POST pass.
   *
   * @throws HttpRejection 405 for all other methods
   */
  public static void requirePost(HttpRequest request) {
    if (request.method() != HttpMethod.POST) {
      throw new HttpRejection(HttpErrors.methodNotAllowed(request.method(), HttpMethod.POST));
    }
  }

  private static HttpRejection rejection(int status, String text) {
    return new HttpRejection(HttpResponse.text(status, text));
  }
}
