package io.meseta.core.master.machine;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.ConnectionId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.Pid;
import io.meseta.core.RequestId;
import io.meseta.core.Step;
import io.meseta.core.TaskId;
import io.meseta.core.master.Caller;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OperatorCommand;
import io.meseta.core.master.SchedulerCall;
import io.meseta.core.master.machine.SchedulerWords.Description;
import io.meseta.core.master.message.Ids;
import io.meseta.protocol.internal.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * Carries out a scenario, line by line, and writes down what happened and who was told what. The
 * language is described in {@code transcripts/README.md}.
 */
final class TranscriptRunner {

  private final MasterCore core = new MasterCore(MasterFixture.CONFIG);
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, FrameworkId> frameworks = new HashMap<>();
  private final Map<String, FrameworkInfo> infos = new HashMap<>();
  private final Map<String, ConnectionId> streams = new HashMap<>();
  private final Map<String, Integer> streamCounts = new HashMap<>();
  private final Map<TaskId, ByteString> uuids = new HashMap<>();
  private final OperationScript operations = new OperationScript();
  private final TranscriptText text = new TranscriptText(names);
  private final Consumer<MasterEvent> observer;
  private final List<String> output = new ArrayList<>();
  private Instant now = MasterFixture.START;
  private long requests;
  private int updates;
  private int newFrameworks;
  private boolean leading;

  TranscriptRunner(Consumer<MasterEvent> observer) {
    this.observer = observer;
  }

  /** Carries out one line and returns what came of it. */
  List<String> run(String line) {
    Words words = new Words(line);
    String subject = words.next();
    if (!leading && !subject.equals("journal")) {
      leading = true;
      step(new MasterCommand.TakeLeadership());
    }
    output.clear();
    switch (subject) {
      case "journal" -> journal(words);
      case "agent" -> agent(Integer.parseInt(words.next()), words);
      case "framework" -> framework(words.next(), words);
      case "operator" -> operator(words);
      case "pass" -> {
        pass(duration(words.next()));
        if (words.skip("quietly")) {
          hush();
        }
      }
      default -> throw new IllegalArgumentException("not understood: " + line);
    }
    return List.copyOf(output);
  }

  /** Leaves out pings and heartbeats. */
  private void hush() {
    output.removeIf(line ->
        line.matches(".*(HeartbeatSent|HEARTBEAT|AgentPinged|PingSlaveMessage|AgentPonged).*"));
    for (int i = output.size() - 1; i >= 0; i--) {
      boolean last = i == output.size() - 1;
      if (output.get(i).startsWith("  at ") && (last || output.get(i + 1).startsWith("  at "))) {
        output.remove(i);
      }
    }
  }

  /** What an earlier leader wrote; only at the beginning. */
  private void journal(Words words) {
    String what = words.next();
    AgentID id = agentId(words.next());
    AgentId agent = Ids.of(id);
    DurableMasterEvent event =
        switch (what) {
          case "admitted" ->
              new DurableMasterEvent.AgentAdmitted(
                  agent,
                  MasterFixture.agentInfo(Integer.parseInt(words.next()), words.next()).toBuilder()
                      .setId(id)
                      .build());
          case "unreachable" ->
              new DurableMasterEvent.AgentMarkedUnreachable(agent, now.minusSeconds(3600));
          case "gone" -> new DurableMasterEvent.AgentMarkedGone(agent, now.minusSeconds(3600));
          case "removed" -> new DurableMasterEvent.AgentRemoved(agent);
          default -> throw new IllegalArgumentException("not understood: " + words);
        };
    core.apply(event);
    observer.accept(event);
  }

  private static Duration duration(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
        : Duration.parse("PT" + text);
  }

  private void step(MasterCommand command) {
    Step<MasterEvent, MasterEffect> step = core.step(command, now);
    step.events().forEach(observer);
    step.events().forEach(event -> output.add(text.line(event)));
    step.effects().forEach(effect -> output.addAll(text.lines(effect)));
    step.effects().forEach(this::note);
    List<String> violations = MasterInvariants.check(core);
    if (!violations.isEmpty()) {
      throw new AssertionError(violations);
    }
  }

