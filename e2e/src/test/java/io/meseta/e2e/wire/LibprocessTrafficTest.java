package io.meseta.e2e.wire;

import static io.meseta.e2e.Patience.await;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.meseta.e2e.Patience;
import io.meseta.protocol.internal.Messages.MasterSlaveConnection;
import io.meseta.protocol.internal.Messages.PingSlaveMessage;
import io.meseta.protocol.internal.Messages.PongSlaveMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.SlaveRegisteredMessage;
import io.meseta.protocol.internal.Messages.SlaveReregisteredMessage;
import io.meseta.protocol.internal.Messages.UnregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.UpdateSlaveMessage;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.server.HttpLimits;
import io.meseta.runtime.http.server.HttpServer;
import io.meseta.runtime.http.server.NetworkThreads;
import io.meseta.runtime.libprocess.LibprocessLimits;
import io.meseta.runtime.libprocess.LibprocessNode;
import io.meseta.runtime.libprocess.LibprocessReceiver;
import io.meseta.runtime.libprocess.ReceivedMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.AgentID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays the agent of {@code golden/libprocess} against our master: it sends the recorded messages,
 * and what the master sends is what the recorded master sent.
 */
class LibprocessTrafficTest {

  private static final String REGISTRATION = "agent-registration/";

  /** Twice as patient as the recorded master. */
  private static final MasterSlaveConnection CONNECTION =
      MasterSlaveConnection.newBuilder().setTotalPingTimeoutSeconds(6).build();

  private static final String REREGISTRATION = "master-restart-reregistration/";

  @TempDir Path directory;

  private final NetworkThreads threads = NetworkThreads.start("test");
  private final BlockingQueue<ReceivedMessage> received = new LinkedBlockingQueue<>();
  private WireCluster cluster;
  private HttpServer http;
  private LibprocessNode node;
  private Upid master;

  @BeforeEach
  void start() throws Exception {
    cluster =
        WireCluster.start(directory, "--agent_ping_timeout=1secs", "--max_agent_ping_timeouts=6");
    master = Upid.of("master", "127.0.0.1", cluster.port());
    http =
        HttpServer.start(
            threads,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            HttpLimits.defaults(),
            new LibprocessReceiver(
                received::add, HttpHandler.immediate(_ -> HttpErrors.notFound())));
    node =
        new LibprocessNode(
            threads,
            Upid.of("slave(1)", "127.0.0.1", http.port()),
            LibprocessLimits.defaults(),
            _ -> {});
  }

  @AfterEach
  void stop() {
    node.close();
    http.close();
    cluster.close();
    threads.close();
  }

  @Test
  void registersAndPingsAsRecorded() throws Exception {
    send(master, RegisterSlaveMessage.parseFrom(body(REGISTRATION, "006")));

    List<String> heard = List.of(shown(next()), shown(next()));
    SlaveRegisteredMessage registered =
        SlaveRegisteredMessage.parseFrom(body(REGISTRATION, "008")).toBuilder()
            .setSlaveId(id())
            .setConnection(CONNECTION)
            .build();
    PingSlaveMessage ping = PingSlaveMessage.parseFrom(body(REGISTRATION, "007"));
    assertThat(heard)
        .containsExactlyInAnyOrder(
            "slave-observer(1) PingSlaveMessage " + ping,
            "master SlaveRegisteredMessage " + registered);

    UpdateSlaveMessage update = UpdateSlaveMessage.parseFrom(body(REGISTRATION, "010"));
    answerPings(update.toBuilder().setSlaveId(id()).build(), ping);
    send(master, UnregisterSlaveMessage.newBuilder().setSlaveId(id()).build());
    awaitState("\"activated_slaves\":0");
  }

  @Test
  void takesBackAnAgentAsRecorded() throws Exception {
    send(master, ReregisterSlaveMessage.parseFrom(body(REREGISTRATION, "005")));

    List<String> heard = List.of(shown(next()), shown(next()));
    assertThat(heard)
        .containsExactlyInAnyOrder(
            "slave-observer(1) PingSlaveMessage "
                + PingSlaveMessage.parseFrom(body(REREGISTRATION, "008")),
            "master SlaveReregisteredMessage "
                + SlaveReregisteredMessage.parseFrom(body(REREGISTRATION, "007")).toBuilder()
                    .setConnection(CONNECTION)
                    .build());
    awaitState("\"activated_slaves\":1");
  }

  /** The first agent of our master, whatever it was in the recording. */
  private AgentID id() {
    return AgentID.newBuilder().setValue(cluster.agentId(1)).build();
  }

  /** Seven pings, which is longer than the master would wait for an answer. */
  private void answerPings(UpdateSlaveMessage update, PingSlaveMessage ping) throws Exception {
    Upid observer = Upid.of("slave-observer(1)", "127.0.0.1", cluster.port());
    send(observer, PongSlaveMessage.getDefaultInstance());
    send(master, update);
    for (int i = 0; i < 7; i++) {
      assertThat(shown(next())).isEqualTo("slave-observer(1) PingSlaveMessage " + ping);
      send(observer, PongSlaveMessage.getDefaultInstance());
    }
    awaitState("\"activated_slaves\":1");
  }

  private void awaitState(String text) {
    await().until(() -> RawHttp.get(cluster.port(), "/state").text().contains(text));
  }

  private void send(Upid to, Message message) {
    node.send(node.self(), to, message.getDescriptorForType().getFullName(), message.toByteArray());
  }

  private ReceivedMessage next() throws InterruptedException {
    ReceivedMessage message = received.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(message).as("a message of the master").isNotNull();
    return message;
  }

  private static String shown(ReceivedMessage message) throws Exception {
    String name = message.name().replace("mesos.internal.", "");
    Message content =
        switch (name) {
          case "PingSlaveMessage" -> PingSlaveMessage.parseFrom(message.body());
          case "SlaveRegisteredMessage" -> SlaveRegisteredMessage.parseFrom(message.body());
          case "SlaveReregisteredMessage" -> SlaveReregisteredMessage.parseFrom(message.body());
          default -> throw new AssertionError("unexpected " + message);
        };
    return message.from().id() + " " + name + " " + content;
  }

  /** The body of a recorded message, which is one chunk. */
  private static byte[] body(String scenario, String number) throws Exception {
    try (var files = Files.list(Recordings.file("libprocess/" + scenario))) {
      Path file =
          files
              .filter(f -> f.getFileName().toString().matches(number + "-.*\\.http"))
              .findFirst()
              .orElseThrow();
      String text = Files.readString(file, ISO_8859_1);
      String chunk = text.substring(text.indexOf("\r\n\r\n") + 4);
      int line = chunk.indexOf("\r\n");
      int length = Integer.parseInt(chunk.substring(0, line), 16);
      return chunk.substring(line + 2, line + 2 + length).getBytes(ISO_8859_1);
    }
  }
}
