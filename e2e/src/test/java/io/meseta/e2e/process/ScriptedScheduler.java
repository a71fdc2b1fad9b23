package io.meseta.e2e.process;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.e2e.Patience;
import io.meseta.protocol.recordio.RecordDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A scheduler that does what a test tells it, over the v1 HTTP API in protobuf. */
public final class ScriptedScheduler implements AutoCloseable {

  private static final String TYPE = "application/x-protobuf";
  private static final Duration PATIENCE = Patience.LIMIT;
  private static final Filters FOR_LONG = Filters.newBuilder().setRefuseSeconds(3600).build();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI uri;
  private final BlockingQueue<Offer> offers = new LinkedBlockingQueue<>();
  private final List<TaskStatus> updates = new CopyOnWriteArrayList<>();
  private final List<OperationStatus> operations = new CopyOnWriteArrayList<>();
  private volatile FrameworkInfo framework;
  private volatile String streamId = "";
  private volatile int subscriptions;
  private volatile boolean subscribed;
  private volatile boolean suppressed;

  /** A scheduler of that name; it is not subscribed yet. */
  public ScriptedScheduler(String master, String name) {
    uri = URI.create("http://" + master + "/api/v1/scheduler");
    framework =
        FrameworkInfo.newBuilder()
            .setUser(System.getProperty("user.name"))
            .setName(name)
            .setCheckpoint(true)
            .setFailoverTimeout(3600)
            .build();
  }

  /** Names another user than the one who runs the tests; before it subscribes. */
  ScriptedScheduler ofUser(String user) {
    framework = framework.toBuilder().setUser(user).build();
    return this;
  }

  /** Wants offers to this role, in which resources can be reserved; before it subscribes. */
  public ScriptedScheduler inRole(String role) {
    framework =
        framework.toBuilder()
            .addRoles(role)
            .addCapabilities(capability(FrameworkInfo.Capability.Type.MULTI_ROLE))
            .addCapabilities(capability(FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT))
            .build();
    return this;
  }

  private static FrameworkInfo.Capability capability(FrameworkInfo.Capability.Type type) {
    return FrameworkInfo.Capability.newBuilder().setType(type).build();
  }

