package io.meseta.core.agent.machine;

import com.google.protobuf.ByteString;
import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.RequestId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.ExitStatus;
import io.meseta.protocol.internal.Messages.MasterSlaveConnection;
import io.meseta.protocol.internal.Messages.ReconcileTasksMessage;
import io.meseta.protocol.internal.Messages.SlaveRegisteredMessage;
import io.meseta.protocol.internal.Messages.SlaveReregisteredMessage;
import io.meseta.protocol.internal.Messages.UpdateFrameworkMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.jspecify.annotations.Nullable;

/** Carries out scenarios line by line; {@code transcripts/agent/README.md} has the language. */
final class AgentScript {

  private final AgentScenario scenario;
  private final TaskScript tasks = new TaskScript();
  private final ResourceScript operations;
  private long requests;

  AgentScript(Consumer<AgentEvent> observer) {
    scenario = new AgentScenario(observer);
    operations = new ResourceScript(scenario);
  }

  AgentScenario scenario() {
    return scenario;
  }

  /** Carries out one line and returns what came of it. */
  List<String> run(String line) {
    Words words = new Words(line);
    switch (words.next()) {
      case "starts" -> scenario.step(new AgentCommand.FinishRecovery(Map.of()));
      case "restarts" -> {
        if (words.skip("shortened")) {
          scenario.shortenHistory();
        }
        scenario.restart(running(words));
      }
      case "follows" -> scenario.step(new AgentCommand.FollowMaster(master(words.next())));
      case "loses" -> {
        words.expect("master");
        scenario.step(new AgentCommand.LoseMasterLink(AgentScenario.MASTER));
      }
      case "pass" -> scenario.pass(duration(words.next()));
      case "leaves" -> scenario.step(new AgentCommand.LeaveCluster("the operator wants it"));
      case "master" -> master(AgentScenario.MASTER, words);
      case "stranger" -> master(new Pid("master@127.0.0.1:6060"), words);
      case "volumes" -> operations.volumes(words);
      case "executor" -> executor(words.next(), words);
      case "probe" -> scenario.step(scenario.checks.result(words));
      case "container" -> container(words.next(), words);
      default -> throw new IllegalArgumentException("not understood: " + line);
    }
    if (words.hasNext()) {
      throw new IllegalArgumentException("too many words: " + line);
    }
    return scenario.takeOutput();
  }

  /** {@code with t1:4711 e1:4712}: what the launcher still has. */
  private Map<ContainerId, Long> running(Words words) {
    Map<ContainerId, Long> running = new HashMap<>();
    if (words.skip("with")) {
      while (words.hasNext()) {
        String[] parts = words.next().split(":");
        ContainerId container =
            parts[0].equals("orphan")
                ? new ContainerId("orphan")
                : scenario.text.container(parts[0]);
        running.put(container, Long.parseLong(parts[1]));
      }
    }
    return running;
  }

  private static @Nullable MasterInfo master(String which) {
    return which.equals("nobody")
        ? null
        : MasterInfo.newBuilder()
            .setId("M")
            .setIp(0)
            .setPort(5050)
            .setPid(AgentScenario.MASTER.value())
            .build();
  }

