package io.meseta.agent.api.operator;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import io.meseta.runtime.http.ContentNegotiation;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.MediaType;
import java.util.Optional;
import org.apache.mesos.v1.agent.Protos.Call;

/**
 * Reads the call out of a request to the operator API of an agent. Some of its calls stream, so
 * Mesos speaks of record streams in its answers to all of them (reference §0.3, §3.3).
 */
final class OperatorCallReader {

  private static final String RECORDIO = "application/recordio";
  private static final String ALL =
      "application/json or application/x-protobuf or application/recordio";

  private OperatorCallReader() {}

  /**
   * The call that the request's body holds.
   *
   * @throws HttpRejection 405, 400, 415 or, for a stream of calls, 501
   */
  static Call read(HttpRequest request) {
    ContentNegotiation.requirePost(request);
    String type =
        request
            .header("Content-Type")
            .orElseThrow(() -> bad("Expecting 'Content-Type' to be present"));
    if (type.equals(MediaType.JSON.text())) {
      return json(request.body());
    }
    if (type.equals(MediaType.PROTOBUF.text())) {
      return protobuf(request.body());
    }
    if (!type.equals(RECORDIO)) {
      throw rejection(415, "Expecting 'Content-Type' of " + ALL);
    }
    if (request.header("Message-Content-Type").isEmpty()) {
      throw bad("Expecting 'Message-Content-Type' to be set for streaming requests");
    }
    throw new HttpRejection(
        HttpErrors.notImplemented("The operator call ATTACH_CONTAINER_INPUT is not served yet."));
  }

  private static Call json(byte[] body) {
    Call.Builder call = Call.newBuilder();
    try {
      MesosJson.read(body, call);
    } catch (MesosJsonException e) {
      throw bad(e.answer());
    }
    return call.build();
  }

  private static Call protobuf(byte[] body) {
    try {
      return Call.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw bad("Failed to parse body into a protobuf object");
    }
  }

  /**
   * The encoding of an answer that is no stream.
   *
   * @throws HttpRejection 406 if the caller accepts none
   */
  static MediaType accepted(HttpRequest request, Call call) {
    Optional<MediaType> type =
        Optional.of(MediaType.JSON)
            .filter(json -> ContentNegotiation.accepts(request, json.text()))
            .or(() ->
                Optional.of(MediaType.PROTOBUF)
                    .filter(protobuf -> ContentNegotiation.accepts(request, protobuf.text())));
    if (type.isEmpty()) {
      throw rejection(
          406,
          ContentNegotiation.accepts(request, RECORDIO)
              ? "Streaming response is not supported for " + call.getType() + " call"
              : "Expecting 'Accept' to allow " + ALL);
    }
    if (request.header("Message-Accept").isPresent()) {
      throw rejection(406, "Expecting 'Message-Accept' to be not set for non-streaming responses");
    }
    return type.get();
  }

  private static HttpRejection bad(String text) {
    return new HttpRejection(HttpErrors.badRequest(text));
  }

  private static HttpRejection rejection(int status, String text) {
    return new HttpRejection(HttpResponse.text(status, text));
  }
}
