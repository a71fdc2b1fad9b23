package io.meseta.e2e.wire;

import static io.meseta.e2e.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.mesos.v1.Protos.OperationState.OPERATION_FINISHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.runtime.http.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recorded offer operations played against a real master and agent: the recorded calls, each on the
 * offers that hold what it was recorded with, and each operation ends as it ended there.
 */
class OperationSessionTest {

  private static final double WHOLE_DISK = 8192;

  @TempDir Path directory;
  private final Map<OfferID, Offer> offers = new LinkedHashMap<>();
  private final List<TaskStatus> tasks = new ArrayList<>();
  private SessionRecording recording;
  private WireCluster cluster;
  private ScriptedScheduler scheduler;

  private void open(MediaType type, String path) throws Exception {
    recording = SessionRecording.read(path + "/transcript.jsonl");
    cluster = WireCluster.start(directory).withAgent(WireCluster.RESOURCES);
    Call subscribe = recording.call("", Call.Type.SUBSCRIBE, cluster.masterId());
    scheduler = ScriptedScheduler.subscribe(cluster.port(), type, subscribe);
    scheduler.await(Event.Type.SUBSCRIBED);
  }

  @AfterEach
  void close() {
    scheduler.close();
    cluster.close();
  }

  @ParameterizedTest
  @CsvSource({"JSON,sched-v1/json-session", "PROTOBUF,sched-v1/pb-session"})
  void endsAsInTheRecordedSession(MediaType type, String path) throws Exception {
    open(type, path);
    play("LAUNCH with RESERVE+CREATE");
    reconcile();

    awaitOffers(OperationSessionTest::haveVolume);
    Call grow = accepts("GROW_VOLUME then SHRINK").getFirst();
    accept(grow, offers.values().stream().filter(offer -> haveVolume(List.of(offer))).toList());
    expect(recording.events("GROW_VOLUME then SHRINK", 1));

    awaitOffers(OperationSessionTest::areWholeAgent);
    Call shrink = accepts("GROW_VOLUME then SHRINK").getLast();
    accept(shrink, List.copyOf(offers.values())); // has no id, and fails unheard

    play("DESTROY + UNRESERVE");
    assertThat(volumes()).isEmpty();
  }

  @Test
  void volumesGrowAndShrinkAsRecorded() throws Exception {
    open(MediaType.JSON, "sched-v1/grow-shrink-volume");
    play("reserve+create");
    assertThat(volumes()).containsExactly("gv");
    for (String step :
        List.of(
            "grow 50",
            "shrink 30",
            "shrink to nothing",
            "unreserve volume",
            "duplicate persistence id")) {
      play(step);
    }
    // the recorded master had forgotten what was shrunk away, so it could not be unreserved
    awaitOffers(OperationSessionTest::areWholeAgent);
    accept(accepts("destroy+unreserve").getFirst(), List.copyOf(offers.values()));
    assertThat(hear(recording.events("destroy+unreserve", 1).size()))
        .extracting(OperationStatus::getState)
        .containsExactly(OPERATION_FINISHED, OPERATION_FINISHED);
    assertThat(volumes()).isEmpty();
  }

  /** Accepts all that the agent has with the recorded operations. */
  private void play(String step) throws Exception {
    awaitOffers(OperationSessionTest::areWholeAgent);
    accept(accepts(step).getFirst(), List.copyOf(offers.values()));
    expect(recording.events(step, 1));
  }

  private List<Call> accepts(String step) throws Exception {
    return recording.calls(step, Call.Type.ACCEPT, cluster.masterId());
  }

  private void accept(Call recorded, List<Offer> on) throws Exception {
    Call.Builder accept = recorded.toBuilder();
    accept.getAcceptBuilder().clearOfferIds();
    for (Offer offer : on) {
      accept.getAcceptBuilder().addOfferIds(offer.getId());
      offers.remove(offer.getId());
    }
    assertThat(scheduler.call(accept)).isEmpty();
  }

  private void reconcile() throws Exception {
    List<Event> recorded = recording.events("RECONCILE_OPERATIONS", 1);
    for (Call call :
        recording.calls(
            "RECONCILE_OPERATIONS", Call.Type.RECONCILE_OPERATIONS, cluster.masterId())) {
      assertThat(scheduler.call(call.toBuilder())).isEmpty();
    }
    expect(recorded); // one more would be found in the next step
  }

  /** Waits for what was recorded and compares it. */
  private void expect(List<Event> recorded) throws Exception {
    assertThat(byOperation(hear(recorded.size()).stream()))
        .isEqualTo(byOperation(recordedOperations(recorded)));
    assertThat(tasks.stream().map(TaskStatus::getState))
        .isEqualTo(recordedTasks(recorded).map(TaskStatus::getState).toList());
  }

