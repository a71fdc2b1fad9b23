package io.meseta.master.ui;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.AllocationCommand.ExplainOffers;
import io.meseta.core.master.Answer;
import io.meseta.master.api.MasterMailbox;
import io.meseta.master.ui.view.ExplanationsView;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * {@code GET /ui/v1/explain?framework=…&role=…&agent=…}: why a framework is offered resources, or
 * is not. Without a role all of its roles, without an agent all agents. Asked of the core, which
 * alone knows what the next round would do; changes nothing.
 */
public final class ExplainEndpoint implements HttpHandler {

  private final MasterMailbox mailbox;

  /** Asks through the mailbox. */
  public ExplainEndpoint(MasterMailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    Map<String, String> query = request.query();
    String framework = query.getOrDefault("framework", "");
    if (framework.isEmpty()) {
      return CompletableFuture.completedFuture(
          HttpErrors.badRequest(
              "Say which framework: /ui/v1/explain?framework=ID, and role=ROLE and agent=ID if you"
                  + " wish."));
    }
    Optional<String> role = Optional.ofNullable(query.get("role"));
    Optional<AgentId> agent = Optional.ofNullable(query.get("agent")).map(AgentId::new);
    return mailbox
        .ask(question -> new ExplainOffers(question, new FrameworkId(framework), role, agent))
        .thenApply(ExplainEndpoint::response);
  }

  private static HttpResponse response(Answer answer) {
    return switch (answer) {
      case Answer.Explained(var explanations) ->
          HttpResponse.json(new ExplanationsView(explanations).toBytes())
              .header("Cache-Control", "no-store")
              .header("X-Content-Type-Options", "nosniff");
      case Answer.FrameworkUnknown(var framework) ->
          HttpErrors.notFound("No framework has the id '" + framework + "'.");
      case Answer.AgentUnknown(var agent) ->
          HttpErrors.notFound("No agent has the id '" + agent + "'.");
      default -> throw new IllegalStateException("no answer to a question: " + answer);
    };
  }
}
