package org.apache.mesos;

import static org.apache.mesos.FakeMaster.offers;
import static org.apache.mesos.FakeMaster.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meseta.driver.scheduler.SchedulerOptions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.mesos.Protos.Credential;
import org.apache.mesos.Protos.ExecutorID;
import org.apache.mesos.Protos.Filters;
import org.apache.mesos.Protos.FrameworkID;
import org.apache.mesos.Protos.FrameworkInfo;
import org.apache.mesos.Protos.Offer;
import org.apache.mesos.Protos.OperationID;
import org.apache.mesos.Protos.SlaveID;
import org.apache.mesos.Protos.Status;
import org.apache.mesos.Protos.TaskState;
import org.apache.mesos.Protos.TaskStatus;
import org.apache.mesos.scheduler.Protos.OfferConstraints;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;

/** The status rules of Mesos reference §7.6, and what ends a driver. */
class SchedulerDriverStatusTest extends SchedulerDriverFixture {
  private static final TaskStatus RUNNING =
      TaskStatus.newBuilder().setTaskId(taskId("t1")).setState(TaskState.TASK_RUNNING).build();

  /** Every method that talks to the master, with arguments that it would accept. */
  private static Stream<Function<SchedulerDriver, Status>> actions() {
    Filters filters = Filters.newBuilder().build();
    SlaveID agent = SlaveID.newBuilder().setValue("agent-1").build();
    ExecutorID executor = ExecutorID.newBuilder().setValue("ex").build();
    return Stream.of(
        driver -> driver.requestResources(List.of()),
        driver -> driver.launchTasks(List.of(offer("o1")), List.of(task("t1")), filters),
        driver -> driver.launchTasks(List.of(offer("o1")), List.of(task("t1"))),
        driver -> driver.launchTasks(offer("o1"), List.of(task("t1")), filters),
        driver -> driver.launchTasks(offer("o1"), List.of(task("t1"))),
        driver -> driver.killTask(taskId("t1")),
        driver -> driver.acceptOffers(List.of(offer("o1")), List.of(), filters),
        driver -> driver.declineOffer(offer("o1"), filters),
        driver -> driver.declineOffer(offer("o1")),
        driver -> driver.reviveOffers(),
        driver -> driver.reviveOffers(List.of("*")),
        driver -> driver.suppressOffers(),
        driver -> driver.suppressOffers(List.of("*")),
        driver -> driver.acknowledgeStatusUpdate(RUNNING),
        driver -> driver.sendFrameworkMessage(executor, agent, new byte[0]),
        driver -> driver.reconcileTasks(List.of()),
        driver -> driver.updateFramework(HELLO, List.of()),
        driver -> driver.updateFramework(HELLO, List.of(), OfferConstraints.newBuilder().build()));
  }

  private void everyActionAnswers(Status status) {
    assertThat(actions()).allSatisfy(action -> assertThat(action.apply(driver)).isEqualTo(status));
  }

  @Test
  void doesNothingBeforeItIsStarted() throws Exception {
    everyActionAnswers(Status.DRIVER_NOT_STARTED);
    assertThat(driver.join()).isEqualTo(Status.DRIVER_NOT_STARTED);
    assertThat(driver.abort()).isEqualTo(Status.DRIVER_NOT_STARTED);
    assertThat(driver.stop()).isEqualTo(Status.DRIVER_NOT_STARTED);
    assertThat(driver.start()).isEqualTo(Status.DRIVER_RUNNING);
    master.awaitCall(Call.Type.SUBSCRIBE);
  }

  @Test
  void startsOnlyOnce() throws Exception {
    assertThat(driver.start()).isEqualTo(Status.DRIVER_RUNNING);
    assertThat(driver.start()).isEqualTo(Status.DRIVER_RUNNING);
    master.register("master-1");
    assertThat(scheduler.await()).isEqualTo(REGISTERED);
    assertThat(master.staysQuiet()).isTrue();
  }

  @Test
  void stopTearsTheFrameworkDownAndNothingMoreIsSent() throws Exception {
    registered(driver);
    assertThat(driver.stop()).isEqualTo(Status.DRIVER_STOPPED);
    master.awaitCall(Call.Type.TEARDOWN);
    assertThat(driver.join()).isEqualTo(Status.DRIVER_STOPPED);
    assertThat(driver.stop()).isEqualTo(Status.DRIVER_STOPPED);
    assertThat(driver.abort()).isEqualTo(Status.DRIVER_STOPPED);
    assertThat(driver.start()).isEqualTo(Status.DRIVER_STOPPED);
    everyActionAnswers(Status.DRIVER_STOPPED);
    assertThat(master.staysQuiet()).isTrue();
  }

