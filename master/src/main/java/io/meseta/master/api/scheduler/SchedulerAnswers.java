package io.meseta.master.api.scheduler;

import io.meseta.core.master.Answer;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpResponse;

/** The status and text of each answer of the core to a scheduler call (Mesos reference §1.3). */
public final class SchedulerAnswers {

  private SchedulerAnswers() {}

  /** The response for who made the call. */
  public static HttpResponse response(Answer answer) {
    return switch (answer) {
      case Answer.Accepted() -> HttpResponse.accepted();
      case Answer.Done() -> HttpResponse.of(200);
      case Answer.FrameworkUnknown _ -> HttpErrors.badRequest("Framework cannot be found");
      case Answer.PrincipalMismatch(String actual, String expected) ->
          HttpErrors.badRequest(
              ("Authenticated principal '%s' does not match principal '%s' set in"
                      + " `FrameworkInfo`")
                  .formatted(actual, expected));
      case Answer.NotSubscribed _ -> HttpErrors.forbidden("Framework is not subscribed");
      case Answer.NotConnectedOverHttp _ ->
          HttpErrors.forbidden("Framework is not connected via HTTP");
      case Answer.StreamIdMissing _ ->
          HttpErrors.badRequest(
              "All non-subscribe calls should include the 'Mesos-Stream-Id' header");
      case Answer.StreamIdMismatch(var framework, var given) ->
          HttpErrors.badRequest(
              ("The stream ID '%s' included in this request didn't match the stream ID currently"
                      + " associated with framework ID %s")
                  .formatted(given.value(), framework.value()));
      case Answer.Invalid(String why) -> HttpErrors.badRequest(why);
      case Answer.Conflict(String why) -> HttpErrors.conflict(why);
      case Answer.AgentUnknown _ -> HttpErrors.notFound();
      case Answer.Explained _ -> throw new IllegalStateException("no answer to a scheduler");
      case Answer.NoFrameworkToTearDown _ ->
          HttpErrors.badRequest("No framework found with specified ID");
    };
  }
}
