package io.meseta.runtime.api;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import io.meseta.runtime.http.ContentNegotiation;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;

/**
 * Reads the call out of a request to a v1 API, or answers what Mesos answers (reference §1.3, rows
 * 4–6). What the call means is not its business.
 */
public final class CallReader {

  private CallReader() {}

  /**
   * Fills the builder with the request's body.
   *
   * @throws HttpRejection 405, 400 or 415 with Mesos' text
   */
  public static <B extends Message.Builder> B read(HttpRequest request, B builder) {
    ContentNegotiation.requirePost(request);
    switch (ContentNegotiation.contentType(request)) {
      case JSON -> readJson(request.body(), builder);
      case PROTOBUF -> readProtobuf(request.body(), builder);
    }
    return builder;
  }

  private static void readJson(byte[] body, Message.Builder builder) {
    try {
      MesosJson.read(body, builder);
    } catch (MesosJsonException e) {
      throw bad(e.answer("Call"));
    }
  }

  private static void readProtobuf(byte[] body, Message.Builder builder) {
    try {
      builder.mergeFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw bad("Failed to parse body into Call protobuf");
    }
    if (!builder.isInitialized()) {
      throw bad("Failed to parse body into Call protobuf");
    }
  }

  private static HttpRejection bad(String text) {
    return new HttpRejection(HttpErrors.badRequest(text));
  }
}
