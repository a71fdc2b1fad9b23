package io.meseta.agent;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.meseta.protocol.internal.Messages.PingSlaveMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import io.meseta.protocol.internal.Messages.SlaveRegisteredMessage;
import io.meseta.protocol.internal.Messages.SlaveReregisteredMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.StatusUpdateAcknowledgementMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;

/** Enough of a master for an agent: a real port, real libprocess messages, and a good memory. */
final class FakeMaster implements AutoCloseable {

  static final AgentID AGENT = AgentID.newBuilder().setValue("master-S0").build();

  private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
  private final List<StatusUpdate> updates = new CopyOnWriteArrayList<>();
  private final HttpServer http;
  private final LibprocessNode node;
  private volatile Upid agent = Upid.NONE;
  private volatile boolean acknowledges = true;

  FakeMaster(NetworkThreads threads) throws IOException {
    http =
        HttpServer.start(
            threads,
            new InetSocketAddress("127.0.0.1", 0),
            HttpLimits.defaults(),
            new LibprocessReceiver(
                this::receive, HttpHandler.immediate(_ -> HttpErrors.notFound())));
    node =
        new LibprocessNode(
            threads,
            Upid.of("master", "127.0.0.1", http.port()),
            LibprocessLimits.defaults(),
            _ -> {});
  }

  MasterInfo info() {
    return MasterInfo.newBuilder()
        .setId("master")
        .setIp(0)
        .setPort(http.port())
        .setHostname("localhost")
        .setPid(node.self().toString())
        .build();
  }

  private boolean receive(ReceivedMessage message) {
    received.add(message);
    try {
      switch (message.name().substring("mesos.internal.".length())) {
        case "RegisterSlaveMessage" -> register(message);
        case "ReregisterSlaveMessage" -> reregister(message);
        case "StatusUpdateMessage" -> update(StatusUpdateMessage.parseFrom(message.body()));
        default -> {}
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(message.toString(), e);
    }
    return true;
  }

  private void register(ReceivedMessage message) throws InvalidProtocolBufferException {
    RegisterSlaveMessage.parseFrom(message.body());
    agent = message.from();
    send(SlaveRegisteredMessage.newBuilder().setSlaveId(AGENT).build());
  }

  private void reregister(ReceivedMessage message) throws InvalidProtocolBufferException {
    ReregisterSlaveMessage.parseFrom(message.body());
    agent = message.from();
    send(SlaveReregisteredMessage.newBuilder().setSlaveId(AGENT).build());
  }

  private void update(StatusUpdateMessage message) {
    StatusUpdate update = message.getUpdate();
    updates.add(update);
    if (acknowledges) {
      acknowledge(update);
    }
  }

  void acknowledge(StatusUpdate update) {
    send(
        StatusUpdateAcknowledgementMessage.newBuilder()
            .setSlaveId(update.getSlaveId())
            .setFrameworkId(update.getFrameworkId())
            .setTaskId(update.getStatus().getTaskId())
            .setUuid(update.getUuid())
            .build());
  }

  void stopAcknowledging() {
    acknowledges = false;
  }

  void send(Message message) {
    node.send(agent, message.getDescriptorForType().getFullName(), message.toByteArray());
  }

  void ping(boolean connected) {
    node.send(
        Upid.of("slave-observer(1)", "127.0.0.1", http.port()),
        agent,
        "mesos.internal.PingSlaveMessage",
        PingSlaveMessage.newBuilder().setConnected(connected).build().toByteArray());
  }

  void run(FrameworkInfo framework, TaskInfo task) {
    run(framework, task, true);
  }

  void run(FrameworkInfo framework, TaskInfo task, boolean launchExecutor) {
    send(
        RunTaskMessage.newBuilder()
            .setFramework(framework)
            .setTask(task)
            .setPid("@0.0.0.0:0")
            .setLaunchExecutor(launchExecutor)
            .build());
  }

  /** Every message of that name so far. */
  <M extends Message> List<M> all(String name, Parser<M> parser) {
    return received.stream()
        .filter(message -> message.name().equals("mesos.internal." + name))
        .map(message -> {
          try {
            return parser.parseFrom(message.body());
          } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(message.toString(), e);
          }
        })
        .toList();
  }

  /** Waits for the first message of that name. */
  <M extends Message> M await(String name, Parser<M> parser) {
    return Patience.await()
        .until(() -> all(name, parser), messages -> !messages.isEmpty())
        .getFirst();
  }

  /** Every update of the task, in the order of arrival; repeated ones count once. */
  List<StatusUpdate> updatesOf(String task) {
    List<ByteString> seen = new CopyOnWriteArrayList<>();
    return updates.stream()
        .filter(update -> update.getStatus().getTaskId().getValue().equals(task))
        .filter(update -> !seen.contains(update.getUuid()) && seen.add(update.getUuid()))
        .toList();
  }

  /** Waits until the task is in that state, and returns all its updates. */
  List<StatusUpdate> awaitState(String task, TaskState state) {
    return Patience.await()
        .until(
            () -> updatesOf(task),
            all -> !all.isEmpty() && all.getLast().getStatus().getState() == state);
  }

  @Override
  public void close() {
    http.close();
    node.close();
  }
}
