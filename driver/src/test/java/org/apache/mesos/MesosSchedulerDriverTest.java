package org.apache.mesos;

import static org.apache.mesos.FakeMaster.FRAMEWORK;
import static org.apache.mesos.FakeMaster.offers;
import static org.apache.mesos.FakeMaster.send;
import static org.apache.mesos.FakeMaster.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.mesos.Protos.ExecutorID;
import org.apache.mesos.Protos.Filters;
import org.apache.mesos.Protos.SlaveID;
import org.apache.mesos.Protos.Status;
import org.apache.mesos.Protos.TaskState;
import org.apache.mesos.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

/** What goes over the wire for each method, and which callback each event makes. */
class MesosSchedulerDriverTest extends SchedulerDriverFixture {

  @Test
  void subscribesWithUserAndHostnameFilledIn() throws Exception {
    driver.start();
    Call call = master.awaitCall(Call.Type.SUBSCRIBE);
    assertThat(call.hasFrameworkId()).isFalse();
    assertThat(call.getSubscribe().getFrameworkInfo().getName()).isEqualTo("hello-world");
    assertThat(call.getSubscribe().getFrameworkInfo().getUser())
        .isEqualTo(System.getProperty("user.name"));
    assertThat(call.getSubscribe().getFrameworkInfo().getHostname()).isEqualTo(nameOfThisMachine());
  }

  /** Empty where the machine's name has no address. */
  private static String nameOfThisMachine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  @Test
  void launchesTasksOnAnOfferWithTheStreamIdOfTheSubscription() throws Exception {
    FakePeer.Stream stream = registered(driver);
    send(stream, offers("o1", "o2"));
    assertThat(scheduler.await()).isEqualTo("offers o1 o2 of agent-1");
    assertThat(driver.launchTasks(offer("o1"), List.of(task("t1"), task("t2"))))
        .isEqualTo(Status.DRIVER_RUNNING);
    FakePeer.Request request = master.awaitRequest();
    assertThat(request.headers).containsEntry("mesos-stream-id", stream.id);
    Call call = FakeMaster.parse(request.body);
    assertThat(call.getType()).isEqualTo(Call.Type.ACCEPT);
    assertThat(call.getFrameworkId().getValue()).isEqualTo(FRAMEWORK);
    assertThat(call.getAccept().getOfferIds(0).getValue()).isEqualTo("o1");
    assertThat(call.getAccept().hasFilters()).isTrue();
    assertThat(call.getAccept().getOperations(0).getLaunch().getTaskInfosList())
        .extracting(task -> task.getAgentId().getValue() + "/" + task.getName())
        .containsExactly("agent-1/t1", "agent-1/t2");
  }

  @Test
  void acknowledgesAnUpdateAfterTheCallbackHasReturned() throws Exception {
    FakePeer.Stream stream = registered(driver);
    byte[] uuid = "0123456789abcdef".getBytes();
    send(stream, update("t1", org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING, uuid));
    assertThat(scheduler.await()).isEqualTo("update t1 TASK_RUNNING uuid 0123456789abcdef");
    Call call = master.awaitCall(Call.Type.ACKNOWLEDGE);
    assertThat(call.getAcknowledge().getUuid()).isEqualTo(ByteString.copyFrom(uuid));
    assertThat(call.getAcknowledge().getAgentId().getValue()).isEqualTo("agent-1");
    assertThat(call.getAcknowledge().getTaskId().getValue()).isEqualTo("t1");
  }

  @Test
  void doesNotAcknowledgeAnUpdateWithoutUuid() throws Exception {
    FakePeer.Stream stream = registered(driver);
    send(stream, update("t1", org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING, null));
    send(stream, update("t2", org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING, new byte[0]));
    assertThat(scheduler.await()).isEqualTo("update t1 TASK_RUNNING");
    assertThat(scheduler.await()).isEqualTo("update t2 TASK_RUNNING");
    assertThat(scheduler.statuses).noneMatch(TaskStatus::hasUuid);
    driver.killTask(taskId("next"));
    master.awaitCall(Call.Type.KILL);
  }

  @Test
  void leavesAcknowledgementsToASchedulerThatWantsThem() throws Exception {
    MesosSchedulerDriver explicit =
        driver(options(HELLO, master.address()).implicitAcknowledgements(false));
    FakePeer.Stream stream = registered(explicit);
    byte[] uuid = "0123456789abcdef".getBytes();
    send(stream, update("t1", org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING, uuid));
    send(stream, update("t2", org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING, null));
    scheduler.await();
    scheduler.await();
    explicit.killTask(taskId("marker"));
    master.awaitCall(Call.Type.KILL);
    explicit.acknowledgeStatusUpdate(scheduler.statuses.take());
    explicit.acknowledgeStatusUpdate(scheduler.statuses.take());
    assertThat(master.awaitCall(Call.Type.ACKNOWLEDGE).getAcknowledge().getUuid())
        .isEqualTo(ByteString.copyFrom(uuid));
    explicit.stop();
    master.awaitCall(Call.Type.TEARDOWN);
  }

