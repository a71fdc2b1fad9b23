import io.meseta.protocol.recordio.RecordDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.*;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.*;
import org.apache.mesos.v1.Protos.*;
import org.apache.mesos.v1.scheduler.Protos.*;

/** Fills every offer with tasks that say hello. Arguments: the master's address, how many tasks. */
public class HttpFramework {
  final HttpClient client = HttpClient.newHttpClient(); // follows no redirects by itself
  final Set<TaskID> ended = new HashSet<>();
  final int tasks;
  URI master;
  FrameworkID id;
  String stream;
  int launched;
  boolean failed;

  HttpFramework(String address, int tasks) {
    this.master = URI.create("http://" + address + "/api/v1/scheduler");
    this.tasks = tasks;
  }

  public static void main(String[] args) throws InterruptedException {
    if (args.length == 0) {
      System.err.println("usage: HttpFramework <master's host:port> [number of tasks, 10]");
      System.exit(2);
    }
    HttpFramework hello =
        new HttpFramework(args[0], args.length > 1 ? Integer.parseInt(args[1]) : 10);
    try {
      hello.run();
    } catch (IOException e) {
      System.err.println("No master at " + args[0] + ": " + e);
      System.exit(1);
    }
    System.exit(hello.failed ? 1 : 0);
  }

  void run() throws IOException, InterruptedException {
    HttpResponse<InputStream> events = subscribe();
    stream = events.headers().firstValue("Mesos-Stream-Id").orElseThrow();
    List<byte[]> records = new ArrayList<>();
    RecordDecoder decoder = new RecordDecoder(64 << 20);
    byte[] buffer = new byte[1 << 16];
    InputStream body = events.body();
    for (int n = body.read(buffer); n >= 0 && ended.size() < tasks; n = body.read(buffer)) {
      decoder.decode(Arrays.copyOf(buffer, n), records::add);
      for (byte[] record : records) {
        handle(Event.parseFrom(record));
      }
      records.clear();
      if (ended.size() == tasks) {
        call(Call.newBuilder().setType(Call.Type.TEARDOWN));
        return;
      }
    }
    throw new IOException("the master has closed the stream");
  }

  /** Any master says where the leading one is. */
  HttpResponse<InputStream> subscribe() throws IOException, InterruptedException {
    FrameworkInfo framework =
        FrameworkInfo.newBuilder()
            .setUser(System.getProperty("user.name"))
            .setName("http-java")
            .build();
    Call call =
        Call.newBuilder()
            .setType(Call.Type.SUBSCRIBE)
            .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(framework))
            .build();
    for (int redirects = 0; redirects < 5; redirects++) {
      HttpResponse<InputStream> answer =
          client.send(request(call).build(), BodyHandlers.ofInputStream());
      if (answer.statusCode() == 200) {
        return answer;
      }
      if (answer.statusCode() != 307) {
        throw new IOException(
            "refused: " + answer.statusCode() + " " + new String(answer.body().readAllBytes()));
      }
      master = master.resolve(answer.headers().firstValue("Location").orElseThrow());
    }
    throw new IOException("redirected in circles");
  }

  HttpRequest.Builder request(Call call) {
    return HttpRequest.newBuilder(master)
        .header("Content-Type", "application/x-protobuf")
        .header("Accept", "application/x-protobuf")
        .POST(BodyPublishers.ofByteArray(call.toByteArray()));
  }

  void call(Call.Builder call) throws IOException, InterruptedException {
    HttpRequest request =
        request(call.setFrameworkId(id).build()).header("Mesos-Stream-Id", stream).build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new IOException(
          call.getType() + " was refused: " + answer.statusCode() + " " + answer.body());
    }
  }

  void handle(Event event) throws IOException, InterruptedException {
    switch (event.getType()) {
      case SUBSCRIBED -> subscribed(event.getSubscribed());
      case OFFERS -> {
        for (Offer offer : event.getOffers().getOffersList()) {
          accept(offer);
        }
      }
      case UPDATE -> update(event.getUpdate().getStatus());
      case ERROR -> throw new IOException(event.getError().getMessage());
      default -> {} // heartbeats and the like
    }
  }

  void subscribed(Event.Subscribed subscribed) {
    id = subscribed.getFrameworkId();
    String host = subscribed.getMasterInfo().getHostname();
    System.out.println("Registered as " + id.getValue() + " with master " + host);
  }

  void accept(Offer offer) throws IOException, InterruptedException {
    Offer.Operation.Launch.Builder launch = Offer.Operation.Launch.newBuilder();
    double room = Math.min(offered(offer, "cpus") / 0.1, offered(offer, "mem") / 10) + 1e-6;
    while (launched < tasks && launch.getTaskInfosCount() + 1 <= room) {
      launch.addTaskInfos(hello(++launched, offer.getAgentId()));
    }
    call(
        Call.newBuilder()
            .setType(Call.Type.ACCEPT)
            .setAccept(
                Call.Accept.newBuilder()
                    .addOfferIds(offer.getId())
                    .addOperations(
                        Offer.Operation.newBuilder()
                            .setType(Offer.Operation.Type.LAUNCH)
                            .setLaunch(launch))));
  }

  static double offered(Offer offer, String name) {
    return offer.getResourcesList().stream()
        .filter(resource -> resource.getName().equals(name))
        .mapToDouble(resource -> resource.getScalar().getValue())
        .sum();
  }

  static TaskInfo hello(int number, AgentID agent) {
    return TaskInfo.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue("hello-" + number))
        .setName("Hello number " + number)
        .setAgentId(agent)
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 10))
        .setCommand(CommandInfo.newBuilder().setValue("echo hello from task " + number))
        .build();
  }

  static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  void update(TaskStatus status) throws IOException, InterruptedException {
    System.out.println(status.getTaskId().getValue() + " is " + status.getState());
    if (status.hasUuid()) {
      call(
          Call.newBuilder()
              .setType(Call.Type.ACKNOWLEDGE)
              .setAcknowledge(
                  Call.Acknowledge.newBuilder()
                      .setAgentId(status.getAgentId())
                      .setTaskId(status.getTaskId())
                      .setUuid(status.getUuid())));
    }
    switch (status.getState()) {
      case TASK_STAGING, TASK_STARTING, TASK_RUNNING -> {}
      default -> {
        ended.add(status.getTaskId());
        failed |= status.getState() != TaskState.TASK_FINISHED;
      }
    }
  }
}
