package io.meseta.runtime.http.server;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;

/** What is answered to bytes that the decoder could not make sense of. */
final class MalformedRequest {
  private MalformedRequest() {}

  /**
   * The answer, or nothing: the connection is then closed in silence, as Mesos does after a request
   * line that makes no sense (Mesos reference, corrections to §5.1).
   */
  static Optional<HttpResponse> answer(HttpObject object, boolean badLine, HttpLimits limits) {
    Throwable cause = object.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      return Optional.of(
          HttpResponse.text(
              414, "Request line is longer than " + limits.maxRequestLineBytes() + " bytes"));
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Optional.of(
          HttpResponse.text(
              431, "Request headers are longer than " + limits.maxHeaderBytes() + " bytes"));
    }
    if (badLine) {
      return Optional.empty();
    }
    if (object instanceof HttpRequest) {
      return Optional.of(HttpErrors.badRequest("Malformed request header"));
    }
    return Optional.of(HttpErrors.internal("failed to decode body"));
  }
}
