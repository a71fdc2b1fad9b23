package org.apache.mesos;

import static org.apache.mesos.FakeMaster.offers;
import static org.apache.mesos.FakeMaster.send;
import static org.apache.mesos.FakeMaster.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.Credential;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.V0Mesos;
import org.apache.mesos.v1.scheduler.V1Mesos;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** V0Mesos and V1Mesos against a master that obeys the test (Mesos reference §1.7, §7.7). */
@Timeout(180)
class V1SchedulersTest {
  private static final FrameworkInfo HELLO =
      FrameworkInfo.newBuilder().setUser("me").setName("hello").build();

  private final FakeMaster master = new FakeMaster();
  private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
  private volatile boolean over;

  @AfterEach
  void close() {
    over = true;
    master.close();
  }

  /** When the test is over the next callback ends the link, for it has no other end. */
  private final class Notes implements org.apache.mesos.v1.scheduler.Scheduler {
    @Override
    public void connected(Mesos mesos) {
      note("connected");
    }

    @Override
    public void disconnected(Mesos mesos) {
      note("disconnected");
    }

    @Override
    public void received(Mesos mesos, Event event) {
      String detail = event.hasError() ? " " + event.getError().getMessage() : "";
      note(event.getType() + detail);
    }

    private void note(String text) {
      if (over) {
        throw new IllegalStateException("the test is over");
      }
      notes.add(text);
    }
  }

  private String next() throws InterruptedException {
    return FakePeer.present(notes.poll(FakePeer.PATIENCE_SECONDS, TimeUnit.SECONDS), "callback");
  }

