package io.meseta.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes in, a running daemon gives a clear answer or none, goes on, and keeps nothing of
 * it: no socket, no task.
 */
class BadInputTest {

  private static final int PATIENCE_MILLIS = 90_000;

  /** The daemon gives a request half a minute to arrive. */
  private static final int LONGER_THAN_A_REQUEST_MAY_TAKE_MILLIS = 120_000;

  @TempDir static Path directory;
  private static Place place;
  private static DevCluster cluster;
  private static ScriptedScheduler scheduler;

  @BeforeAll
  static void start() {
    place = new Place(directory);
    cluster = DevCluster.startWithAgents(place, 1);
    scheduler = new ScriptedScheduler(cluster.master(), "victim").ofUser("root").subscribe();
    scheduler.suppress();
  }

  @AfterAll
  static void stop() {
    scheduler.close();
    cluster.close();
    place.close();
  }

  @AfterEach
  void goesOn() {
    scheduler.suppress(); // some of the recorded calls revive it
    assertThat(cluster.program().isAlive()).as(cluster.program().toString()).isTrue();
    assertThat(cluster.http().get("/version").at("version").text()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.meseta.e2e.process.Recorded#ofMaster")
  void masterAnswersAsRecordedOrSaysThatItIsNotServedYet(Recorded recorded) throws IOException {
    assertAnswersAsRecorded(cluster.master(), recorded);
  }

  @ParameterizedTest
  @MethodSource("io.meseta.e2e.process.Recorded#refusedByAgent")
  void agentAnswersAsRecorded(Recorded recorded) throws IOException {
    String url = cluster.ready().at("agents").all().getFirst().text();
    assertAnswersAsRecorded(URI.create(url).getAuthority(), recorded);
  }

  private static void assertAnswersAsRecorded(String address, Recorded recorded)
      throws IOException {
    try (RawConnection connection = new RawConnection(address, PATIENCE_MILLIS)) {
      RawConnection.Response response = connection.send(recorded.requestFor(scheduler)).read();
      if (response.head().contains(" 501 ")) {
        assertThat(response.body()).endsWith("is not served yet.");
        return;
      }
      String statusLine = response.head().lines().findFirst().orElse("");
      assertThat(statusLine.isEmpty() ? "" : Recorded.answer(statusLine, response.body()))
          .isEqualTo(recorded.answerFor(scheduler));
    }
  }

  @Test
  void refusesWhatIsTooLong() throws IOException {
    assertThat(statusOf("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n\r\n")).isEqualTo(414);
    assertThat(statusOf("GET /version HTTP/1.1\r\nX: " + "a".repeat(70_000) + "\r\n\r\n"))
        .isEqualTo(431);
    assertThat(statusOf("POST /api/v1/scheduler HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n"))
        .isEqualTo(413);
  }

  private static int statusOf(String request) throws IOException {
    return statusOf(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static int statusOf(byte[] request) throws IOException {
    try (RawConnection connection = connect(PATIENCE_MILLIS)) {
      return connection.send(request).read().status();
    }
  }

  @Test
  void givesUpOnRequestsThatNeverEnd() throws IOException {
    List<RawConnection> halves = new ArrayList<>();
    try {
      for (String half :
          List.of(
              "GET /vers",
              "GET /version HTTP/1.1\r\nHost: lo",
              "POST /api/v1/scheduler HTTP/1.1\r\nContent-Length: 100\r\n\r\n{\"type\":",
              "POST /api/v1/scheduler HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a")) {
        halves.add(connect(LONGER_THAN_A_REQUEST_MAY_TAKE_MILLIS).send(half));
      }
      for (RawConnection half : halves) {
        RawConnection.Response response = half.read();
        assertThat(response.head()).isNotEmpty();
        assertThat(response.status()).isEqualTo(408);
        assertThat(half.read().head()).as("the connection is closed").isEmpty();
      }
    } finally {
      for (RawConnection half : halves) {
        half.close();
      }
    }
  }

  @Test
  void keepsNoSocketOfClientsThatAreGone() throws IOException {
    long before = openFiles();
    for (int round = 0; round < 50; round++) {
      connect(PATIENCE_MILLIS).send("GET /vers").close();
      connect(PATIENCE_MILLIS).send("\0\1\2\3garbage\r\n\r\n").close();
      connect(PATIENCE_MILLIS).send(subscribe("visitor")).close();
    }
    Patience.await("the same number of open files as before")
        .untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(before + 3));
    awaitNoFramework("visitor");
  }

  /** The daemon neither waits for a subscriber that does not read nor keeps all that it missed. */
  @Test
  void disconnectsASubscriberThatReadsNothing() throws IOException {
    try (RawConnection deaf = connect(PATIENCE_MILLIS)) {
      String head = deaf.send(subscribe("deaf")).readHead();
      String framework = awaitFramework("deaf");
      byte[] reconcile = reconcileMany(framework, header(head, "Mesos-Stream-Id"));
      int calls = 0;
      while (statusOf(reconcile) == 202) {
        assertThat(++calls).as("calls whose answers nobody has read").isLessThan(2_000);
      }
      assertThat(calls).isPositive();
    }
    awaitNoFramework("deaf");
    try (RunningProgram hello = RunningProgram.start(place, helloFramework())) {
      assertThat(hello.awaitExit()).as(hello.toString()).isZero();
    }
  }

  /** Each of the tasks is unknown, so that each gets an update. */
  private static byte[] reconcileMany(String framework, String streamId) {
    Call.Reconcile.Builder tasks = Call.Reconcile.newBuilder();
    for (int number = 0; number < 1_000; number++) {
      tasks.addTasks(
          Call.Reconcile.Task.newBuilder()
              .setTaskId(TaskID.newBuilder().setValue("no-such-task-" + number)));
    }
    return post(
        Call.newBuilder()
            .setType(Call.Type.RECONCILE)
            .setFrameworkId(FrameworkID.newBuilder().setValue(framework))
            .setReconcile(tasks)
            .build(),
        "Mesos-Stream-Id: " + streamId + "\r\n");
  }

  private static String header(String head, String name) {
    return head.lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + head));
  }

  private static String awaitFramework(String name) {
    Json state = cluster.http().awaitState(s -> named(s, name).findFirst().isPresent());
    return named(state, name).findFirst().orElseThrow().at("id").text();
  }

  private static void awaitNoFramework(String name) {
    cluster.http().awaitState(state -> named(state, name).findFirst().isEmpty());
  }

  private static Stream<Json> named(Json state, String name) {
    return state.at("frameworks").all().stream()
        .filter(framework -> framework.at("name").text().equals(name));
  }

  /** A hundred thousand calls in a row, and more until the other scheduler has what it wants. */
  @Test
  void servesOthersWhileASchedulerFloods() throws IOException {
    try (ScriptedScheduler flooder =
            new ScriptedScheduler(cluster.master(), "flooder").subscribe();
        ScriptedScheduler other = new ScriptedScheduler(cluster.master(), "other").subscribe();
        Flood flood = new Flood(connect(PATIENCE_MILLIS), declineNothing(flooder))) {
      flooder.suppress();
      flood.awaitAccepted(1);
      other.launch("meanwhile", "true");
      other.awaitUpdate("meanwhile", TaskState.TASK_FINISHED);
      flood.awaitAccepted(100_000);
      flood.end();
      other.call(Call.newBuilder().setType(Call.Type.TEARDOWN));
      flooder.call(Call.newBuilder().setType(Call.Type.TEARDOWN));
    }
  }

  private static byte[] declineNothing(ScriptedScheduler scheduler) {
    return post(
        Call.newBuilder()
            .setType(Call.Type.DECLINE)
            .setFrameworkId(FrameworkID.newBuilder().setValue(scheduler.id()))
            .setDecline(Call.Decline.getDefaultInstance())
            .build(),
        "Mesos-Stream-Id: " + scheduler.streamId() + "\r\n");
  }

  /** As in Mesos: a scheduler that says no more has hung up, whether it still listens or not. */
  @Test
  void takesAHalfClosedStreamForAHangUp() throws IOException {
    try (RawConnection half = connect(PATIENCE_MILLIS)) {
      assertThat(half.send(subscribe("half")).readHead()).contains(" 200 OK");
      awaitFramework("half");
      half.halfClose();
      awaitNoFramework("half");
    }
  }

  @Test
  void endsATaskThatCannotBeRunAndKeepsNothingOfIt() {
    try (ScriptedScheduler other = new ScriptedScheduler(cluster.master(), "other").subscribe()) {
      Offer offer = other.awaitOffer();
      TaskInfo good = ScriptedScheduler.task(offer, "impossible", "impossible", "true");
      TaskInfo.Builder tooMuch = good.toBuilder();
      tooMuch.getResourcesBuilder(0).getScalarBuilder().setValue(1e6);
      other.launch(offer, tooMuch.build());

      assertThat(other.awaitUpdate("impossible", TaskState.TASK_ERROR).getMessage())
          .contains("more than available");
      other.call(Call.newBuilder().setType(Call.Type.TEARDOWN));
    }
  }

  private static List<String> helloFramework() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java, "-cp", Archive.exampleClassPath(), "HelloFramework", cluster.master(), "20");
  }

  private static byte[] subscribe(String name) {
    Call call =
        Call.newBuilder()
            .setType(Call.Type.SUBSCRIBE)
            .setSubscribe(
                Call.Subscribe.newBuilder()
                    .setFrameworkInfo(FrameworkInfo.newBuilder().setUser("").setName(name)))
            .build();
    return post(call, "");
  }

  private static byte[] post(Call call, String headers) {
    String head =
        "POST /api/v1/scheduler HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-protobuf\r\n"
            + headers
            + "Content-Length: %d\r\n\r\n".formatted(call.getSerializedSize());
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(call.toByteArray());
    return request.toByteArray();
  }

  private static RawConnection connect(int patienceMillis) throws IOException {
    return new RawConnection(cluster.master(), patienceMillis);
  }

  private static long openFiles() {
    Path files = Path.of("/proc", String.valueOf(cluster.program().pid()), "fd");
    try (Stream<Path> open = Files.list(files)) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
