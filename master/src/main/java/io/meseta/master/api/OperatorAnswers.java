package io.meseta.master.api;

import io.meseta.core.master.Answer;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpResponse;

/** The status and text of each answer of the core to an operator (Mesos reference §3.1). */
public final class OperatorAnswers {

  private OperatorAnswers() {}

  /** The response that tells the answer. */
  public static HttpResponse response(Answer answer) {
    return switch (answer) {
      case Answer.Accepted() -> HttpResponse.accepted();
      case Answer.Done() -> HttpResponse.of(200);
      case Answer.Invalid(String why) -> HttpErrors.badRequest(why);
      case Answer.Conflict(String why) -> HttpErrors.conflict(why);
      case Answer.NoFrameworkToTearDown _ ->
          HttpErrors.badRequest("No framework found with specified ID");
      case Answer.AgentUnknown(var agent) ->
          HttpErrors.notFound("Agent '" + agent.value() + "' not found");
      default -> throw new IllegalStateException("no answer to an operator: " + answer);
    };
  }
}
