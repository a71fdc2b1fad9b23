package io.meseta.master.api;

import com.google.protobuf.Message;
import io.meseta.core.RequestId;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.OperatorCommand.StartMaintenance;
import io.meseta.core.master.OperatorCommand.StopMaintenance;
import io.meseta.core.master.OperatorCommand.UpdateMaintenanceSchedule;
import io.meseta.core.master.snapshot.MaintenanceSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.Jsonp;
import io.meseta.runtime.http.Router;
import io.meseta.runtime.loop.Snapshots;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;

/**
 * {@code /maintenance/schedule}, {@code /maintenance/status}, {@code /machine/down} and {@code
 * /machine/up} (Mesos reference §4.1).
 */
final class MaintenanceEndpoints {

  private final MasterMailbox mailbox;
  private final Snapshots<MasterSnapshot> snapshots;

  MaintenanceEndpoints(MasterMailbox mailbox, Snapshots<MasterSnapshot> snapshots) {
    this.mailbox = mailbox;
    this.snapshots = snapshots;
  }

  void addTo(Router.Builder router) {
    router
        .route(
            "/maintenance/schedule",
            request ->
                request.method() == HttpMethod.POST
                    ? schedule(request)
                    : show(request, MaintenanceSnapshot::schedule),
            HttpMethod.GET,
            HttpMethod.POST)
        .route(
            "/maintenance/status",
            request -> show(request, MaintenanceSnapshot::status),
            HttpMethod.GET)
        .route("/machine/down", machines(StartMaintenance::new), HttpMethod.POST)
        .route("/machine/up", machines(StopMaintenance::new), HttpMethod.POST);
  }

  private CompletableFuture<HttpResponse> show(
      HttpRequest request, Function<MaintenanceSnapshot, Message> part) {
    return snapshots
        .latest()
        .thenApply(master -> part.apply(master.maintenance()))
        .thenApply(message -> Jsonp.response(request, MesosJson.writeBytes(message)));
  }

  private CompletableFuture<HttpResponse> schedule(HttpRequest request) {
    Schedule.Builder schedule = Schedule.newBuilder();
    read(request.body(), schedule);
    return ask(question -> new UpdateMaintenanceSchedule(question, schedule.build()));
  }

  private HttpHandler machines(BiFunction<RequestId, List<MachineID>, MasterCommand> command) {
    return request -> {
      List<MachineID> machines = readMachines(request.bodyText().strip());
      return ask(question -> command.apply(question, machines));
    };
  }

  private CompletableFuture<HttpResponse> ask(Function<RequestId, MasterCommand> command) {
    return mailbox.ask(command).thenApply(OperatorAnswers::response);
  }

  /** The dialect knows objects only, so an array is read as the one field of a message. */
  private static List<MachineID> readMachines(String body) {
    boolean isArray = body.startsWith("[");
    Window.Builder window = Window.newBuilder();
    String nothing = "\"unavailability\":{\"start\":{\"nanoseconds\":0}}";
    String object = isArray ? "{" + nothing + ",\"machine_ids\":" + body + "}" : body;
    if (isArray) {
      read(object.getBytes(StandardCharsets.UTF_8), window);
    } else {
      read(object.getBytes(StandardCharsets.UTF_8), Schedule.newBuilder());
      throw bad("Unexpected JSON type parsed");
    }
    return window.getMachineIdsList();
  }

  private static void read(byte[] json, Message.Builder builder) {
    try {
      MesosJson.read(json, builder);
    } catch (MesosJsonException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private static HttpRejection bad(String text) {
    return new HttpRejection(HttpErrors.badRequest(text));
  }
}
