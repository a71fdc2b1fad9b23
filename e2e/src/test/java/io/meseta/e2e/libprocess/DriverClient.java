package io.meseta.e2e.libprocess;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.meseta.protocol.internal.Messages.FrameworkRegisteredMessage;
import io.meseta.protocol.internal.Messages.ResourceOffersMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.io.IOException;
import java.util.UUID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Value;

/** A scheduler driver as frameworks link it, in one of the styles of its many years. */
final class DriverClient implements AutoCloseable {

  static final String MASTER = "master";

  final LibprocessPeer peer;
  private final DriverStyle style;
  private final int master;
  private FrameworkInfo info =
      FrameworkInfo.newBuilder()
          .setUser(System.getProperty("user.name"))
          .setName("driver")
          .setFailoverTimeout(60)
          .setCheckpoint(true)
          .build();

  DriverClient(DriverStyle style, int master) throws IOException {
    this.peer = new LibprocessPeer("scheduler-" + UUID.randomUUID());
    this.style = style;
    this.master = master;
  }

  /** The same with another description of the framework. */
  DriverClient as(FrameworkInfo description) {
    info = description;
    return this;
  }

  FrameworkInfo info() {
    return info;
  }

  FrameworkID framework() {
    return info.getId();
  }

  /** Registers a new framework and waits for its id. */
  FrameworkID register() throws Exception {
    send(style.register(info));
    return registered();
  }

  /** Waits until the master has confirmed the registration. */
  FrameworkID registered() throws Exception {
    FrameworkRegisteredMessage answer = peer.next(FrameworkRegisteredMessage.getDefaultInstance());
    info = info.toBuilder().setId(answer.getFrameworkId()).build();
    return answer.getFrameworkId();
  }

  /** Comes back, or takes over; does not wait. */
  void reregister(boolean failover) throws IOException {
    send(style.reregister(info, failover));
  }

  /** Waits for offers and takes the first. */
  Offer offer() throws Exception {
    return peer.next(ResourceOffersMessage.getDefaultInstance()).getOffers(0);
  }

  void launch(Offer offer, TaskInfo... tasks) throws IOException {
    send(style.launch(framework(), offer.getId(), tasks));
  }

  void decline(OfferID offer) throws IOException {
    send(style.launch(framework(), offer));
  }

  void kill(String task) throws IOException {
    send(style.kill(framework(), task(task)));
  }

  void reconcile(String... tasks) throws IOException {
    send(style.reconcile(framework(), tasks));
  }

  void revive() throws IOException {
    send(style.revive(framework()));
  }

  void unregister() throws IOException {
    send(style.unregister(framework()));
  }

  void messageThroughMaster(Offer offer, String executor, ByteString data) throws IOException {
    send(style.message(framework(), offer.getAgentId(), executor, data));
  }

  /** Waits for the next update, acknowledges it if it must be, and hands it out. */
  StatusUpdateMessage update() throws Exception {
    StatusUpdateMessage message = peer.next(StatusUpdateMessage.getDefaultInstance());
    if (!message.getPid().isEmpty() && !message.getUpdate().getUuid().isEmpty()) {
      send(style.acknowledge(message.getUpdate()));
    }
    return message;
  }

  /** Waits for updates until one has the state. */
  StatusUpdateMessage update(TaskState state) throws Exception {
    StatusUpdateMessage message = update();
    while (message.getUpdate().getStatus().getState() != state) {
      message = update();
    }
    return message;
  }

  void send(Message message) throws IOException {
    peer.send(master, MASTER, message);
  }

  @Override
  public void close() throws IOException {
    peer.close();
  }

  // ---- what is launched -----------------------------------------------------------------------

  static TaskID task(String id) {
    return TaskID.newBuilder().setValue(id).build();
  }

  static TaskInfo command(String id, Offer offer, String command) {
    return bare(id, offer).setCommand(CommandInfo.newBuilder().setValue(command)).build();
  }

  static TaskInfo onExecutor(String id, Offer offer, String executor, CommandInfo command) {
    return bare(id, offer)
        .setExecutor(
            ExecutorInfo.newBuilder()
                .setExecutorId(ExecutorID.newBuilder().setValue(executor))
                .setCommand(command))
        .build();
  }

  private static TaskInfo.Builder bare(String id, Offer offer) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(task(id))
        .setAgentId(offer.getAgentId())
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32));
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }
}
