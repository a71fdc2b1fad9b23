package io.meseta.e2e.libprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.wire.WireCluster;
import io.meseta.protocol.internal.Messages.DeactivateFrameworkMessage;
import io.meseta.protocol.internal.Messages.FrameworkErrorMessage;
import io.meseta.protocol.internal.Messages.FrameworkReregisteredMessage;
import io.meseta.protocol.internal.Messages.RescindResourceOfferMessage;
import io.meseta.protocol.internal.Messages.ResourceOffersMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drivers of v0 in both styles run real tasks on a real agent through our master. */
class DriverTest {

  @TempDir static Path directory;

  private static WireCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = WireCluster.start(directory).withAgent(WireCluster.RESOURCES);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  static Stream<DriverStyle> styles() {
    return Stream.of(new CallStyle(), new OldStyle());
  }

  private static DriverClient driver(DriverStyle style) throws Exception {
    return new DriverClient(style, cluster.port());
  }

  @ParameterizedTest
  @MethodSource("styles")
  void runsATaskToTheEnd(DriverStyle style) throws Exception {
    try (DriverClient driver = driver(style)) {
      driver.register();
      ResourceOffersMessage offers = driver.peer.next(ResourceOffersMessage.getDefaultInstance());
      assertThat(offers.getPidsList())
          .containsExactly("slave(1)@127.0.0.1:" + cluster.agentPort(1));
      driver.launch(offers.getOffers(0), DriverClient.command("t1", offers.getOffers(0), "exit 3"));

      assertThat(state(driver.update())).isEqualTo(TaskState.TASK_STARTING);
      assertThat(state(driver.update())).isEqualTo(TaskState.TASK_RUNNING);
      StatusUpdateMessage end = driver.update();
      assertThat(state(end)).isEqualTo(TaskState.TASK_FAILED);
      assertThat(end.getPid()).isEqualTo(offers.getPids(0));
      assertThat(end.getUpdate().getUuid()).isEqualTo(end.getUpdate().getStatus().getUuid());
      assertThat(end.getUpdate().getLatestState()).isEqualTo(TaskState.TASK_FAILED);
      driver.unregister();
    }
  }

  @ParameterizedTest
  @MethodSource("styles")
  void killsAndReconciles(DriverStyle style) throws Exception {
    try (DriverClient driver = driver(style)) {
      driver.register();
      Offer offer = driver.offer();
      driver.launch(offer, DriverClient.command("long", offer, "sleep 1000"));
      driver.update(TaskState.TASK_RUNNING);

      driver.reconcile("long");
      StatusUpdateMessage known = driver.update();
      assertThat(known.getPid()).isEmpty();
      assertThat(known.getUpdate().hasUuid()).isFalse();
      assertThat(state(known)).isEqualTo(TaskState.TASK_RUNNING);

      driver.reconcile("nobody");
      StatusUpdate unknown = driver.update().getUpdate();
      assertThat(unknown.getStatus().getState()).isEqualTo(TaskState.TASK_LOST);
      assertThat(unknown.hasSlaveId()).isFalse();

      driver.kill("long");
      assertThat(driver.update(TaskState.TASK_KILLED).getUpdate().getStatus().getTaskId())
          .isEqualTo(DriverClient.task("long"));
      driver.unregister();
    }
  }

  @ParameterizedTest
  @MethodSource("styles")
  void failsOverToAnotherDriver(DriverStyle style) throws Exception {
    try (DriverClient first = driver(style);
        DriverClient second = driver(style)) {
      first.register();
      Offer offer = first.offer();
      first.launch(offer, DriverClient.command("stays", offer, "sleep 1000"));
      first.update(TaskState.TASK_RUNNING);

      second.as(first.info()).reregister(false);
      assertThat(second.peer.next(FrameworkErrorMessage.getDefaultInstance()).getMessage())
          .isEqualTo("Framework failed over");
      second.reregister(true);
      assertThat(second.registered()).isEqualTo(first.framework());
      assertThat(first.peer.next(FrameworkErrorMessage.getDefaultInstance()).getMessage())
          .isEqualTo("Framework failed over");

      first.kill("stays");
      second.reconcile("stays");
      assertThat(state(second.update())).isEqualTo(TaskState.TASK_RUNNING);
      second.kill("stays");
      second.update(TaskState.TASK_KILLED);
      second.unregister();
    }
  }

  @ParameterizedTest
  @MethodSource("styles")
  void comesBackWithTheSameDriver(DriverStyle style) throws Exception {
    try (DriverClient driver = driver(style)) {
      driver.register();
      Offer offer = driver.offer();
      driver.reregister(false);

      assertThat(driver.peer.next(RescindResourceOfferMessage.getDefaultInstance()).getOfferId())
          .isEqualTo(offer.getId());
      assertThat(
              driver.peer.next(FrameworkReregisteredMessage.getDefaultInstance()).getFrameworkId())
          .isEqualTo(driver.framework());
      driver.unregister();
    }
  }

  @Test
  void isSeenAndTakesNoCallsOverHttp() throws Exception {
    try (DriverClient driver = driver(new CallStyle())) {
      driver.register();
      HttpClient http = HttpClient.newHttpClient();
      URI master = URI.create("http://127.0.0.1:" + cluster.port());
      String state =
          http.send(
                  HttpRequest.newBuilder(master.resolve("/state")).build(), BodyHandlers.ofString())
              .body();
      assertThat(state).contains("\"pid\":\"" + driver.peer.pid() + "\"");

      Call revive =
          Call.newBuilder().setType(Call.Type.REVIVE).setFrameworkId(driver.framework()).build();
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(master.resolve("/api/v1/scheduler"))
                  .header("Content-Type", "application/x-protobuf")
                  .header("Mesos-Stream-Id", driver.peer.pid())
                  .POST(HttpRequest.BodyPublishers.ofByteArray(revive.toByteArray()))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("Framework is not connected via HTTP");
      driver.unregister();
    }
  }

  @Test
  void abortsAndKeepsItsTasks() throws Exception {
    try (DriverClient driver = driver(new CallStyle())) {
      driver.register();
      Offer offer = driver.offer();
      driver.launch(offer, DriverClient.command("stays", offer, "sleep 1000"));
      driver.update(TaskState.TASK_RUNNING);
      driver.send(
          DeactivateFrameworkMessage.newBuilder().setFrameworkId(driver.framework()).build());
      driver.reconcile("stays");
      assertThat(state(driver.update())).isEqualTo(TaskState.TASK_RUNNING);
      driver.kill("stays");
      driver.update(TaskState.TASK_KILLED);
      driver.unregister();
    }
  }

  private static TaskState state(StatusUpdateMessage message) {
    return message.getUpdate().getStatus().getState();
  }
}
