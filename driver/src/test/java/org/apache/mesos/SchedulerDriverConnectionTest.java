package org.apache.mesos;

import static org.apache.mesos.FakeMaster.offers;
import static org.apache.mesos.FakeMaster.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.driver.scheduler.SchedulerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.mesos.Protos.Credential;
import org.apache.mesos.Protos.FrameworkID;
import org.apache.mesos.Protos.FrameworkInfo;
import org.apache.mesos.Protos.Status;
import org.apache.mesos.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the master is found, lost and found again (Mesos reference §5.5, §0.4). */
class SchedulerDriverConnectionTest extends SchedulerDriverFixture {

  private static Call.Subscribe subscribe(FakeMaster master) throws Exception {
    return master.awaitCall(Call.Type.SUBSCRIBE).getSubscribe();
  }

  @Test
  void followsARedirectToTheLeader() throws Exception {
    try (FakeMaster standby = new FakeMaster()) {
      standby.answerSubscribe(
          "307 Temporary Redirect\r\nLocation: //" + master.address() + "/master/api/v1/scheduler",
          "");
      registered(driver(options(HELLO, standby.address())));
      standby.awaitCall(Call.Type.SUBSCRIBE);
    }
  }

  @Test
  void endsALoopOfRedirectsAndTriesAgain() throws Exception {
    for (int i = 0; i < 6; i++) {
      master.answerSubscribe("307 Temporary Redirect\r\nLocation: //" + master.address(), "");
    }
    driver.start();
    for (int i = 0; i < 6; i++) {
      master.awaitCall(Call.Type.SUBSCRIBE);
    }
    master.register("master-1");
    assertThat(scheduler.await()).isEqualTo(REGISTERED);
  }

  @Test
  void triesAgainWhileThereIsNoLeader() throws Exception {
    master.answerSubscribe("503 Service Unavailable", "No leader elected");
    master.answerSubscribe("503 Service Unavailable", "Master has not finished recovery");
    driver.start();
    master.awaitCall(Call.Type.SUBSCRIBE);
    master.awaitCall(Call.Type.SUBSCRIBE);
    master.register("master-1");
    assertThat(scheduler.await()).isEqualTo(REGISTERED);
  }

  @Test
  void waitsForAMasterThatIsNotThereYet() throws Exception {
    int port = master.port();
    master.close();
    driver.start();
    try (FakeMaster late = new FakeMaster(port)) {
      late.register("master-1");
      assertThat(scheduler.await()).isEqualTo(REGISTERED);
    }
  }