  private void note(MasterEffect effect) {
    if (effect instanceof MasterEffect.SendToAgent send
        && send.message() instanceof Messages.ApplyOperationMessage message) {
      operations.noteApplied(message);
    }
  }

  private void pass(Duration duration) {
    Instant begin = now;
    Instant end = now.plus(duration);
    Optional<Instant> next = core.nextDeadline();
    while (next.isPresent() && !next.get().isAfter(end)) {
      now = next.get();
      output.add("  at " + TranscriptText.elapsed(Duration.between(begin, now)));
      step(new MasterCommand.AdvanceTime());
      next = core.nextDeadline();
    }
    now = end;
  }

  // ---- agents ---------------------------------------------------------------------------------

  private void agent(int number, Words words) {
    Pid pid = MasterFixture.pid(number);
    names.put(pid.value(), "agent " + number);
    switch (words.next()) {
      case "registers" -> register(number, pid, words);
      case "reregisters" -> reregister(number, pid, words);
      case "unregisters" ->
          step(
              new MasterCommand.UnregisterAgent(
                  pid,
                  Messages.UnregisterSlaveMessage.newBuilder()
                      .setSlaveId(agentId(words.next()))
                      .build()));
      case "answers" -> step(new MasterCommand.AgentPong(pid));
      case "exits" -> step(new MasterCommand.AgentExited(pid));
      case "reports" -> report(pid, words);
      case "oversubscribes" ->
          step(
              new MasterCommand.UpdateAgent(
                  pid,
                  Messages.UpdateSlaveMessage.newBuilder()
                      .setSlaveId(agentId(words.next()))
                      .setUpdateOversubscribedResources(true)
                      .addAllOversubscribedResources(Text.revocable(words.next()))
                      .build()));
      case "reports-operation" -> {
        AgentID id = agentId(words.next());
        step(operations.report(pid, words, id));
      }
      case "has-operations" -> {
        AgentID id = agentId(words.next());
        step(operations.known(pid, words, id));
      }
      case "lost-executor" -> lostExecutor(pid, words);
      case "passes-message" -> passMessage(pid, words);
      default -> throw new IllegalArgumentException("not understood: " + words);
    }
  }

  /** {@code cpus:4;mem:1024 [attribute=text]…} */
  private void register(int number, Pid pid, Words words) {
    AgentInfo.Builder info = MasterFixture.agentInfo(number, words.next()).toBuilder();
    for (String attribute : words.rest()) {
      String[] parts = attribute.split("=", 2);
      info.addAttributes(
          Attribute.newBuilder()
              .setName(parts[0])
              .setType(Value.Type.TEXT)
              .setText(Value.Text.newBuilder().setValue(parts[1])));
    }
    step(
        new MasterCommand.RegisterAgent(
            pid,
            Messages.RegisterSlaveMessage.newBuilder()
                .setSlave(info)
                .setVersion("1.11.0")
                .addAllAgentCapabilities(Text.AGENT_CAPABILITIES)
                .build()));
  }

  /** {@code as S0 cpus:4 [task t1 of hello TASK_RUNNING cpus:1]… [executor e of hello cpus:1]…} */
  private void reregister(int number, Pid pid, Words words) {
    words.expect("as");
    AgentID id = agentId(words.next());
    Messages.ReregisterSlaveMessage.Builder message =
        Messages.ReregisterSlaveMessage.newBuilder()
            .setSlave(MasterFixture.agentInfo(number, words.next()).toBuilder().setId(id).build())
            .setVersion("1.11.0")
            .addAllAgentCapabilities(Text.AGENT_CAPABILITIES);
    Map<String, FrameworkInfo> reported = new HashMap<>();
    while (words.hasNext()) {
      String what = words.next();
      if (what.equals("checkpointed")) {
        message.addAllCheckpointedResources(OperationScript.reserved(words));
        continue;
      }
      if (what.equals("checkpointed-volume")) {
        message.addCheckpointedResources(OperationScript.volume(words));
        continue;
      }
      String name = words.next();
      words.expect("of");
      String framework = words.next();
      reported.computeIfAbsent(framework, this::info);
      switch (what) {
        case "task" ->
            message.addTasks(
                Task.newBuilder()
                    .setName(name)
                    .setTaskId(Ids.toProtobuf(new TaskId(name)))
                    .setFrameworkId(reported.get(framework).getId())
                    .setAgentId(id)
                    .setState(TaskState.valueOf(words.next()))
                    .addAllResources(Text.allocated(words.next(), "*")));
        case "executor" ->
            message.addExecutorInfos(
                executor(name, words.next()).toBuilder()
                    .setFrameworkId(reported.get(framework).getId()));
        default -> throw new IllegalArgumentException("not understood: " + words);
      }
    }
    step(
        new MasterCommand.ReregisterAgent(
            pid, message.addAllFrameworks(reported.values()).build()));
  }

