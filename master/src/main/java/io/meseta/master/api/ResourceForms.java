package io.meseta.master.api;

import io.meseta.core.AgentId;
import io.meseta.core.master.OperatorCommand.ChangeResources;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.QueryString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;

/**
 * {@code /reserve}, {@code /unreserve}, {@code /create-volumes} and {@code /destroy-volumes}: an
 * agent and a JSON array of resources in a form (Mesos reference §4.1).
 */
final class ResourceForms implements HttpHandler {

  private final MasterMailbox mailbox;
  private final Operation.Type type;

  ResourceForms(MasterMailbox mailbox, Operation.Type type) {
    this.mailbox = mailbox;
    this.type = type;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    Map<String, String> form = QueryString.parse(request.bodyText());
    String agent = required(form, "slaveId");
    Operation operation = operation(form);
    return mailbox
        .ask(question ->
            new ChangeResources(question, new AgentId(agent), operation, Optional.empty()))
        .thenApply(OperatorAnswers::response);
  }

  private Operation operation(Map<String, String> form) {
    Operation.Builder operation = Operation.newBuilder().setType(type);
    switch (type) {
      case RESERVE -> {
        operation.getReserveBuilder().addAllResources(resources(form, "resources"));
        if (form.containsKey("source")) {
          operation.getReserveBuilder().addAllSource(resources(form, "source"));
        }
      }
      case UNRESERVE ->
          operation.getUnreserveBuilder().addAllResources(resources(form, "resources"));
      case CREATE -> operation.getCreateBuilder().addAllVolumes(resources(form, "volumes"));
      case DESTROY -> operation.getDestroyBuilder().addAllVolumes(resources(form, "volumes"));
      default -> throw new IllegalStateException("no endpoint for " + type);
    }
    return operation.build();
  }

  private static String required(Map<String, String> form, String name) {
    String value = form.get(name);
    if (value == null) {
      throw bad("Missing '" + name + "' query parameter in the request body");
    }
    return value;
  }

  /** The dialect knows objects only, so an array is read as the one field of a message. */
  private List<Resource> resources(Map<String, String> form, String name) {
    String json = required(form, name).strip();
    boolean isArray = json.startsWith("[");
    Operation.Unreserve.Builder read = Operation.Unreserve.newBuilder();
    try {
      MesosJson.read(
          (isArray ? "{\"resources\":" + json + "}" : json).getBytes(StandardCharsets.UTF_8), read);
    } catch (MesosJsonException e) {
      throw unreadable(name, String.valueOf(e.getMessage()));
    }
    if (!isArray) {
      throw unreadable(name, "Unexpected JSON type parsed");
    }
    return read.getResourcesList();
  }

  /** As in Mesos, volumes cannot be read in other words than resources. */
  private static HttpRejection unreadable(String name, String why) {
    String verb = name.equals("volumes") ? "Error in parsing" : "Error parsing";
    return bad(verb + " '" + name + "' query parameter in the request body: " + why);
  }

  private static HttpRejection bad(String text) {
    return new HttpRejection(HttpErrors.badRequest(text));
  }
}
