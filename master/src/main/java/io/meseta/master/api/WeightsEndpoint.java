package io.meseta.master.api;

import io.meseta.core.master.OperatorCommand.UpdateWeights;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.master.view.WeightsView;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.Jsonp;
import io.meseta.runtime.loop.Snapshots;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.master.Protos.Call;

/** {@code /weights}: GET shows, PUT sets those of the roles in its array (reference §4.1). */
final class WeightsEndpoint implements HttpHandler {

  private final MasterMailbox mailbox;
  private final Snapshots<MasterSnapshot> snapshots;

  WeightsEndpoint(MasterMailbox mailbox, Snapshots<MasterSnapshot> snapshots) {
    this.mailbox = mailbox;
    this.snapshots = snapshots;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    if (request.method() == HttpMethod.PUT) {
      List<WeightInfo> weights = read(request);
      return mailbox
          .ask(question -> new UpdateWeights(question, weights))
          .thenApply(answer -> OperatorAnswers.response(answer));
    }
    return snapshots
        .latest()
        .thenApply(
            master -> Jsonp.response(request, new WeightsView(master.roleRules()).toBytes()));
  }

  /** The dialect knows objects only, so an array is read as the one field of a call that has it. */
  private static List<WeightInfo> read(HttpRequest request) {
    String body = request.bodyText().strip();
    boolean isArray = body.startsWith("[");
    String object = isArray ? "{\"weight_infos\":" + body + "}" : body;
    Call.UpdateWeights.Builder weights = Call.UpdateWeights.newBuilder();
    try {
      MesosJson.read(object.getBytes(StandardCharsets.UTF_8), weights);
    } catch (MesosJsonException e) {
      String what =
          e.isSyntaxError()
              ? "Failed to parse update weights request JSON"
              : "Failed to convert weights JSON array to protobuf";
      throw bad(what, body, String.valueOf(e.getMessage()));
    }
    if (!isArray) {
      throw bad("Failed to parse update weights request JSON", body, "Unexpected JSON type parsed");
    }
    return weights.getWeightInfosList();
  }

  private static HttpRejection bad(String what, String body, String why) {
    return new HttpRejection(HttpErrors.badRequest(what + " '" + body + "': " + why));
  }
}