  /** How a framework describes itself; one that never subscribed here has an id of its own. */
  private FrameworkInfo info(String name) {
    FrameworkId id = frameworks.computeIfAbsent(name, unused -> new FrameworkId("old-" + name));
    names.put(id.value(), name);
    return infos.getOrDefault(name, MasterFixture.frameworkInfo(name).build()).toBuilder()
        .setId(Ids.toProtobuf(id))
        .build();
  }

  /** {@code t1 of hello TASK_RUNNING [latest TASK_FINISHED] [unacknowledged]}. */
  private void report(Pid pid, Words words) {
    TaskId task = new TaskId(words.next());
    words.expect("of");
    FrameworkId framework = frameworks.get(words.next());
    words.expect("on");
    AgentID agent = agentId(words.next());
    TaskState state = TaskState.valueOf(words.next());
    TaskState latest = words.skip("latest") ? TaskState.valueOf(words.next()) : state;
    Messages.StatusUpdate.Builder update =
        Messages.StatusUpdate.newBuilder()
            .setFrameworkId(Ids.toProtobuf(framework))
            .setSlaveId(agent)
            .setTimestamp(now.getEpochSecond())
            .setLatestState(latest)
            .setStatus(TaskStatus.newBuilder().setTaskId(Ids.toProtobuf(task)).setState(state));
    if (!words.skip("unacknowledged")) {
      ByteString uuid = ByteString.copyFromUtf8("uuid-%011d".formatted(++updates));
      uuids.put(task, uuid);
      update.setUuid(uuid);
    }
    step(
        new MasterCommand.AgentStatusUpdate(
            pid,
            Messages.StatusUpdateMessage.newBuilder()
                .setPid(pid.value())
                .setUpdate(update)
                .build()));
  }

  /** {@code e1 of hello on S0 status 9}. */
  private void lostExecutor(Pid pid, Words words) {
    ExecutorId executor = new ExecutorId(words.next());
    words.expect("of");
    FrameworkId framework = frameworks.get(words.next());
    words.expect("on");
    AgentID agent = agentId(words.next());
    words.expect("status");
    step(
        new MasterCommand.ExitedExecutor(
            pid,
            Messages.ExitedExecutorMessage.newBuilder()
                .setSlaveId(agent)
                .setFrameworkId(Ids.toProtobuf(framework))
                .setExecutorId(Ids.toProtobuf(executor))
                .setStatus(Integer.parseInt(words.next()))
                .build()));
  }

  /** {@code e1 of hello on S0 text}. */
  private void passMessage(Pid pid, Words words) {
    ExecutorId executor = new ExecutorId(words.next());
    words.expect("of");
    FrameworkId framework = frameworks.get(words.next());
    words.expect("on");
    step(
        new MasterCommand.ExecutorMessage(
            pid,
            Messages.ExecutorToFrameworkMessage.newBuilder()
                .setSlaveId(agentId(words.next()))
                .setFrameworkId(Ids.toProtobuf(framework))
                .setExecutorId(Ids.toProtobuf(executor))
                .setData(ByteString.copyFromUtf8(words.next()))
                .build()));
  }

  private static AgentID agentId(String shortName) {
    return SchedulerWords.agentId(shortName);
  }

  // ---- frameworks -----------------------------------------------------------------------------

