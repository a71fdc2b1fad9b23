package io.meseta.master.api;

import io.meseta.core.master.Answer;
import io.meseta.core.master.OperatorCommand.RemoveQuota;
import io.meseta.core.master.OperatorCommand.SetQuota;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.master.view.RoleRulesMessages;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.Jsonp;
import io.meseta.runtime.loop.Snapshots;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;

/** {@code /quota}: GET shows, POST sets, DELETE {@code /quota/<role>} removes (reference §4.1). */
final class QuotaEndpoint implements HttpHandler {

  private final MasterMailbox mailbox;
  private final Snapshots<MasterSnapshot> snapshots;

  QuotaEndpoint(MasterMailbox mailbox, Snapshots<MasterSnapshot> snapshots) {
    this.mailbox = mailbox;
    this.snapshots = snapshots;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    return switch (request.method()) {
      case POST -> set(request);
      case DELETE -> remove(request);
      default ->
          snapshots
              .latest()
              .thenApply(master -> RoleRulesMessages.quotas(master.roleRules()))
              .thenApply(quotas -> Jsonp.response(request, MesosJson.writeBytes(quotas)));
    };
  }

  private CompletableFuture<HttpResponse> set(HttpRequest request) {
    QuotaRequest.Builder quota = QuotaRequest.newBuilder();
    try {
      MesosJson.read(request.body(), quota);
    } catch (MesosJsonException e) {
      String verb = e.isSyntaxError() ? "parse" : "validate";
      throw new HttpRejection(
          HttpErrors.badRequest(
              "Failed to %s set quota request JSON '%s': %s"
                  .formatted(verb, request.bodyText(), e.getMessage())));
    }
    return mailbox
        .ask(question -> new SetQuota(question, quota.build()))
        .thenApply(answer -> OperatorAnswers.response(answer));
  }

  private CompletableFuture<HttpResponse> remove(HttpRequest request) {
    String rest = request.subPath();
    if (rest.length() < 2) {
      throw new HttpRejection(
          HttpErrors.badRequest(
              "Failed to parse remove quota request for path '/master/quota':"
                  + " expected 3 tokens, found 2 tokens"));
    }
    String role = URLDecoder.decode(rest.substring(1), StandardCharsets.UTF_8);
    return mailbox
        .ask(question -> new RemoveQuota(question, role))
        .thenApply(answer -> removed(answer, rest));
  }

  private static HttpResponse removed(Answer answer, String rest) {
    return answer instanceof Answer.Invalid(String why)
        ? HttpErrors.badRequest(
            "Failed to remove quota for path '/master/quota" + rest + "': " + why)
        : OperatorAnswers.response(answer);
  }
}