  @Test
  void stopForFailoverKeepsTheFramework() throws Exception {
    registered(driver);
    assertThat(driver.stop(true)).isEqualTo(Status.DRIVER_STOPPED);
    assertThat(driver.join()).isEqualTo(Status.DRIVER_STOPPED);
    assertThat(master.staysQuiet()).isTrue();
  }

  @Test
  void stopWaitsUntilTheMasterHasHeardTheLastCalls() throws Exception {
    registered(driver);
    for (int i = 0; i < 500; i++) {
      driver.killTask(taskId("t" + i));
    }
    driver.stop();
    assertThat(master.requests).hasSize(501);
  }

  @Test
  void anAbortedDriverOnlyStopsAndStillTearsDown() throws Exception {
    FakePeer.Stream stream = registered(driver);
    send(stream, offers("o1"));
    scheduler.await();
    assertThat(driver.abort()).isEqualTo(Status.DRIVER_ABORTED);
    assertThat(driver.join()).isEqualTo(Status.DRIVER_ABORTED);
    assertThat(driver.abort()).isEqualTo(Status.DRIVER_ABORTED);
    assertThat(driver.start()).isEqualTo(Status.DRIVER_ABORTED);
    everyActionAnswers(Status.DRIVER_ABORTED);
    master.awaitCall(Call.Type.SUPPRESS);
    assertThat(master.awaitCall(Call.Type.DECLINE).getDecline().getOfferIds(0).getValue())
        .isEqualTo("o1");
    send(stream, offers("o2"));
    assertThat(master.awaitCall(Call.Type.DECLINE).getDecline().getOfferIds(0).getValue())
        .isEqualTo("o2");
    assertThat(driver.stop()).isEqualTo(Status.DRIVER_ABORTED);
    master.awaitCall(Call.Type.TEARDOWN);
    assertThat(driver.stop()).isEqualTo(Status.DRIVER_STOPPED);
    assertThat(scheduler.callbacks).isEmpty();
  }

  @Test
  void runReturnsWhenAnotherThreadStops() throws Exception {
    CountDownLatch returned = new CountDownLatch(1);
    Status[] status = new Status[1];
    FakePeer.daemon(() -> {
      status[0] = driver.run();
      returned.countDown();
    });
    master.register("master-1");
    scheduler.await();
    driver.stop();
    returned.await();
    assertThat(status[0]).isEqualTo(Status.DRIVER_STOPPED);
  }

  @Test
  void aMasterThatCannotBeIsAnErrorAtStart() {
    for (String address : List.of("nowhere", "zk://a:2181", "local", "file:///no/such")) {
      MesosSchedulerDriver wrong = driver(options(HELLO, address));
      assertThat(wrong.run()).isEqualTo(Status.DRIVER_ABORTED);
      assertThat(scheduler.callbacks.poll())
          .startsWith("error Failed to create a master detector for '" + address + "': ");
      assertThat(wrong.join()).isEqualTo(Status.DRIVER_ABORTED);
      assertThat(wrong.stop()).isEqualTo(Status.DRIVER_ABORTED);
    }
  }

  @Test
  void anErrorOfTheMasterAborts() throws Exception {
    FakePeer.Stream stream = registered(driver);
    send(stream, FakeMaster.error("Framework failed over"));
    assertThat(scheduler.await()).isEqualTo("error Framework failed over");
    assertThat(driver.join()).isEqualTo(Status.DRIVER_ABORTED);
    assertThat(master.staysQuiet()).isTrue();
  }

  @Test
  void aRefusedSubscriptionAborts() throws Exception {
    master.answerSubscribe("401 Unauthorized", "who are you?");
    driver.start();
    assertThat(scheduler.await()).isEqualTo("error Master refused authentication: who are you?");
    assertThat(driver.join()).isEqualTo(Status.DRIVER_ABORTED);
    MesosSchedulerDriver second = driver(options(HELLO, master.address()));
    master.answerSubscribe("400 Bad Request", "Failed to validate scheduler::Call");
    second.start();
    assertThat(scheduler.await()).isEqualTo("error Failed to validate scheduler::Call");
  }

