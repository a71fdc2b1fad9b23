package org.apache.mesos;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A master that says what the test tells it to, on the v1 scheduler API. */
final class FakeMaster extends FakePeer {
  static final String FRAMEWORK = "framework-1";

  FakeMaster() {}

  FakeMaster(int port) throws IOException {
    super(port);
  }

  @Override
  boolean isSubscribe(byte[] body) {
    return parse(body).getType() == Call.Type.SUBSCRIBE;
  }

  static Call parse(byte[] body) {
    try {
      return Call.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** The next call of this type; fails if another one comes first. */
  Call awaitCall(Call.Type type) throws InterruptedException {
    Call call = parse(awaitRequest().body);
    if (call.getType() != type) {
      throw new AssertionError("Expected " + type + " but got " + call);
    }
    return call;
  }

  /** Waits for a SUBSCRIBE and answers it as the master with this id. */
  Stream register(String masterId) throws Exception {
    awaitCall(Call.Type.SUBSCRIBE);
    Stream stream = awaitStream();
    stream.send(subscribed(masterId, port(), 15).toByteArray());
    return stream;
  }

  /** Whether no request comes for a moment; only for asserting an absence. */
  boolean staysQuiet() throws InterruptedException {
    return requests.poll(200, TimeUnit.MILLISECONDS) == null;
  }

  static Event subscribed(String masterId, int port, double heartbeatSeconds) {
    MasterInfo master =
        MasterInfo.newBuilder()
            .setId(masterId)
            .setIp(0)
            .setPort(port)
            .setHostname("master.example")
            .build();
    return Event.newBuilder()
        .setType(Event.Type.SUBSCRIBED)
        .setSubscribed(
            Event.Subscribed.newBuilder()
                .setFrameworkId(FrameworkID.newBuilder().setValue(FRAMEWORK))
                .setHeartbeatIntervalSeconds(heartbeatSeconds)
                .setMasterInfo(master))
        .build();
  }

  static Event offers(String... ids) {
    Event.Offers.Builder offers = Event.Offers.newBuilder();
    for (String id : ids) {
      offers.addOffers(
          Offer.newBuilder()
              .setId(OfferID.newBuilder().setValue(id))
              .setFrameworkId(FrameworkID.newBuilder().setValue(FRAMEWORK))
              .setAgentId(AgentID.newBuilder().setValue("agent-1"))
              .setHostname("agent.example"));
    }
    return Event.newBuilder().setType(Event.Type.OFFERS).setOffers(offers).build();
  }

  static Event update(String task, TaskState state, byte[] uuid) {
    TaskStatus.Builder status =
        TaskStatus.newBuilder()
            .setTaskId(TaskID.newBuilder().setValue(task))
            .setAgentId(AgentID.newBuilder().setValue("agent-1"))
            .setState(state);
    if (uuid != null) {
      status.setUuid(ByteString.copyFrom(uuid));
    }
    return Event.newBuilder()
        .setType(Event.Type.UPDATE)
        .setUpdate(Event.Update.newBuilder().setStatus(status))
        .build();
  }

  static Event error(String message) {
    return Event.newBuilder()
        .setType(Event.Type.ERROR)
        .setError(Event.Error.newBuilder().setMessage(message))
        .build();
  }

  static void send(Stream stream, Event event) throws IOException {
    stream.send(event.toByteArray());
  }
}