  /** Subscribes, as the framework that it was before if it was one; waits until that is done. */
  public ScriptedScheduler subscribe() {
    Call.Builder call = Call.newBuilder().setType(Call.Type.SUBSCRIBE);
    call.setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(framework));
    if (framework.hasId()) {
      call.setFrameworkId(framework.getId());
    }
    subscribed = false;
    int subscription = subscriptions + 1;
    subscriptions = subscription;
    offers.clear();
    HttpResponse<InputStream> response = send(call.build(), BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IllegalStateException("SUBSCRIBE got " + response.statusCode());
    }
    streamId = response.headers().firstValue("Mesos-Stream-Id").orElseThrow();
    Thread.ofVirtual().start(() -> read(response.body(), subscription));
    Patience.await("SUBSCRIBED").until(() -> subscribed);
    return this;
  }

  /** What comes on a stream that another one has taken the place of is not heard. */
  private void read(InputStream stream, int subscription) {
    RecordDecoder decoder = new RecordDecoder(1 << 24);
    byte[] buffer = new byte[8192];
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        decoder.decode(
            Arrays.copyOf(buffer, n),
            record -> {
              if (subscription == subscriptions) {
                take(record);
              }
            });
      }
    } catch (IOException e) {
      // the master is gone, or the test is over
    }
  }

  private void take(byte[] record) {
    Event event;
    try {
      event = Event.parseFrom(record);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    switch (event.getType()) {
      case SUBSCRIBED -> {
        var id = event.getSubscribed().getFrameworkId();
        framework = framework.toBuilder().setId(id).build();
        subscribed = true;
      }
      case OFFERS -> offers(event.getOffers().getOffersList());
      case RESCIND -> {
        var id = event.getRescind().getOfferId();
        offers.removeIf(offer -> offer.getId().equals(id));
      }
      case UPDATE -> {
        updates.add(event.getUpdate().getStatus());
        acknowledge(event.getUpdate().getStatus());
      }
      case UPDATE_OPERATION_STATUS -> operations.add(event.getUpdateOperationStatus().getStatus());
      default -> {} // nothing that a test has asked for yet
    }
  }

  private void offers(List<Offer> more) {
    if (suppressed) {
      decline(more);
    } else {
      offers.addAll(more);
    }
  }

  private void acknowledge(TaskStatus status) {
    if (!status.hasUuid()) {
      return;
    }
    Call.Acknowledge.Builder acknowledgement =
        Call.Acknowledge.newBuilder()
            .setAgentId(status.getAgentId())
            .setTaskId(status.getTaskId())
            .setUuid(status.getUuid());
    Call.Builder call =
        Call.newBuilder().setType(Call.Type.ACKNOWLEDGE).setAcknowledge(acknowledgement);
    Thread.ofVirtual().start(() -> callWhileThereIsAMaster(call));
  }

  private void callWhileThereIsAMaster(Call.Builder call) {
    try {
      call(call);
    } catch (IllegalStateException e) {
      // its end is what some tests are about
    }
  }

  /** The id that the master gave it. */
  public String id() {
    return framework.getId().getValue();
  }

  /** The id of its current subscription, as calls must carry it. */
  String streamId() {
    return streamId;
  }

  /** Waits for an offer and takes it. */
  public Offer awaitOffer() {
    try {
      Offer offer = offers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (offer == null) {
        throw new AssertionError("No offer within " + PATIENCE);
      }
      return offer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Launches tasks on an offer, and gives the rest of it to others. */
  public void launch(Offer offer, TaskInfo... tasks) {
    var launch = Offer.Operation.Launch.newBuilder().addAllTaskInfos(List.of(tasks));
    call(
        Call.newBuilder()
            .setType(Call.Type.ACCEPT)
            .setAccept(
                Call.Accept.newBuilder()
                    .addOfferIds(offer.getId())
                    .setFilters(FOR_LONG)
                    .addOperations(
                        Offer.Operation.newBuilder()
                            .setType(Offer.Operation.Type.LAUNCH)
                            .setLaunch(launch))));
  }

  /** Launches one task that runs a shell command on the next offer. */
  public void launch(String id, String command) {
    Offer offer = awaitOffer();
    launch(offer, task(offer, id, id, command));
  }

  /** Gives back all offers and wants no more, so that others get them. */
  public void suppress() {
    suppressed = true;
    call(
        Call.newBuilder()
            .setType(Call.Type.SUPPRESS)
            .setSuppress(Call.Suppress.getDefaultInstance()));
    List<Offer> held = new ArrayList<>();
    offers.drainTo(held);
    decline(held);
  }

  private void decline(List<Offer> unwanted) {
    Call.Decline.Builder decline = Call.Decline.newBuilder().setFilters(FOR_LONG);
    unwanted.forEach(offer -> decline.addOfferIds(offer.getId()));
    callWhileThereIsAMaster(Call.newBuilder().setType(Call.Type.DECLINE).setDecline(decline));
  }

  /** A task of 0.1 CPU and 16 MB on the agent of the offer. */
  public static TaskInfo task(Offer offer, String id, String name, String command) {
    return TaskInfo.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue(id))
        .setName(name)
        .setAgentId(offer.getAgentId())
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 16))
        .setCommand(CommandInfo.newBuilder().setValue(command))
        .build();
  }

  private static Resource.Builder scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value));
  }

  /** Waits until an update says that the task is in that state. */
  public TaskStatus awaitUpdate(String task, TaskState state) {
    return Patience.await(task + " to be " + state)
        .until(
            () ->
                updates.stream()
                    .filter(u -> u.getTaskId().getValue().equals(task) && u.getState() == state)
                    .findFirst()
                    .orElse(null),
            status -> status != null);
  }

  /**
   * Waits until the operation's status has come so many times; it is the test that acknowledges.
   */
  OperationStatus awaitOperation(String id, int times) {
    return Patience.await(id + " to be told " + times + " times")
        .until(() -> operations(id), statuses -> statuses.size() >= times)
        .getLast();
  }

  /** All statuses of the operation so far. */
  List<OperationStatus> operations(String id) {
    return operations.stream()
        .filter(status -> status.getOperationId().getValue().equals(id))
        .toList();
  }

  /** Acknowledges the status of an operation. */
  void acknowledge(OperationStatus status) {
    call(
        Call.newBuilder()
            .setType(Call.Type.ACKNOWLEDGE_OPERATION_STATUS)
            .setAcknowledgeOperationStatus(
                Call.AcknowledgeOperationStatus.newBuilder()
                    .setAgentId(status.getAgentId())
                    .setUuid(status.getUuid().getValue())
                    .setOperationId(status.getOperationId())));
  }

  /** All updates so far, in the order in which they came. */
  public List<TaskStatus> updates() {
    return List.copyOf(updates);
  }

  /** Asks for the current state of a task. */
  public void reconcile(String task) {
    updates.clear();
    call(
        Call.newBuilder()
            .setType(Call.Type.RECONCILE)
            .setReconcile(
                Call.Reconcile.newBuilder()
                    .addTasks(
                        Call.Reconcile.Task.newBuilder()
                            .setTaskId(TaskID.newBuilder().setValue(task)))));
  }

  /** Sends a call, which must be accepted. */
  public void call(Call.Builder call) {
    HttpResponse<String> answer =
        send(call.setFrameworkId(framework.getId()).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new AssertionError(call.getType() + " got " + answer.statusCode() + answer.body());
    }
  }

  private <T> HttpResponse<T> send(Call call, HttpResponse.BodyHandler<T> handler) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", TYPE)
            .header("Accept", TYPE)
            .POST(BodyPublishers.ofByteArray(call.toByteArray()));
    if (call.getType() != Call.Type.SUBSCRIBE) {
      request.header("Mesos-Stream-Id", streamId);
    }
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Ends its connections; the framework stays known to the master. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
