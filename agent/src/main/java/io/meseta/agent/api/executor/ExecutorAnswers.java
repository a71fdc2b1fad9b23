package io.meseta.agent.api.executor;

import io.meseta.core.agent.ExecutorAnswer;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpResponse;

/** The status and text of each answer of the core to an executor call (Mesos reference §2.2). */
final class ExecutorAnswers {

  private ExecutorAnswers() {}

  static HttpResponse response(ExecutorAnswer answer) {
    return switch (answer) {
      case SUBSCRIBED -> throw new IllegalArgumentException("a subscription is a stream");
      case ACCEPTED -> HttpResponse.accepted();
      case RECOVERING -> HttpErrors.unavailable("Agent has not finished recovery");
      case UNKNOWN_FRAMEWORK -> HttpErrors.badRequest("Framework cannot be found");
      case UNKNOWN_EXECUTOR -> HttpErrors.badRequest("Executor cannot be found");
      case NOT_SUBSCRIBED -> HttpErrors.forbidden("Executor is not subscribed");
      case NOT_IMPLEMENTED -> HttpErrors.standard(501);
    };
  }
}