  private void framework(String name, Words words) {
    if (words.skip("at")) {
      streams.put(name, ConnectionId.of(new Pid(words.next())));
    }
    String verb = words.next();
    switch (verb) {
      case "subscribes" -> subscribe(name, words);
      case "deactivates" ->
          step(
              new MasterCommand.DeactivateFramework(
                  streams.getOrDefault(name, new ConnectionId("none")), frameworks.get(name)));
      case "disconnects" -> step(new MasterCommand.DisconnectFramework(streams.get(name)));
      case "accepts" -> call(name, accept(name, words));
      case "acknowledges" -> acknowledge(name, words);
      case "acknowledges-operation" -> acknowledgeOperation(name, words);
      case "updates" -> update(name, words);
      case "sends" -> message(name, words);
      default ->
          call(
              name,
              SchedulerWords.call(verb, words)
                  .orElseThrow(() -> new IllegalArgumentException("not understood: " + words)));
    }
  }

  /** {@code [again] [roles a,b] [with CAPABILITY,…] [failover SECONDS] [uncheckpointed] …}. */
  private void subscribe(String name, Words words) {
    Optional<ConnectionId> driver =
        words.skip("driver")
            ? Optional.of(ConnectionId.of(new Pid(words.next())))
            : Optional.empty();
    FrameworkInfo base =
        words.skip("again") ? info(name) : MasterFixture.frameworkInfo(name).build();
    boolean force = words.skip("force");
    Description description = new Description(base.toBuilder()).read(words);
    FrameworkInfo info = description.info.build();
    ConnectionId connection = driver.orElseGet(() -> newStream(name));
    streams.put(name, connection);
    infos.put(name, info);
    if (info.hasId() || !frameworks.containsKey(name)) {
      FrameworkId id =
          info.hasId()
              ? Ids.of(info.getId())
              : new FrameworkId("M-%04d".formatted(newFrameworks++));
      frameworks.put(name, id);
      names.putIfAbsent(id.value(), name); // whoever else says that it is his
    }
    step(
        new MasterCommand.Subscribe(
            connection,
            description.subscribe(),
            description.constraints(),
            driver.isEmpty() || force));
  }

  private ConnectionId newStream(String name) {
    int count = streamCounts.merge(name, 1, Integer::sum);
    return new ConnectionId(count == 1 ? name : name + "#" + count);
  }

  /** What is not said stays as it was, but for suppressed roles and constraints. */
  private void update(String name, Words words) {
    Description description = new Description(info(name).toBuilder()).read(words);
    call(name, new SchedulerCall.UpdateFramework(description.update(), description.constraints()));
    if (output.stream().anyMatch(line -> line.contains("FrameworkUpdated"))) {
      infos.put(name, description.info.build());
    }
  }

  /** {@code f#1} is framework f with its first stream, whichever it has now. */
  private void call(String name, SchedulerCall call) {
    String framework = name.replaceAll("#.*", "");
    ConnectionId stream =
        name.equals(framework)
            ? streams.getOrDefault(name, new ConnectionId("none"))
            : new ConnectionId(name.replace("#1", ""));
    step(
        new MasterCommand.FrameworkCall(
            new RequestId(++requests), frameworks.get(framework), Caller.of(stream), call));
  }

  /** {@code O0,O1 [refuse SECONDS] [launch t1 cpus:1 on S0 [executor e cpus:1]]… [reserve …]}. */
  private SchedulerCall accept(String name, Words words) {
    Call.Accept.Builder body = Call.Accept.newBuilder();
    for (String offer : words.next().split(",")) {
      body.addOfferIds(Ids.toProtobuf(new OfferId("M-" + offer)));
    }
    body.setFilters(SchedulerWords.filters(words));
    while (words.hasNext()) {
      String verb = words.next();
      if (OperationScript.isVerb(verb)) {
        body.addOperations(OperationScript.operation(verb, words));
        continue;
      }
      switch (verb) {
        case "launch" ->
            body.addOperations(
                Operation.newBuilder()
                    .setType(Operation.Type.LAUNCH)
                    .setLaunch(Operation.Launch.newBuilder().addTaskInfos(task(words))));
        case "launch-group" -> body.addOperations(launchGroup(name, words));
        default -> throw new IllegalArgumentException("not understood: " + words);
      }
    }
    return new SchedulerCall.Accept(body.build());
  }