  @Test
  void understandsEveryFormOfAddress(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("master"), master.address() + "\n");
    for (String address :
        List.of(
            "master@" + master.address(),
            "http://" + master.address(),
            "http://" + master.address() + "/",
            "file://" + file,
            "127.0.0.1:1," + master.address())) {
      MesosSchedulerDriver started = driver(options(HELLO, address));
      registered(started);
      started.stop(true);
    }
  }

  @Test
  void reregistersWithTheSameMasterAndRegistersWithAnother() throws Exception {
    FakePeer.Stream first = registered(driver);
    first.cut();
    assertThat(scheduler.await()).isEqualTo("disconnected");
    Call again = master.awaitCall(Call.Type.SUBSCRIBE);
    assertThat(again.getFrameworkId().getValue()).isEqualTo("framework-1");
    assertThat(again.getSubscribe().getFrameworkInfo().getId().getValue()).isEqualTo("framework-1");
    FakePeer.Stream second = master.awaitStream();
    send(second, FakeMaster.subscribed("master-1", master.port(), 15));
    assertThat(scheduler.await()).isEqualTo("reregistered at master.example");
    second.end();
    assertThat(scheduler.await()).isEqualTo("disconnected");
    master.register("master-2");
    assertThat(scheduler.await()).isEqualTo(REGISTERED);
  }

  @Test
  void aPresetIdIsAFailoverAndRegisters() throws Exception {
    FrameworkID id = FrameworkID.newBuilder().setValue("framework-1").build();
    FrameworkInfo known = HELLO.toBuilder().setId(id).build();
    driver(options(known, master.address())).start();
    Call call = master.awaitCall(Call.Type.SUBSCRIBE);
    assertThat(call.getFrameworkId().getValue()).isEqualTo("framework-1");
    send(master.awaitStream(), FakeMaster.subscribed("master-1", master.port(), 15));
    assertThat(scheduler.await()).isEqualTo(REGISTERED);
  }

  @Test
  void aStreamWithoutHeartbeatsIsLost() throws Exception {
    driver.start();
    master.awaitCall(Call.Type.SUBSCRIBE);
    send(master.awaitStream(), FakeMaster.subscribed("master-1", master.port(), 0.02));
    assertThat(scheduler.await()).isEqualTo(REGISTERED);
    assertThat(scheduler.await()).isEqualTo("disconnected");
    master.awaitCall(Call.Type.SUBSCRIBE);
  }

  @Test
  void anUnanswerableCallBeginsANewSubscription() throws Exception {
    registered(driver);
    master.answerCall("403 Forbidden", "Framework is not subscribed");
    driver.killTask(taskId("t1"));
    master.awaitCall(Call.Type.KILL);
    assertThat(scheduler.await()).isEqualTo("disconnected");
    master.register("master-1");
    assertThat(scheduler.await()).isEqualTo("reregistered at master.example");
  }

  @Test
  void aCallThatTheMasterFindsFaultyChangesNothing() throws Exception {
    registered(driver);
    master.answerCall("400 Bad Request", "Failed to validate scheduler::Call: no such thing");
    driver.killTask(taskId("t1"));
    master.awaitCall(Call.Type.KILL);
    driver.killTask(taskId("t2"));
    assertThat(master.awaitCall(Call.Type.KILL).getKill().getTaskId().getValue()).isEqualTo("t2");
    assertThat(scheduler.callbacks).isEmpty();
  }

  @Test
  void opensANewConnectionForCallsAfterTheMasterClosedAnIdleOne() throws Exception {
    registered(driver);
    master.answerCall("202 Accepted\r\nConnection: close", "");
    driver.killTask(taskId("t1"));
    master.awaitCall(Call.Type.KILL);
    driver.killTask(taskId("t2"));
    assertThat(master.awaitCall(Call.Type.KILL).getKill().getTaskId().getValue()).isEqualTo("t2");
  }

  @Test
  void tasksLaunchedWithoutAMasterAreLostAtOnce() throws Exception {
    FakePeer.Stream stream = registered(driver);
    send(stream, offers("o1"));
    scheduler.await();
    master.close();
    assertThat(scheduler.await()).isEqualTo("disconnected");
    assertThat(driver.launchTasks(offer("o1"), List.of(task("t1"), task("t2"))))
        .isEqualTo(Status.DRIVER_RUNNING);
    assertThat(scheduler.await()).isEqualTo("update t1 TASK_LOST");
    assertThat(scheduler.await()).isEqualTo("update t2 TASK_LOST");
    TaskStatus status = scheduler.statuses.take();
    assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_MASTER_DISCONNECTED);
    assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_MASTER);
    assertThat(status.getMessage()).isEqualTo("Master disconnected");
    assertThat(status.hasSlaveId()).isFalse();
    assertThat(status.getTimestamp()).isPositive();
  }

  @Test
  void aPartitionAwareFrameworkIsToldThatTheyAreDropped() throws Exception {
    FrameworkInfo.Builder aware = HELLO.toBuilder();
    aware.addCapabilitiesBuilder().setType(FrameworkInfo.Capability.Type.PARTITION_AWARE);
    MesosSchedulerDriver offline = driver(options(aware.build(), "127.0.0.1:1"));
    offline.start();
    offline.launchTasks(offer("o1"), List.of(task("t1")));
    assertThat(scheduler.await()).isEqualTo("update t1 TASK_DROPPED");
  }

  @Test
  void remembersSuppressedRolesWhileThereIsNoMaster() throws Exception {
    FrameworkInfo roles = HELLO.toBuilder().addRoles("r1").addRoles("r2").build();
    SchedulerOptions options = options(roles, master.address()).suppressedRoles(List.of("r2"));
    MesosSchedulerDriver started = driver(options);
    started.start();
    assertThat(subscribe(master).getSuppressedRolesList()).containsExactly("r2");
    FakePeer.Stream stream = master.awaitStream();
    send(stream, FakeMaster.subscribed("master-1", master.port(), 15));
    scheduler.await();
    started.suppressOffers();
    master.awaitCall(Call.Type.SUPPRESS);
    stream.cut();
    assertThat(subscribe(master).getSuppressedRolesList()).containsExactly("r1", "r2");
    assertThat(scheduler.await()).isEqualTo("disconnected");
    started.reviveOffers(List.of("r1"));
    send(master.awaitStream(), FakeMaster.subscribed("master-1", master.port(), 15));
    assertThat(
            master
                .awaitCall(Call.Type.UPDATE_FRAMEWORK)
                .getUpdateFramework()
                .getSuppressedRolesList())
        .containsExactly("r2");
  }

  @Test
  void updatesTheFrameworkAndSubscribesWithItAgain() throws Exception {
    FakePeer.Stream stream = registered(driver);
    FrameworkID id = FrameworkID.newBuilder().setValue("framework-1").build();
    FrameworkInfo renamed = HELLO.toBuilder().setId(id).setName("renamed").build();
    assertThat(driver.updateFramework(renamed, List.of("*"))).isEqualTo(Status.DRIVER_RUNNING);
    Call.UpdateFramework update = master.awaitCall(Call.Type.UPDATE_FRAMEWORK).getUpdateFramework();
    assertThat(update.getFrameworkInfo().getName()).isEqualTo("renamed");
    assertThat(update.getFrameworkInfo().getUser()).isEqualTo(System.getProperty("user.name"));
    assertThat(update.getSuppressedRolesList()).containsExactly("*");
    stream.cut();
    Call.Subscribe again = subscribe(master);
    assertThat(again.getFrameworkInfo().getName()).isEqualTo("renamed");
    assertThat(again.getSuppressedRolesList()).containsExactly("*");
  }

  @Test
  void sendsACredentialAsBasicAuthentication() throws Exception {
    Credential credential = Credential.newBuilder().setPrincipal("me").setSecret("so").build();
    driver(options(HELLO, master.address()).credential(credential.toByteArray())).start();
    assertThat(master.awaitRequest().headers).containsEntry("authorization", "Basic bWU6c28=");
  }

  @Test
  void callsTheSchedulerFromOneThreadOneAfterAnother() throws Exception {
    FakePeer.Stream stream = registered(driver);
    for (int i = 0; i < 3000; i++) {
      send(stream, offers("o" + i));
    }
    for (int i = 0; i < 3000; i++) {
      assertThat(scheduler.await()).isEqualTo("offers o" + i + " of agent-1");
    }
    stream.cut();
    assertThat(scheduler.await()).isEqualTo("disconnected");
    driver.launchTasks(offer("o1"), List.of(task("t1")));
    assertThat(scheduler.await()).isEqualTo("update t1 TASK_LOST");
    assertThat(scheduler.threads).hasSize(1);
    assertThat(scheduler.maxConcurrent).isEqualTo(1);
  }

  @Test
  void aMalformedEventIsLeftOut() throws Exception {
    FakePeer.Stream stream = registered(driver);
    stream.send(new byte[] {(byte) 0xff});
    stream.send(new byte[] {8, 2, 26, 2, 10, 0});
    send(stream, offers("o1"));
    assertThat(scheduler.await()).isEqualTo("offers o1 of agent-1");
  }
}