  @Test
  void mapsEveryOtherEventToItsCallback() throws Exception {
    FakePeer.Stream stream = registered(driver);
    send(stream, Event.newBuilder().setType(Event.Type.HEARTBEAT).build());
    send(stream, offers("o1"));
    assertThat(scheduler.await()).isEqualTo("offers o1 of agent-1");
    stream.send(
        Event.newBuilder()
            .setType(Event.Type.RESCIND)
            .setRescind(
                Event.Rescind.newBuilder()
                    .setOfferId(org.apache.mesos.v1.Protos.OfferID.newBuilder().setValue("o1")))
            .build()
            .toByteArray());
    assertThat(scheduler.await()).isEqualTo("rescinded o1");
    Event.Message.Builder message =
        Event.Message.newBuilder().setData(ByteString.copyFromUtf8("hi"));
    message.getAgentIdBuilder().setValue("agent-1");
    message.getExecutorIdBuilder().setValue("ex");
    send(stream, Event.newBuilder().setType(Event.Type.MESSAGE).setMessage(message).build());
    assertThat(scheduler.await()).isEqualTo("message hi from ex on agent-1");
    Event.Failure.Builder failure = Event.Failure.newBuilder().setStatus(256);
    failure.getAgentIdBuilder().setValue("agent-1");
    failure.getExecutorIdBuilder().setValue("ex");
    send(stream, Event.newBuilder().setType(Event.Type.FAILURE).setFailure(failure).build());
    assertThat(scheduler.await()).isEqualTo("executor lost ex on agent-1: 256");
    failure.clearExecutorId().clearStatus();
    send(stream, Event.newBuilder().setType(Event.Type.FAILURE).setFailure(failure).build());
    assertThat(scheduler.await()).isEqualTo("slave lost agent-1");
  }

  @Test
  void mapsEveryMethodToItsCall() throws Exception {
    registered(driver);
    driver.declineOffer(offer("o1"), Filters.newBuilder().setRefuseSeconds(120).build());
    Call decline = master.awaitCall(Call.Type.DECLINE);
    assertThat(decline.getDecline().getOfferIds(0).getValue()).isEqualTo("o1");
    assertThat(decline.getDecline().getFilters().getRefuseSeconds()).isEqualTo(120);
    driver.reviveOffers(List.of("r1"));
    assertThat(master.awaitCall(Call.Type.REVIVE).getRevive().getRolesList()).containsOnly("r1");
    driver.suppressOffers(List.of("r2"));
    assertThat(master.awaitCall(Call.Type.SUPPRESS).getSuppress().getRolesList())
        .containsOnly("r2");
    driver.requestResources(
        List.of(
            Protos.Request.newBuilder()
                .setSlaveId(SlaveID.newBuilder().setValue("agent-1"))
                .build()));
    assertThat(
            master.awaitCall(Call.Type.REQUEST).getRequest().getRequests(0).getAgentId().getValue())
        .isEqualTo("agent-1");
    driver.sendFrameworkMessage(
        ExecutorID.newBuilder().setValue("ex").build(),
        SlaveID.newBuilder().setValue("agent-1").build(),
        "hi".getBytes());
    Call.Message message = master.awaitCall(Call.Type.MESSAGE).getMessage();
    assertThat(message.getExecutorId().getValue()).isEqualTo("ex");
    assertThat(message.getAgentId().getValue()).isEqualTo("agent-1");
    assertThat(message.getData().toStringUtf8()).isEqualTo("hi");
    driver.reconcileTasks(
        List.of(
            TaskStatus.newBuilder()
                .setTaskId(taskId("t1"))
                .setSlaveId(SlaveID.newBuilder().setValue("agent-1"))
                .setState(TaskState.TASK_RUNNING)
                .build()));
    Call.Reconcile.Task task = master.awaitCall(Call.Type.RECONCILE).getReconcile().getTasks(0);
    assertThat(task.getTaskId().getValue()).isEqualTo("t1");
    assertThat(task.getAgentId().getValue()).isEqualTo("agent-1");
    driver.reconcileTasks(List.of());
    assertThat(master.awaitCall(Call.Type.RECONCILE).getReconcile().getTasksList()).isEmpty();
  }
}
