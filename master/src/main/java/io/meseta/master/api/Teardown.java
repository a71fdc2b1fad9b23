package io.meseta.master.api;

import io.meseta.core.FrameworkId;
import io.meseta.core.master.Answer;
import io.meseta.core.master.MasterCommand;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.QueryString;
import java.util.concurrent.CompletableFuture;

/** {@code POST /teardown} with {@code frameworkId} in its form (Mesos reference §4.1). */
final class Teardown implements HttpHandler {

  private final MasterMailbox mailbox;

  Teardown(MasterMailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    String id = QueryString.parse(request.bodyText()).get("frameworkId");
    if (id == null) {
      return CompletableFuture.completedFuture(
          HttpErrors.badRequest("Missing 'frameworkId' query parameter in the request body"));
    }
    return mailbox
        .ask(question -> new MasterCommand.TearDownFramework(question, new FrameworkId(id)))
        .thenApply(Teardown::response);
  }

  private static HttpResponse response(Answer answer) {
    return answer instanceof Answer.Done || answer instanceof Answer.Accepted
        ? HttpResponse.of(200)
        : HttpErrors.badRequest("No framework found with specified ID");
  }
}