  /** {@code t1 cpus:1 on S0 [and t2 cpus:1 on S0]… [under e]}: tasks on a default executor. */
  private Operation launchGroup(String framework, Words words) {
    Operation.LaunchGroup.Builder launch = Operation.LaunchGroup.newBuilder();
    do {
      launch.getTaskGroupBuilder().addTasks(task(words));
    } while (words.skip("and"));
    String executor = words.skip("under") ? words.next() : "pod";
    launch.setExecutor(
        ExecutorInfo.newBuilder()
            .setType(ExecutorInfo.Type.DEFAULT)
            .setExecutorId(Ids.toProtobuf(new ExecutorId(executor)))
            .setFrameworkId(Ids.toProtobuf(frameworks.get(framework)))
            .addAllResources(Text.resources("cpus:0.1;mem:32;disk:32")));
    return Operation.newBuilder()
        .setType(Operation.Type.LAUNCH_GROUP)
        .setLaunchGroup(launch)
        .build();
  }

  private static TaskInfo task(Words words) {
    String id = words.next();
    String resources = words.next();
    words.expect("on");
    TaskInfo.Builder task =
        TaskInfo.newBuilder()
            .setName(id)
            .setTaskId(Ids.toProtobuf(new TaskId(id)))
            .setAgentId(agentId(words.next()))
            .addAllResources(Text.resources(resources));
    if (words.skip("reserved")) {
      task.addAllResources(OperationScript.reserved(words));
    }
    if (words.skip("volume")) {
      task.addResources(OperationScript.volume(words));
    }
    return words.skip("executor")
        ? task.setExecutor(executor(words.next(), words.next())).build()
        : task.setCommand(CommandInfo.newBuilder().setValue("true")).build();
  }

  private static ExecutorInfo executor(String id, String resources) {
    return ExecutorInfo.newBuilder()
        .setExecutorId(Ids.toProtobuf(new ExecutorId(id)))
        .setCommand(CommandInfo.newBuilder().setValue("./executor"))
        .addAllResources(Text.resources(resources))
        .build();
  }

  private void acknowledge(String name, Words words) {
    TaskId task = new TaskId(words.next());
    words.expect("on");
    call(
        name,
        new SchedulerCall.Acknowledge(
            Call.Acknowledge.newBuilder()
                .setAgentId(agentId(words.next()))
                .setTaskId(Ids.toProtobuf(task))
                .setUuid(uuids.get(task))
                .build()));
  }

  /** {@code op1 on S0}: the status that was reported last. */
  private void acknowledgeOperation(String name, Words words) {
    OperationID operation = OperationID.newBuilder().setValue(words.next()).build();
    words.expect("on");
    call(
        name,
        new SchedulerCall.AcknowledgeOperationStatus(
            Call.AcknowledgeOperationStatus.newBuilder()
                .setAgentId(agentId(words.next()))
                .setOperationId(operation)
                .setUuid(operations.lastUuid())
                .build()));
  }

  /** {@code text to e1 on S0}. */
  private void message(String name, Words words) {
    ByteString data = ByteString.copyFromUtf8(words.next());
    words.expect("to");
    ExecutorId executor = new ExecutorId(words.next());
    words.expect("on");
    call(
        name,
        new SchedulerCall.Message(
            Call.Message.newBuilder()
                .setAgentId(agentId(words.next()))
                .setExecutorId(Ids.toProtobuf(executor))
                .setData(data)
                .build()));
  }

  // ---- operators ------------------------------------------------------------------------------

  private void operator(Words words) {
    RequestId request = new RequestId(++requests);
    String verb = words.next();
    switch (verb) {
      case "tears-down" ->
          step(
              new MasterCommand.TearDownFramework(
                  request, frameworks.getOrDefault(words.peek(), new FrameworkId(words.next()))));
      case "changes" -> {
        AgentId agent = Ids.of(agentId(words.next()));
        Operation operation = OperationScript.operation(words.next(), words);
        step(
            new OperatorCommand.ChangeResources(
                request, agent, operation, Optional.<String>empty()));
      }
      case "marks-gone" ->
          step(new MasterCommand.MarkAgentGone(request, Ids.of(agentId(words.next()))));
      default -> step(OperatorWords.command(request, verb, words));
    }
  }
}