  private static Call subscribe() {
    return Call.newBuilder()
        .setType(Call.Type.SUBSCRIBE)
        .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(HELLO))
        .build();
  }

  private static Call kill() {
    Call.Builder call = Call.newBuilder().setType(Call.Type.KILL);
    call.getFrameworkIdBuilder().setValue("framework-1");
    call.getKillBuilder().getTaskIdBuilder().setValue("t1");
    return call.build();
  }

  private FakePeer.Stream subscribed(V1Mesos mesos) throws Exception {
    assertThat(next()).isEqualTo("connected");
    mesos.send(subscribe());
    FakePeer.Stream stream = master.register("master-1");
    assertThat(next()).isEqualTo("SUBSCRIBED");
    return stream;
  }

  @Test
  void v1SubscribesWhenTheSchedulerDoesAndPassesEventsOn() throws Exception {
    V1Mesos mesos = new V1Mesos(new Notes(), master.address());
    FakePeer.Stream stream = subscribed(mesos);
    send(stream, offers("o1"));
    assertThat(next()).isEqualTo("OFFERS");
    mesos.send(kill());
    FakePeer.Request request = master.awaitRequest();
    assertThat(request.headers).containsEntry("mesos-stream-id", stream.id);
    assertThat(FakeMaster.parse(request.body)).isEqualTo(kill());
    stream.cut();
    assertThat(next()).isEqualTo("disconnected");
    subscribed(mesos);
  }

  @Test
  void v1DropsWhatComesAtTheWrongTime() throws Exception {
    V1Mesos mesos = new V1Mesos(new Notes(), master.address());
    mesos.send(kill());
    assertThat(next()).isEqualTo("connected");
    mesos.send(kill());
    mesos.send(subscribe());
    mesos.send(subscribe());
    master.register("master-1");
    assertThat(next()).isEqualTo("SUBSCRIBED");
    mesos.send(subscribe());
    assertThat(master.staysQuiet()).isTrue();
  }

  @Test
  void v1ReconnectsWhenItIsTold() throws Exception {
    V1Mesos mesos = new V1Mesos(new Notes(), master.address());
    subscribed(mesos);
    mesos.reconnect();
    assertThat(next()).isEqualTo("disconnected");
    assertThat(next()).isEqualTo("connected");
    mesos.reconnect();
    assertThat(next()).isEqualTo("disconnected");
    subscribed(mesos);
  }

  @Test
  void v1FollowsRedirectsAndTellsOfRefusals() throws Exception {
    try (FakeMaster standby = new FakeMaster()) {
      standby.answerSubscribe(
          "307 Temporary Redirect\r\nLocation: //" + master.address() + "/api/v1/scheduler", "");
      master.answerSubscribe("503 Service Unavailable", "not yet");
      master.answerSubscribe("400 Bad Request", "no such thing");
      master.answerCall("403 Forbidden", "may not");
      Credential me = Credential.newBuilder().setPrincipal("me").setSecret("so").build();
      V1Mesos mesos = new V1Mesos(new Notes(), standby.address(), me);
      assertThat(next()).isEqualTo("connected");
      mesos.send(subscribe());
      assertThat(standby.awaitRequest().headers).containsEntry("authorization", "Basic bWU6c28=");
      master.awaitRequest();
      // 503 is only logged: the scheduler tries again when it sees fit.
      while (master.requests.isEmpty()) {
        mesos.send(subscribe());
        Thread.onSpinWait();
      }
      master.awaitRequest();
      assertThat(next()).isEqualTo("ERROR Received unexpected '400' (no such thing)");
      mesos.send(subscribe());
      master.register("master-1");
      assertThat(next()).isEqualTo("SUBSCRIBED");
      mesos.send(kill());
      assertThat(next()).isEqualTo("ERROR Received unexpected '403' (may not)");
    }
  }

  @Test
  void aMasterThatCannotBeIsAnError() throws Exception {
    new V1Mesos(new Notes(), "nowhere");
    assertThat(next())
        .isEqualTo(
            "ERROR Failed to create a master detector for 'nowhere': expected host:port but found"
                + " 'nowhere'");
    new V0Mesos(new Notes(), HELLO, "nowhere").send(subscribe());
    assertThat(next()).isEqualTo("connected");
    assertThat(next()).startsWith("ERROR Failed to create a master detector for 'nowhere'");
  }

  @Test
  void v0SubscribesByItselfAndHoldsEventsBack() throws Exception {
    V0Mesos mesos = new V0Mesos(new Notes(), HELLO, master.address());
    FakePeer.Stream stream = master.register("master-1");
    send(stream, offers("o1"));
    assertThat(next()).isEqualTo("connected");
    assertThat(master.staysQuiet()).isTrue();
    assertThat(notes).isEmpty();
    mesos.send(subscribe());
    assertThat(next()).isEqualTo("SUBSCRIBED");
    assertThat(next()).isEqualTo("HEARTBEAT");
    assertThat(next()).isEqualTo("OFFERS");
    byte[] uuid = "0123456789abcdef".getBytes();
    send(stream, update("t1", TaskState.TASK_RUNNING, uuid));
    assertThat(next()).isEqualTo("UPDATE");
    assertThat(master.staysQuiet()).as("no implicit acknowledgement").isTrue();
    Call.Builder acknowledge = Call.newBuilder().setType(Call.Type.ACKNOWLEDGE);
    acknowledge.setFrameworkId(FrameworkID.newBuilder().setValue("framework-1"));
    acknowledge.getAcknowledgeBuilder().getTaskIdBuilder().setValue("t1");
    acknowledge.getAcknowledgeBuilder().getAgentIdBuilder().setValue("agent-1");
    acknowledge.getAcknowledgeBuilder().setUuid(com.google.protobuf.ByteString.copyFrom(uuid));
    mesos.send(acknowledge.build());
    assertThat(FakeMaster.parse(master.awaitRequest().body)).isEqualTo(acknowledge.build());
    mesos.send(kill());
    assertThat(master.awaitCall(Call.Type.KILL).getKill()).isEqualTo(kill().getKill());
    stream.cut();
    assertThat(next()).isEqualTo("disconnected");
    master.register("master-1");
    assertThat(next()).isEqualTo("connected");
    mesos.send(subscribe());
    assertThat(next()).isEqualTo("SUBSCRIBED");
    mesos.send(
        Call.newBuilder()
            .setType(Call.Type.TEARDOWN)
            .setFrameworkId(FrameworkID.newBuilder().setValue("framework-1"))
            .build());
    master.awaitCall(Call.Type.TEARDOWN);
  }
}