  @Test
  void joinReturnsAfterTheLastCallback() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    RecordingScheduler slow =
        new RecordingScheduler() {
          @Override
          void called(String text) {
            if (text.startsWith("error")) {
              awaitRelease(release);
              callbacks.add("error callback ends");
            }
          }
        };
    MesosSchedulerDriver aborting =
        new MesosSchedulerDriver(slow, options(HELLO, master.address()));
    aborting.start();
    send(master.register("master-1"), FakeMaster.error("too bad"));
    slow.await();
    assertThat(slow.await()).isEqualTo("error too bad");
    FakePeer.daemon(release::countDown);
    assertThat(aborting.join()).isEqualTo(Status.DRIVER_ABORTED);
    aborting.stop(true);
    assertThat(slow.callbacks).containsExactly("error callback ends");
  }

  private static void awaitRelease(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anExceptionInACallbackAborts() throws Exception {
    RecordingScheduler broken =
        new RecordingScheduler() {
          @Override
          void called(String text) {
            if (text.startsWith("update")) {
              throw new IllegalStateException("thrown by the test");
            }
          }
        };
    MesosSchedulerDriver aborting =
        new MesosSchedulerDriver(broken, options(HELLO, master.address()));
    aborting.start();
    FakePeer.Stream stream = master.register("master-1");
    byte[] uuid = new byte[16];
    send(stream, FakeMaster.update("t1", org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING, uuid));
    assertThat(aborting.join()).isEqualTo(Status.DRIVER_ABORTED);
    master.awaitCall(Call.Type.SUPPRESS);
    aborting.stop(true);
    assertThat(master.staysQuiet()).as("the update is not acknowledged").isTrue();
  }

  @Test
  void misuseIsAnErrorAndNotAnException() throws Exception {
    registered(driver);
    driver.acknowledgeStatusUpdate(RUNNING);
    assertThat(scheduler.await()).contains("Implicit acknowledgements are enabled");
    assertThat(driver.join()).isEqualTo(Status.DRIVER_ABORTED);
    misuse(unregistered -> unregistered.updateFramework(HELLO, List.of()), "prior to registration");
    OperationID id = OperationID.newBuilder().setValue("op").build();
    Offer.Operation operation = Offer.Operation.newBuilder().setId(id).build();
    misuse(
        wrong ->
            wrong.acceptOffers(
                List.of(offer("o1")), List.of(operation), Filters.newBuilder().build()),
        "'id' field was set");
    FrameworkInfo named =
        HELLO.toBuilder().setId(FrameworkID.newBuilder().setValue("mine")).build();
    MesosSchedulerDriver other = driver(options(named, master.address()));
    other.start();
    other.updateFramework(HELLO, List.of());
    assertThat(scheduler.await()).contains("must be equal to the value known").contains("(mine)");
  }

  private void misuse(Function<SchedulerDriver, Status> action, String expected) throws Exception {
    MesosSchedulerDriver wrong = driver(options(HELLO, master.address()));
    wrong.start();
    assertThat(action.apply(wrong)).isEqualTo(Status.DRIVER_RUNNING);
    assertThat(scheduler.await()).startsWith("error ").contains(expected);
    assertThat(wrong.join()).isEqualTo(Status.DRIVER_ABORTED);
  }

  @Test
  void emptyListsOfRolesMeanNothing() throws Exception {
    registered(driver);
    assertThat(driver.reviveOffers(List.of())).isEqualTo(Status.DRIVER_RUNNING);
    assertThat(driver.suppressOffers(List.of())).isEqualTo(Status.DRIVER_RUNNING);
    assertThat(master.staysQuiet()).isTrue();
  }

  @Test
  void nullArgumentsAreRefusedByTheConstructors() {
    Credential credential = Credential.newBuilder().setPrincipal("p").build();
    assertThatThrownBy(() -> new MesosSchedulerDriver(null, HELLO, "a:1"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("Not expecting a null Scheduler");
    assertThatThrownBy(() -> new MesosSchedulerDriver(scheduler, null, "a:1", credential))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("Not expecting a null FrameworkInfo");
    assertThatThrownBy(() -> new MesosSchedulerDriver(scheduler, HELLO, null, true))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("Not expecting a null master");
    assertThatThrownBy(() -> new MesosSchedulerDriver(scheduler, HELLO, "a:1", true, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("Not expecting a null credential");
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    DriverThreads threads = new DriverThreads();
    SchedulerOptions unreachable = options(HELLO, "127.0.0.1:1");
    MesosSchedulerDriver waiting = driver(unreachable);
    waiting.start();
    registered(driver);
    driver.killTask(taskId("t1"));
    driver.stop();
    waiting.stop();
    threads.awaitNone();
  }
}
