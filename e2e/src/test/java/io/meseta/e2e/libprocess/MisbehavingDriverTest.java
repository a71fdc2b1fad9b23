package io.meseta.e2e.libprocess;

import static io.meseta.e2e.Patience.await;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.meseta.e2e.wire.WireCluster;
import io.meseta.protocol.internal.Messages.FrameworkErrorMessage;
import io.meseta.protocol.internal.Messages.SubmitSchedulerRequest;
import io.meseta.protocol.internal.Messages.SubmitSchedulerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a driver does, another that behaves goes on as if it were alone. */
class MisbehavingDriverTest {

  @TempDir static Path directory;

  private static WireCluster cluster;

  private DriverClient good;
  private DriverClient bad;

  @BeforeAll
  static void start() throws Exception {
    cluster = WireCluster.start(directory).withAgent(WireCluster.RESOURCES);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void connect() throws Exception {
    good = new DriverClient(new CallStyle(), cluster.port());
    bad = new DriverClient(new OldStyle(), cluster.port());
  }

  /** The good one runs a task to its end, whatever has happened. */
  @AfterEach
  void othersAreNotHarmed() throws Exception {
    if (good.framework().getValue().isEmpty()) {
      good.register();
    }
    Offer offer = good.offer();
    good.launch(offer, DriverClient.command("good", offer, "true"));
    good.update(TaskState.TASK_FINISHED);
    good.unregister();
    good.close();
    bad.close();
  }

  @Test
  void garbageIsDropped() throws Exception {
    for (String name :
        List.of(
            "mesos.scheduler.Call",
            "mesos.internal.RegisterFrameworkMessage",
            "mesos.internal.LaunchTasksMessage",
            "mesos.internal.StatusUpdateAcknowledgementMessage",
            "mesos.internal.AuthenticateMessage",
            "mesos.internal.NoSuchMessage",
            "x")) {
      bad.peer.send(bad.peer.pid(), cluster.port(), "master", name, new byte[] {-1, 7, 3});
      bad.peer.send(bad.peer.pid(), cluster.port(), "master", name, new byte[0]);
      bad.peer.send("nobody", cluster.port(), "master", name, new byte[] {8, 1});
    }
    bad.register();
    bad.unregister();
  }

  @Test
  void otherProcessesAreNotFound() throws Exception {
    Message request = SubmitSchedulerRequest.newBuilder().setName("s").build();
    assertThat(bad.peer.status(cluster.port(), "slave(1)", request)).isEqualTo(404);
    assertThat(bad.peer.status(cluster.port(), "crammd5-authenticator-session(9)", request))
        .isEqualTo(404);
    assertThat(bad.peer.status(cluster.port(), "master", request)).isEqualTo(202);
    assertThat(bad.peer.next(SubmitSchedulerResponse.getDefaultInstance()).getOkay()).isFalse();
  }

  @Test
  void nobodySpeaksForAnother() throws Exception {
    FrameworkID framework = good.register();
    Offer offer = good.offer();
    good.launch(offer, DriverClient.command("long", offer, "sleep 1000"));
    good.update(TaskState.TASK_RUNNING);

    for (DriverStyle style : List.of(new CallStyle(), new OldStyle())) {
      bad.send(style.kill(framework, DriverClient.task("long")));
      bad.send(style.launch(framework, offer.getId()));
      bad.send(style.unregister(framework));
    }
    bad.send(new CallStyle().register(bad.info()));
    bad.registered();

    good.reconcile("long");
    assertThat(good.update().getUpdate().getStatus().getState()).isEqualTo(TaskState.TASK_RUNNING);
    good.kill("long");
    good.update(TaskState.TASK_KILLED);
    bad.unregister();
    good.revive();
  }

  @Test
  void idsThatAreSetOrMissingAreRefused() throws Exception {
    bad.send(
        new OldStyle()
            .register(
                bad.info().toBuilder().setId(FrameworkID.newBuilder().setValue("mine")).build()));
    assertThat(error()).isEqualTo("Registering with 'id' already set");
    bad.send(new OldStyle().reregister(bad.info(), true));
    assertThat(error()).isEqualTo("Re-registering without an 'id'");
  }

  @Test
  void hugeMessagesAndHalfRequestsHoldNobodyUp() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    String head =
        "POST /master/mesos.scheduler.Call HTTP/1.1\r\nLibprocess-From: x@127.0.0.1:1\r\n";
    for (String rest :
        List.of(
            "", "Content-Length: 99999999999\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nff")) {
      for (int i = 0; i < 20; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), cluster.port());
        socket.getOutputStream().write((head + rest).getBytes(ISO_8859_1));
        sockets.add(socket);
      }
    }
    othersAreNotHarmed();
    connect();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void floodsAreSurvived() throws Exception {
    bad.register();
    for (int i = 0; i < 5_000; i++) {
      bad.kill("nobody-" + i);
    }
    assertThat(bad.update().getUpdate().getStatus().getState()).isEqualTo(TaskState.TASK_LOST);
    bad.unregister();
  }

  @Test
  void whoNeverReadsIsCutOff() throws Exception {
    bad.as(bad.info().toBuilder().setName("deaf").build()).register();
    bad.peer.stopReading();
    String[] unknown = IntStream.range(0, 10_000).mapToObj(i -> "t" + i).toArray(String[]::new);
    await()
        .until(() -> {
          bad.reconcile(unknown);
          return isInactive("deaf");
        });
  }

  private String error() throws Exception {
    return bad.peer.next(FrameworkErrorMessage.getDefaultInstance()).getMessage();
  }

  private static boolean isInactive(String framework) {
    String frameworks = get("/frameworks");
    String one = frameworks.substring(frameworks.indexOf("\"name\":\"" + framework + "\""));
    return one.startsWith("\"active\":false", one.indexOf("\"active\":"));
  }

  private static String get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + cluster.port() + path);
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