  /** So many updates of operations and tasks; those of operations are acknowledged at last. */
  private List<OperationStatus> hear(int updates) throws Exception {
    List<OperationStatus> operations = new ArrayList<>();
    tasks.clear();
    while (operations.size() + tasks.size() < updates) {
      Event event = scheduler.next();
      note(event);
      if (event.hasUpdateOperationStatus()) {
        operations.add(event.getUpdateOperationStatus().getStatus());
      } else if (event.hasUpdate()) {
        tasks.add(event.getUpdate().getStatus());
        acknowledge(event.getUpdate().getStatus());
      }
    }
    List<OperationStatus> open = operations.stream().filter(OperationStatus::hasUuid).toList();
    for (OperationStatus status : open) {
      assertThat(operations(cluster.port())).contains(status.getOperationId().getValue());
      assertThat(operations(cluster.agentPort(1))).contains(status.getOperationId().getValue());
      acknowledge(status);
    }
    awaitNoOperations();
    return operations;
  }

  private static Stream<OperationStatus> recordedOperations(List<Event> recorded) {
    return recorded.stream()
        .filter(Event::hasUpdateOperationStatus)
        .map(event -> event.getUpdateOperationStatus().getStatus());
  }

  private static Stream<TaskStatus> recordedTasks(List<Event> recorded) {
    return recorded.stream().filter(Event::hasUpdate).map(event -> event.getUpdate().getStatus());
  }

  private void awaitNoOperations() throws IOException {
    String recorded =
        Files.readString(Recordings.file("operator/c-busy/master/GET_OPERATIONS.response.http"));
    String none = recorded.substring(recorded.indexOf("\r\n\r\n") + 4);
    for (int port : List.of(cluster.port(), cluster.agentPort(1))) {
      await().until(() -> operations(port), none::equals);
    }
  }

  private static String operations(int port) throws IOException {
    String json = "{\"type\":\"GET_OPERATIONS\"}";
    return RawHttp.exchange(
            port,
            """
            POST /api/v1 HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s\
            """
                .formatted(json.getBytes(UTF_8).length, json))
        .orElseThrow()
        .text();
  }

  private void acknowledge(OperationStatus status) throws Exception {
    Call.Builder call = Call.newBuilder().setType(Call.Type.ACKNOWLEDGE_OPERATION_STATUS);
    call.getAcknowledgeOperationStatusBuilder()
        .setAgentId(status.getAgentId())
        .setUuid(status.getUuid().getValue())
        .setOperationId(status.getOperationId());
    assertThat(scheduler.call(call)).isEmpty();
  }

  private void acknowledge(TaskStatus status) throws Exception {
    Call.Builder call = Call.newBuilder().setType(Call.Type.ACKNOWLEDGE);
    call.getAcknowledgeBuilder()
        .setTaskId(status.getTaskId())
        .setAgentId(status.getAgentId())
        .setUuid(status.getUuid());
    assertThat(scheduler.call(call)).isEmpty();
  }

  private void awaitOffers(Predicate<List<Offer>> enough) throws Exception {
    while (!enough.test(List.copyOf(offers.values()))) {
      Event event = scheduler.next();
      assertThat(event.hasUpdateOperationStatus()).as(event.toString()).isFalse();
      note(event);
    }
  }

  private void note(Event event) {
    event.getOffers().getOffersList().forEach(offer -> offers.put(offer.getId(), offer));
    if (event.hasRescind()) {
      offers.remove(event.getRescind().getOfferId());
    }
  }

  private static boolean areWholeAgent(List<Offer> some) {
    return some.stream()
            .flatMap(offer -> offer.getResourcesList().stream())
            .filter(resource -> resource.getName().equals("disk"))
            .mapToDouble(resource -> resource.getScalar().getValue())
            .sum()
        == WHOLE_DISK;
  }

  private static boolean haveVolume(List<Offer> some) {
    return some.stream()
        .flatMap(offer -> offer.getResourcesList().stream())
        .anyMatch(resource -> resource.getDisk().hasPersistence());
  }

  /** The volumes that are there on the agent's disk. */
  private List<String> volumes() throws IOException {
    Path role = directory.resolve("agent-1/volumes/roles/r1");
    if (!Files.exists(role)) {
      return List.of();
    }
    try (Stream<Path> volumes = Files.list(role)) {
      return volumes.map(volume -> volume.getFileName().toString()).toList();
    }
  }

  private static Map<String, List<String>> byOperation(Stream<OperationStatus> statuses) {
    return statuses.collect(
        Collectors.groupingBy(
            status -> status.getOperationId().getValue(),
            TreeMap::new,
            Collectors.mapping(OperationSessionTest::shown, Collectors.toList())));
  }

  /** Resources that are listed in a message have no order. */
  private static String shown(OperationStatus status) {
    List<String> fields =
        status.getAllFields().keySet().stream().map(field -> field.getName()).sorted().toList();
    String message =
        status
            .getMessage()
            .replaceAll("[0-9a-f-]{36}-S", "S")
            .replaceAll("(slave\\(1\\)@127.0.0.1):[0-9]+", "$1");
    List<String> parts = Stream.of(message.split("; |: (?=disk|cpus)")).sorted().toList();
    return "%s %s %s".formatted(status.getState(), parts, fields);
  }
}
