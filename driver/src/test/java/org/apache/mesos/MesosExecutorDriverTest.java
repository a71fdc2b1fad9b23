package org.apache.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meseta.driver.executor.ProcessEnd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.Protos.Status;
import org.apache.mesos.Protos.TaskID;
import org.apache.mesos.Protos.TaskState;
import org.apache.mesos.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class MesosExecutorDriverTest {
  private final FakeAgent agent = new FakeAgent();
  private final Map<String, String> environment = agent.environment();
  private final RecordingExecutor executor = new RecordingExecutor();
  private final RecordedEnd end = new RecordedEnd();
  private MesosExecutorDriver driver;

  /** Notes how the process would have ended. */
  private static final class RecordedEnd extends ProcessEnd {
    final List<String> ends = new CopyOnWriteArrayList<>();

    @Override
    public void fail(String reason) {
      ends.add(reason);
    }

    @Override
    public void killAfter(Duration delay) {
      ends.add("kill after " + delay);
    }
  }

  @AfterEach
  void close() {
    if (driver != null) {
      driver.stop();
    }
    agent.close();
  }

  private Status start() {
    driver = new MesosExecutorDriver(executor, environment, end);
    return driver.start();
  }

  private FakePeer.Stream registered() throws Exception {
    assertThat(start()).isEqualTo(Status.DRIVER_RUNNING);
    FakePeer.Stream stream = agent.register();
    assertThat(executor.await()).isEqualTo("registered executor-1 of hello-world on agent.example");
    return stream;
  }

  private static TaskStatus status(String task, TaskState state) {
    return TaskStatus.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue(task))
        .setState(state)
        .setMessage("said by the executor")
        .build();
  }

  private static void send(FakePeer.Stream stream, Event event) throws Exception {
    stream.send(event.toByteArray());
  }

  @Test
  void subscribesAsTheExecutorOfTheEnvironment() throws Exception {
    environment.put("MESOS_EXECUTOR_AUTHENTICATION_TOKEN", "secret");
    start();
    FakePeer.Request request = agent.awaitRequest();
    assertThat(request.line).isEqualTo("POST /slave(1)/api/v1/executor HTTP/1.1");
    assertThat(request.headers).containsEntry("authorization", "Bearer secret");
    Call call = FakeAgent.parse(request.body);
    assertThat(call.getFrameworkId().getValue()).isEqualTo("framework-1");
    assertThat(call.getExecutorId().getValue()).isEqualTo("executor-1");
    assertThat(call.getSubscribe().getUnacknowledgedTasksList()).isEmpty();
  }

  @Test
  void mapsEveryEventToItsCallback() throws Exception {
    FakePeer.Stream stream = registered();
    send(stream, FakeAgent.launch("t1"));
    assertThat(executor.await()).isEqualTo("launch t1");
    Event.LaunchGroup.Builder group = Event.LaunchGroup.newBuilder();
    group.getTaskGroupBuilder().addTasks(FakeAgent.task("t2")).addTasks(FakeAgent.task("t3"));
    send(stream, Event.newBuilder().setType(Event.Type.LAUNCH_GROUP).setLaunchGroup(group).build());
    assertThat(executor.await()).isEqualTo("launch t2");
    assertThat(executor.await()).isEqualTo("launch t3");
    Event.Kill.Builder kill = Event.Kill.newBuilder();
    kill.getTaskIdBuilder().setValue("t1");
    send(stream, Event.newBuilder().setType(Event.Type.KILL).setKill(kill).build());
    assertThat(executor.await()).isEqualTo("kill t1");
    send(stream, Event.newBuilder().setType(Event.Type.HEARTBEAT).build());
    Event.Message.Builder message =
        Event.Message.newBuilder().setData(ByteString.copyFromUtf8("hi"));
    send(stream, Event.newBuilder().setType(Event.Type.MESSAGE).setMessage(message).build());
    assertThat(executor.await()).isEqualTo("message hi");
  }

  @Test
  void completesUpdatesAndSendsMessages() throws Exception {
    registered();
    driver.sendStatusUpdate(status("t1", TaskState.TASK_RUNNING));
    var status = agent.awaitCall(Call.Type.UPDATE).getUpdate().getStatus();
    assertThat(status.getTaskId().getValue()).isEqualTo("t1");
    assertThat(status.getMessage()).isEqualTo("said by the executor");
    assertThat(status.getUuid().size()).isEqualTo(16);
    assertThat(status.getAgentId().getValue()).isEqualTo("agent-1");
    assertThat(status.getExecutorId().getValue()).isEqualTo("executor-1");
    assertThat(status.getSource().name()).isEqualTo("SOURCE_EXECUTOR");
    assertThat(status.getTimestamp()).isPositive();
    driver.sendFrameworkMessage("hi".getBytes());
    assertThat(agent.awaitCall(Call.Type.MESSAGE).getMessage().getData().toStringUtf8())
        .isEqualTo("hi");
  }

  @Test
  void tellsAReturningAgentWhatIsNotAcknowledged() throws Exception {
    FakePeer.Stream stream = registered();
    for (String id : List.of("t1", "t2")) {
      send(stream, FakeAgent.launch(id));
      executor.await();
      driver.sendStatusUpdate(status(id, TaskState.TASK_RUNNING));
    }
    ByteString first = agent.awaitCall(Call.Type.UPDATE).getUpdate().getStatus().getUuid();
    ByteString second = agent.awaitCall(Call.Type.UPDATE).getUpdate().getStatus().getUuid();
    send(stream, FakeAgent.acknowledged("t1", first));
    send(stream, FakeAgent.launch("t3"));
    assertThat(executor.await()).isEqualTo("launch t3");
    stream.cut();
    assertThat(executor.await()).isEqualTo("disconnected");
    Call.Subscribe subscribe = agent.awaitCall(Call.Type.SUBSCRIBE).getSubscribe();
    assertThat(subscribe.getUnacknowledgedTasksList())
        .extracting(task -> task.getTaskId().getValue())
        .containsExactly("t2", "t3");
    assertThat(subscribe.getUnacknowledgedUpdatesList())
        .extracting(update -> update.getStatus().getUuid())
        .containsExactly(second);
    driver.sendStatusUpdate(status("t3", TaskState.TASK_RUNNING));
    send(agent.awaitStream(), FakeAgent.subscribed());
    assertThat(executor.await()).isEqualTo("reregistered on agent.example");
    Call update = agent.awaitCall(Call.Type.UPDATE);
    assertThat(update.getUpdate().getStatus().getTaskId().getValue()).isEqualTo("t3");
  }

  @Test
  void launchesATaskOnlyOnce() throws Exception {
    FakePeer.Stream stream = registered();
    send(stream, FakeAgent.launch("t1"));
    send(stream, FakeAgent.launch("t1"));
    send(stream, FakeAgent.launch("t2"));
    assertThat(executor.await()).isEqualTo("launch t1");
    assertThat(executor.await()).isEqualTo("launch t2");
  }

  @Test
  void shutsDownWithinTheGracePeriodAndHearsNothingMore() throws Exception {
    FakePeer.Stream stream = registered();
    send(stream, Event.newBuilder().setType(Event.Type.SHUTDOWN).build());
    assertThat(executor.await()).isEqualTo("shutdown");
    assertThat(end.ends).containsExactly("kill after PT5S");
    send(stream, FakeAgent.launch("t1"));
    assertThat(driver.sendStatusUpdate(status("t0", TaskState.TASK_KILLED)))
        .isEqualTo(Status.DRIVER_RUNNING);
    agent.awaitCall(Call.Type.UPDATE);
    assertThat(driver.stop()).isEqualTo(Status.DRIVER_STOPPED);
    assertThat(driver.join()).isEqualTo(Status.DRIVER_STOPPED);
    assertThat(executor.callbacks).isEmpty();
  }

  @Test
  void shutsDownWhenTheAgentOfANonCheckpointingFrameworkDies() throws Exception {
    environment.put("MESOS_CHECKPOINT", "0");
    registered();
    agent.close();
    assertThat(executor.await()).isEqualTo("disconnected");
    assertThat(executor.await()).isEqualTo("shutdown");
    assertThat(end.ends).containsExactly("kill after PT5S");
  }

  @Test
  void waitsForTheAgentOfACheckpointingFrameworkAndThenShutsDown() throws Exception {
    environment.put("MESOS_RECOVERY_TIMEOUT", "300ms");
    registered();
    agent.close();
    assertThat(executor.await()).isEqualTo("disconnected");
    assertThat(executor.await()).isEqualTo("shutdown");
  }

  @Test
  void comesBackToARestartedAgent() throws Exception {
    registered();
    int port = agent.port();
    agent.close();
    assertThat(executor.await()).isEqualTo("disconnected");
    try (FakeAgent restarted = new FakeAgent(port)) {
      restarted.answerSubscribe("503 Service Unavailable", "Agent has not finished recovery");
      restarted.awaitCall(Call.Type.SUBSCRIBE);
      restarted.register();
      assertThat(executor.await()).isEqualTo("reregistered on agent.example");
    }
  }

  @Test
  void abortsWithAnErrorThatTheAgentSends() throws Exception {
    FakePeer.Stream stream = registered();
    Event.Error.Builder error = Event.Error.newBuilder().setMessage("too bad");
    send(stream, Event.newBuilder().setType(Event.Type.ERROR).setError(error).build());
    assertThat(executor.await()).isEqualTo("error too bad");
    assertThat(driver.join()).isEqualTo(Status.DRIVER_ABORTED);
  }

  @Test
  void abortsWhenTheAgentDoesNotKnowTheExecutor() throws Exception {
    agent.answerSubscribe("400 Bad Request", "Executor cannot be found");
    start();
    assertThat(executor.await())
        .isEqualTo("error The agent refused this executor: Executor cannot be found");
    assertThat(driver.join()).isEqualTo(Status.DRIVER_ABORTED);
  }

  @Test
  void abortsWhenTheExecutorSaysStaging() throws Exception {
    registered();
    assertThat(driver.sendStatusUpdate(status("t1", TaskState.TASK_STAGING)))
        .isEqualTo(Status.DRIVER_RUNNING);
    assertThat(executor.await()).startsWith("error Executor is not allowed to send TASK_STAGING");
    assertThat(driver.join()).isEqualTo(Status.DRIVER_ABORTED);
    assertThat(driver.sendStatusUpdate(status("t1", TaskState.TASK_RUNNING)))
        .isEqualTo(Status.DRIVER_ABORTED);
    assertThat(driver.stop()).isEqualTo(Status.DRIVER_ABORTED);
  }

  @Test
  void endsTheProcessWithoutAnEnvironment() {
    for (String name : List.of("MESOS_FRAMEWORK_ID", "MESOS_EXECUTOR_ID")) {
      Map<String, String> incomplete = agent.environment();
      incomplete.remove(name);
      new MesosExecutorDriver(executor, incomplete, end).start();
      assertThat(end.ends).contains("Expecting '" + name + "' to be set in the environment");
    }
    Map<String, String> malformed = agent.environment();
    malformed.put("MESOS_RECOVERY_TIMEOUT", "soon");
    new MesosExecutorDriver(executor, malformed, end).start();
    assertThat(end.ends.get(2)).contains("MESOS_RECOVERY_TIMEOUT").contains("'soon'");
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    DriverThreads threads = new DriverThreads();
    registered();
    driver.sendStatusUpdate(status("t1", TaskState.TASK_RUNNING));
    agent.awaitCall(Call.Type.UPDATE);
    driver.stop();
    threads.awaitNone();
  }
}
