package io.meseta.protocol.golden;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import java.util.Optional;

/** Which messages go over an endpoint. */
enum Api {
  SCHEDULER(
      org.apache.mesos.v1.scheduler.Protos.Call.getDefaultInstance(),
      org.apache.mesos.v1.scheduler.Protos.Response.getDefaultInstance(),
      org.apache.mesos.v1.scheduler.Protos.Event.getDefaultInstance()),
  EXECUTOR(
      org.apache.mesos.v1.executor.Protos.Call.getDefaultInstance(),
      org.apache.mesos.v1.executor.Protos.Event.getDefaultInstance(),
      org.apache.mesos.v1.executor.Protos.Event.getDefaultInstance()),
  MASTER(
      org.apache.mesos.v1.master.Protos.Call.getDefaultInstance(),
      org.apache.mesos.v1.master.Protos.Response.getDefaultInstance(),
      org.apache.mesos.v1.master.Protos.Event.getDefaultInstance()),
  AGENT(
      org.apache.mesos.v1.agent.Protos.Call.getDefaultInstance(),
      org.apache.mesos.v1.agent.Protos.Response.getDefaultInstance(),
      org.apache.mesos.v1.agent.Protos.ProcessIO.getDefaultInstance());

  final Message call;
  final Message response;
  final Message streamed;

  Api(Message call, Message response, Message streamed) {
    this.call = call;
    this.response = response;
    this.streamed = streamed;
  }

  static Optional<Api> of(HttpMessage request) {
    String path = request.path();
    if (path.endsWith("/api/v1/scheduler")) {
      return Optional.of(SCHEDULER);
    }
    if (path.endsWith("/api/v1/executor")) {
      return Optional.of(EXECUTOR);
    }
    if (!path.endsWith("/api/v1")) {
      return Optional.empty();
    }
    String host = String.valueOf(request.header("Host"));
    return Optional.of(host.endsWith(":5051") || host.endsWith(":5052") ? AGENT : MASTER);
  }

  /** What is answered to a body that is not the JSON of a call. */
  Optional<String> refusesJson(byte[] body) {
    try {
      MesosJson.read(body, call.newBuilderForType());
      return Optional.empty();
    } catch (MesosJsonException e) {
      boolean bare = this == AGENT && !e.isSyntaxError();
      return Optional.of(bare ? String.valueOf(e.getMessage()) : e.answer("Call"));
    }
  }

  /** What is answered to a body that is not the protobuf of a call. */
  Optional<String> refusesProtobuf(byte[] body) {
    try {
      call.getParserForType().parseFrom(body);
      return Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      return Optional.of(
          this == AGENT
              ? "Failed to parse body into a protobuf object"
              : "Failed to parse body into Call protobuf");
    }
  }
}
