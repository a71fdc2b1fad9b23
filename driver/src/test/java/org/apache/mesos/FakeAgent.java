package org.apache.mesos;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;

/** An agent that says what the test tells it to, on the v1 executor API. */
final class FakeAgent extends FakePeer {
  FakeAgent() {}

  FakeAgent(int port) throws IOException {
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

  /** As an agent sets it for a checkpointing framework. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("MESOS_AGENT_ENDPOINT", address());
    environment.put("MESOS_SLAVE_PID", "slave(1)@" + address());
    environment.put("MESOS_FRAMEWORK_ID", "framework-1");
    environment.put("MESOS_EXECUTOR_ID", "executor-1");
    environment.put("MESOS_SLAVE_ID", "agent-1");
    environment.put("MESOS_CHECKPOINT", "1");
    environment.put("MESOS_RECOVERY_TIMEOUT", "15mins");
    environment.put("MESOS_SUBSCRIPTION_BACKOFF_MAX", "20ms");
    environment.put("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "5secs");
    return environment;
  }

  Call awaitCall(Call.Type type) throws InterruptedException {
    Call call = parse(awaitRequest().body);
    if (call.getType() != type) {
      throw new AssertionError("Expected " + type + " but got " + call);
    }
    return call;
  }

  /** Waits for a SUBSCRIBE and answers it. */
  Stream register() throws Exception {
    awaitCall(Call.Type.SUBSCRIBE);
    Stream stream = awaitStream();
    stream.send(subscribed().toByteArray());
    return stream;
  }

  static Event subscribed() {
    Event.Subscribed.Builder subscribed = Event.Subscribed.newBuilder();
    subscribed.getExecutorInfoBuilder().getExecutorIdBuilder().setValue("executor-1");
    subscribed.getFrameworkInfoBuilder().setUser("root").setName("hello-world");
    subscribed
        .getAgentInfoBuilder()
        .setHostname("agent.example")
        .getIdBuilder()
        .setValue("agent-1");
    return Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(subscribed).build();
  }

  static TaskInfo task(String id) {
    TaskInfo.Builder task = TaskInfo.newBuilder().setName(id);
    task.getTaskIdBuilder().setValue(id);
    task.getAgentIdBuilder().setValue("agent-1");
    return task.build();
  }

  static Event launch(String id) {
    return Event.newBuilder()
        .setType(Event.Type.LAUNCH)
        .setLaunch(Event.Launch.newBuilder().setTask(task(id)))
        .build();
  }

  static Event acknowledged(String task, ByteString uuid) {
    Event.Acknowledged.Builder acknowledged = Event.Acknowledged.newBuilder().setUuid(uuid);
    acknowledged.getTaskIdBuilder().setValue(task);
    return Event.newBuilder()
        .setType(Event.Type.ACKNOWLEDGED)
        .setAcknowledged(acknowledged)
        .build();
  }
}
