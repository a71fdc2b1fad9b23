package io.meseta.agent.api.operator;

import io.meseta.core.agent.ContainerAnswer;
import io.meseta.core.agent.ExitStatus;
import io.meseta.runtime.api.MessageEncoding;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.MediaType;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response;

/**
 * The status, text and body of each answer of the core about a container (Mesos reference §3.3).
 *
 * @param type of the body
 */
record ContainerAnswers(Call call, MediaType type) {

  HttpResponse response(ContainerAnswer answer) {
    return switch (answer) {
      case ContainerAnswer.Recovering _ ->
          HttpErrors.unavailable("Agent has not finished recovery");
      case ContainerAnswer.Done _ -> HttpResponse.of(200);
      case ContainerAnswer.AlreadyLaunched _ -> HttpResponse.accepted();
      case ContainerAnswer.NotFound _ -> HttpErrors.notFound(notFound());
      case ContainerAnswer.Invalid(String message) -> HttpErrors.badRequest(message);
      case ContainerAnswer.Failed(String message) -> HttpErrors.internal(message);
      case ContainerAnswer.Busy(String message) -> HttpErrors.unavailable(message);
      case ContainerAnswer.Ended(ExitStatus status) ->
          HttpResponse.of(200, type.text(), MessageEncoding.encode(type, ended(status)));
    };
  }

  private String notFound() {
    String id = ContainerCommands.container(call).toString();
    return switch (call.getType()) {
      case KILL_CONTAINER, KILL_NESTED_CONTAINER ->
          "Container '" + id + "' cannot be found (or is already killed)";
      default -> "Container " + id + " cannot be found";
    };
  }

  private Response ended(ExitStatus status) {
    Response.Builder response = Response.newBuilder();
    boolean older = call.getType() == Call.Type.WAIT_NESTED_CONTAINER;
    if (older) {
      response.setType(Response.Type.WAIT_NESTED_CONTAINER).getWaitNestedContainerBuilder();
    } else {
      response.setType(Response.Type.WAIT_CONTAINER).getWaitContainerBuilder();
    }
    if (status.waitStatus() >= 0 && older) {
      response.getWaitNestedContainerBuilder().setExitStatus(status.waitStatus());
    } else if (status.waitStatus() >= 0) {
      response.getWaitContainerBuilder().setExitStatus(status.waitStatus());
    }
    return response.build();
  }
}