  static Duration duration(String text) {
    long number = Long.parseLong(text.replaceAll("[a-z]+$", ""));
    return switch (text.replaceAll("^[0-9]+", "")) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "min" -> Duration.ofMinutes(number);
      default -> throw new IllegalArgumentException("no duration: " + text);
    };
  }

  private void master(Pid from, Words words) {
    String verb = words.next();
    switch (verb) {
      case "registers" ->
          scenario.step(
              new AgentCommand.ConfirmRegistration(
                  from,
                  SlaveRegisteredMessage.newBuilder()
                      .setSlaveId(agent(words.next()))
                      .setConnection(connection())
                      .build()));
      case "reregisters" -> reregister(from, words);
      case "pings" ->
          scenario.step(
              new AgentCommand.AnswerPing(AgentScenario.OBSERVER, !words.skip("disconnected")));
      case "runs" -> scenario.step(new AgentCommand.RunTask(from, tasks.runTask(words)));
      case "runs-group" ->
          scenario.step(new AgentCommand.RunTaskGroup(from, tasks.runGroup(words)));
      case "kills" -> kill(from, words);
      case "drains" -> drain(from, words);
      case "acknowledges" -> acknowledge(from, words);
      case "shuts-down" ->
          scenario.step(new AgentCommand.ShutDownFramework(from, framework(words.next())));
      case "shuts-down-executor" -> {
        ExecutorId executor = new ExecutorId(words.next());
        words.expect("of");
        scenario.step(new AgentCommand.ShutDownExecutor(from, framework(words.next()), executor));
      }
      case "shuts-down-agent" -> scenario.step(new AgentCommand.ShutDownAgent(from, words.next()));
      case "updates" -> updateFramework(from, words);
      case "sends" -> passMessage(words);
      case "applies", "checkpoints", "acknowledges-operation", "asks-for" ->
          operations.master(verb, from, words);
      default -> throw new IllegalArgumentException("not understood: " + words);
    }
  }

  private static MasterSlaveConnection connection() {
    return MasterSlaveConnection.newBuilder().setTotalPingTimeoutSeconds(75).build();
  }

  private static AgentID agent(String id) {
    return AgentID.newBuilder().setValue(id).build();
  }

  private static FrameworkId framework(String id) {
    return new FrameworkId(id);
  }

  /** {@code S0 [misses t9 of f]…}. */
  private void reregister(Pid from, Words words) {
    SlaveReregisteredMessage.Builder message =
        SlaveReregisteredMessage.newBuilder()
            .setSlaveId(agent(words.next()))
            .setConnection(connection());
    while (words.skip("misses")) {
      TaskStatus status =
          TaskStatus.newBuilder()
              .setTaskId(TaskScript.taskId(words.next()))
              .setState(TaskState.TASK_RUNNING)
              .build();
      words.expect("of");
      String framework = words.next();
      message.addReconciliations(
          ReconcileTasksMessage.newBuilder()
              .setFrameworkId(TaskScript.frameworkId(framework))
              .setFramework(tasks.framework(framework))
              .addStatuses(status));
    }
    scenario.step(new AgentCommand.ConfirmReregistration(from, message.build()));
  }

  private void kill(Pid from, Words words) {
    TaskId task = new TaskId(words.next());
    words.expect("of");
    FrameworkId framework = framework(words.next());
    KillPolicy policy = null;
    if (words.skip("grace")) {
      policy = killPolicy(words.next());
    }
    scenario.step(new AgentCommand.KillTask(from, framework, task, policy));
  }

  private void drain(Pid from, Words words) {
    DrainConfig.Builder config = DrainConfig.newBuilder().setMarkGone(words.skip("gone"));
    if (words.skip("within")) {
      config.setMaxGracePeriod(killPolicy(words.next()).getGracePeriod());
    }
    scenario.step(new AgentCommand.Drain(from, config.build()));
  }

  static KillPolicy killPolicy(String grace) {
    return KillPolicy.newBuilder()
        .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(duration(grace).toNanos()))
        .build();
  }

  private void acknowledge(Pid from, Words words) {
    TaskId task = new TaskId(words.next());
    words.expect("of");
    FrameworkId framework = framework(words.next());
    ByteString uuid =
        words.skip("wrongly")
            ? ByteString.copyFromUtf8("sixteen bytes...")
            : scenario.lastSent(task);
    scenario.step(new AgentCommand.AcknowledgeUpdate(from, framework, task, uuid));
  }

  private void updateFramework(Pid from, Words words) {
    String framework = words.next();
    UpdateFrameworkMessage.Builder message =
        UpdateFrameworkMessage.newBuilder()
            .setFrameworkId(TaskScript.frameworkId(framework))
            .setFrameworkInfo(tasks.framework(framework));
    if (words.skip("driver")) {
      message.setPid(words.next());
    }
    scenario.step(new AgentCommand.UpdateFramework(from, message.build()));
  }

  private void passMessage(Words words) {
    ByteString data = ByteString.copyFromUtf8(words.next());
    words.expect("to");
    ExecutorId executor = new ExecutorId(words.next());
    words.expect("of");
    scenario.step(new AgentCommand.PassToExecutor(framework(words.next()), executor, data));
  }

  // ---- executors ---------------------------------------------------------------------------

  private void executor(String name, Words words) {
    words.expect("of");
    Call.Builder call =
        Call.newBuilder()
            .setExecutorId(TaskScript.executorId(name))
            .setFrameworkId(TaskScript.frameworkId(words.next()));
    switch (words.next()) {
      case "subscribes" -> subscribe(name, call, words);
      case "updates" -> {
        TaskId task = new TaskId(words.next());
        TaskState state = TaskState.valueOf(words.next());
        ByteString uuid =
            words.skip("again") ? scenario.repeatedUuid(task) : scenario.newUuid(task);
        call(name, call.setType(Call.Type.UPDATE).setUpdate(update(task, state, uuid)));
      }
      case "sends" ->
          call(
              name,
              call.setType(Call.Type.MESSAGE)
                  .setMessage(
                      Call.Message.newBuilder().setData(ByteString.copyFromUtf8(words.next()))));
      case "heartbeats" -> call(name, call.setType(Call.Type.HEARTBEAT));
      case "disconnects" ->
          scenario.step(new AgentCommand.CloseExecutorStream(scenario.stream(name)));
      default -> throw new IllegalArgumentException("not understood: " + words);
    }
  }

  /** {@code [as executor(1)@127.0.0.1:7000] [knows t1]… [repeats t1 TASK_RUNNING]…}. */
  private void subscribe(String name, Call.Builder call, Words words) {
    Call.Subscribe.Builder subscribe = Call.Subscribe.newBuilder();
    Pid driver = null;
    while (words.hasNext()) {
      if (words.skip("as")) {
        driver = new Pid(words.next());
      } else if (words.skip("knows")) {
        subscribe.addUnacknowledgedTasks(
            TaskInfo.newBuilder()
                .setName("known")
                .setTaskId(TaskScript.taskId(words.next()))
                .setAgentId(agent("S0")));
      } else {
        words.expect("repeats");
        TaskId task = new TaskId(words.next());
        TaskState state = TaskState.valueOf(words.next());
        subscribe.addUnacknowledgedUpdates(update(task, state, scenario.repeatedUuid(task)));
      }
    }
    scenario.step(
        new AgentCommand.ExecutorCall(
            new RequestId(++requests),
            scenario.newStream(name),
            call.setType(Call.Type.SUBSCRIBE).setSubscribe(subscribe).build(),
            driver));
  }

  private static Call.Update update(TaskId task, TaskState state, ByteString uuid) {
    return Call.Update.newBuilder()
        .setStatus(
            TaskStatus.newBuilder()
                .setTaskId(TaskScript.taskId(task.value()))
                .setState(state)
                .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
                .setTimestamp(1)
                .setUuid(uuid))
        .build();
  }

  private void call(String name, Call.Builder call) {
    scenario.step(
        new AgentCommand.ExecutorCall(
            new RequestId(++requests), scenario.stream(name), call.build()));
  }

  // ---- containers --------------------------------------------------------------------------

  private void container(String name, Words words) {
    ContainerId id = scenario.text.container(name);
    switch (words.next()) {
      case "nests" -> nest(new ContainerId(words.next(), id), words);
      case "is-prepared" -> scenario.step(new AgentCommand.RecordContainerStart(id, 0));
      case "starts" ->
          scenario.step(new AgentCommand.RecordContainerStart(id, Long.parseLong(words.next())));
      case "fails" -> scenario.step(new AgentCommand.RecordContainerFailure(id, words.next()));
      case "lacks-sandbox" ->
          scenario.step(new AgentCommand.RecordSandboxFailure(id, words.next()));
      case "exits" -> exit(id, new ExitStatus.Exited(Integer.parseInt(words.next())));
      case "is-killed" ->
          exit(id, new ExitStatus.Signaled(Integer.parseInt(words.next()), words.skip("dumping")));
      case "vanishes" -> exit(id, new ExitStatus.Unknown());
      default -> throw new IllegalArgumentException("not understood: " + words);
    }
  }

  /** {@code container e nests n launch|starts 7|fails why|exits 0|wait|kill|remove}. */
  private void nest(ContainerId id, Words words) {
    RequestId request = new RequestId(++requests);
    switch (words.next()) {
      case "launch" ->
          scenario.step(
              new AgentCommand.LaunchNestedContainer(request, id, TaskScript.nestedContent()));
      case "wait" -> scenario.step(new AgentCommand.WaitNestedContainer(request, id));
      case "kill" -> scenario.step(new AgentCommand.KillNestedContainer(request, id, 9));
      case "remove" -> scenario.step(new AgentCommand.RemoveNestedContainer(request, id));
      case "starts" ->
          scenario.step(new AgentCommand.RecordContainerStart(id, Long.parseLong(words.next())));
      case "fails" -> scenario.step(new AgentCommand.RecordContainerFailure(id, words.next()));
      case "exits" -> exit(id, new ExitStatus.Exited(Integer.parseInt(words.next())));
      default -> throw new IllegalArgumentException("not understood: " + words);
    }
  }

  private void exit(ContainerId id, ExitStatus status) {
    scenario.step(new AgentCommand.RecordContainerExit(id, status));
  }
}
