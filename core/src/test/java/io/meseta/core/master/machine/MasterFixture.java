package io.meseta.core.master.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.meseta.core.AgentId;
import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.Pid;
import io.meseta.core.RequestId;
import io.meseta.core.Step;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.master.Caller;
import io.meseta.core.master.FrameworkEvent;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.SchedulerCall;
import io.meseta.core.resource.Resources;
import io.meseta.protocol.internal.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * A master core with hands: agents and schedulers in as few words as possible. After every step the
 * invariants are checked.
 */
final class MasterFixture {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  static final MasterConfig CONFIG =
      MasterConfig.defaults(
          MasterInfo.newBuilder()
              .setId("M")
              .setIp(16777343)
              .setPort(5050)
              .setPid("master@127.0.0.1:5050")
              .setHostname("localhost")
              .setVersion("0.1.0")
              .build());

  final MasterCore core;
  final List<MasterEvent> events = new ArrayList<>();
  final List<MasterEffect> effects = new ArrayList<>();
  private final Map<FrameworkId, ConnectionId> streams = new HashMap<>();
  private Instant now = START;
  private long requests;
  private int connections;
  private int calls;
  private boolean agentsAnswer;

  MasterFixture() {
    this(CONFIG);
  }

  MasterFixture(MasterConfig config) {
    core = new MasterCore(config);
    step(new MasterCommand.TakeLeadership());
  }

  /** From now on agents answer each ping. */
  MasterFixture answeringPings() {
    agentsAnswer = true;
    return this;
  }

  Instant now() {
    return now;
  }

  Step<MasterEvent, MasterEffect> step(MasterCommand command) {
    Step<MasterEvent, MasterEffect> step = core.step(command, now);
    events.addAll(step.events());
    effects.addAll(step.effects());
    assertThat(MasterInvariants.check(core)).as("after " + command).isEmpty();
    for (MasterEffect effect : step.effects()) {
      if (agentsAnswer
          && effect instanceof MasterEffect.SendToAgent send
          && send.message() instanceof Messages.PingSlaveMessage) {
        step(new MasterCommand.AgentPong(send.pid()));
      }
    }
    return step;
  }

  /** Lets time pass, stepping the core at each of its deadlines. */
  MasterFixture advance(Duration duration) {
    Instant end = now.plus(duration);
    Optional<Instant> next = core.nextDeadline();
    while (next.isPresent() && !next.get().isAfter(end)) {
      now = next.get().isAfter(now) ? next.get() : now;
      step(new MasterCommand.AdvanceTime());
      next = core.nextDeadline();
    }
    now = end;
    return this;
  }

  /** Lets just so much time pass that what is free has been offered. */
  MasterFixture settle() {
    return advance(Duration.ofMillis(1));
  }

  void forgetEffects() {
    effects.clear();
    events.clear();
  }

  // ---- agents ---------------------------------------------------------------------------------

  static Pid pid(int number) {
    return new Pid("slave(1)@10.0.0." + number + ":5051");
  }

  static AgentInfo agentInfo(int number, String resources) {
    return AgentInfo.newBuilder()
        .setHostname("agent" + number)
        .setPort(5051)
        .addAllResources(Text.resources(resources))
        .build();
  }

  AgentId registerAgent(int number, String resources) {
    registerAgentAgain(number, resources);
    return lastMessage(Messages.SlaveRegisteredMessage.class)
        .map(message -> new AgentId(message.getSlaveId().getValue()))
        .orElseThrow();
  }

  void registerAgentAgain(int number, String resources) {
    step(
        new MasterCommand.RegisterAgent(
            pid(number),
            Messages.RegisterSlaveMessage.newBuilder()
                .setSlave(agentInfo(number, resources))
                .setVersion("1.11.0")
                .addAllAgentCapabilities(Text.AGENT_CAPABILITIES)
                .build()));
  }

  // ---- frameworks -----------------------------------------------------------------------------

  static FrameworkInfo.Builder frameworkInfo(String name, FrameworkInfo.Capability.Type... types) {
    FrameworkInfo.Builder info =
        FrameworkInfo.newBuilder().setUser("nobody").setName(name).setCheckpoint(true);
    for (FrameworkInfo.Capability.Type type : types) {
      info.addCapabilities(FrameworkInfo.Capability.newBuilder().setType(type));
    }
    return info;
  }

  ConnectionId newConnection() {
    return new ConnectionId("stream-" + ++connections);
  }

  FrameworkId subscribe(FrameworkInfo.Builder info) {
    return subscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info).build());
  }

  FrameworkId subscribe(Call.Subscribe body) {
    ConnectionId connection = newConnection();
    step(new MasterCommand.Subscribe(connection, body, OfferConstraints.NONE));
    FrameworkId id =
        eventsOn(connection).stream()
            .filter(Event::hasSubscribed)
            .findFirst()
            .map(event -> new FrameworkId(event.getSubscribed().getFrameworkId().getValue()))
            .orElseThrow();
    streams.put(id, connection);
    return id;
  }

  /** A driver registers, and may be refused or dropped. */
  void subscribeDriver(Pid driver, FrameworkInfo.Builder info, boolean force) {
    ConnectionId connection = ConnectionId.of(driver);
    Call.Subscribe body = Call.Subscribe.newBuilder().setFrameworkInfo(info).build();
    for (MasterEvent event :
        step(new MasterCommand.Subscribe(connection, body, OfferConstraints.NONE, force))
            .events()) {
      if (event instanceof FrameworkEvent.FrameworkSubscribed subscribed) {
        streams.put(subscribed.framework(), connection);
      }
    }
  }

  /** How many calls were made. */
  int calls() {
    return calls;
  }

  ConnectionId stream(FrameworkId framework) {
    return streams.get(framework);
  }

  Step<MasterEvent, MasterEffect> call(FrameworkId framework, SchedulerCall call) {
    calls++;
    return step(
        new MasterCommand.FrameworkCall(
            new RequestId(++requests), framework, Caller.of(streams.get(framework)), call));
  }

  Step<MasterEvent, MasterEffect> accept(
      FrameworkId framework, OfferId offer, double refuseSeconds, TaskInfo... tasks) {
    Call.Accept.Builder body =
        Call.Accept.newBuilder()
            .addOfferIds(Text.offerId(offer))
            .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds));
    if (tasks.length > 0) {
      body.addOperations(
          Operation.newBuilder()
              .setType(Operation.Type.LAUNCH)
              .setLaunch(Operation.Launch.newBuilder().addAllTaskInfos(List.of(tasks))));
    }
    return call(framework, new SchedulerCall.Accept(body.build()));
  }

  Step<MasterEvent, MasterEffect> decline(
      FrameworkId framework, OfferId offer, double refuseSeconds) {
    return call(
        framework,
        new SchedulerCall.Decline(
            Call.Decline.newBuilder()
                .addOfferIds(Text.offerId(offer))
                .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds))
                .build()));
  }

  static TaskInfo task(String id, AgentId agent, String resources) {
    return TaskInfo.newBuilder()
        .setName("task " + id)
        .setTaskId(TaskID.newBuilder().setValue(id))
        .setAgentId(Text.agentId(agent))
        .addAllResources(Text.resources(resources))
        .setCommand(CommandInfo.newBuilder().setValue("true"))
        .build();
  }

  /** Registers an agent, lets the framework launch a task on it that takes a part of it. */
  TaskInfo launch(FrameworkId framework, AgentId agent, String id, String resources) {
    settle();
    OfferId offer = offerOn(framework, agent);
    TaskInfo task = task(id, agent, resources);
    accept(framework, offer, 0, task);
    return task;
  }

  OfferId offerOn(FrameworkId framework, AgentId agent) {
    return core.snapshot(now).framework(framework).orElseThrow().offers().stream()
        .filter(offer -> offer.agent().equals(agent))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no offer of " + agent + " for " + framework))
        .id();
  }

  /** The agent reports a state of the task, to be acknowledged with the returned uuid. */
  ByteString update(int agentNumber, FrameworkId framework, TaskInfo task, TaskState state) {
    ByteString uuid = ByteString.copyFromUtf8("uuid-%011d".formatted(++requests));
    repeat(agentNumber, framework, task, state, uuid);
    return uuid;
  }

  /** The agent reports, perhaps again, a state of the task with that uuid. */
  void repeat(
      int agentNumber, FrameworkId framework, TaskInfo task, TaskState state, ByteString uuid) {
    step(
        new MasterCommand.AgentStatusUpdate(
            pid(agentNumber),
            Messages.StatusUpdateMessage.newBuilder()
                .setPid(pid(agentNumber).value())
                .setUpdate(
                    Messages.StatusUpdate.newBuilder()
                        .setFrameworkId(Text.frameworkId(framework))
                        .setSlaveId(task.getAgentId())
                        .setTimestamp(now.getEpochSecond())
                        .setUuid(uuid)
                        .setLatestState(state)
                        .setStatus(
                            TaskStatus.newBuilder()
                                .setTaskId(task.getTaskId())
                                .setState(state)
                                .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
                                .setUuid(uuid)))
                .build()));
  }

  void acknowledge(FrameworkId framework, TaskInfo task, ByteString uuid) {
    call(
        framework,
        new SchedulerCall.Acknowledge(
            Call.Acknowledge.newBuilder()
                .setAgentId(task.getAgentId())
                .setTaskId(task.getTaskId())
                .setUuid(uuid)
                .build()));
  }

  // ---- what was said --------------------------------------------------------------------------

  List<Event> eventsOn(ConnectionId connection) {
    List<Event> found = new ArrayList<>();
    for (MasterEffect effect : effects) {
      if (effect instanceof MasterEffect.SendToFramework send
          && send.connection().equals(connection)) {
        found.add(send.event());
      }
    }
    return found;
  }

  List<Event> eventsFor(FrameworkId framework) {
    return eventsOn(streams.get(framework));
  }

  List<TaskStatus> statusesFor(FrameworkId framework) {
    return eventsFor(framework).stream()
        .filter(Event::hasUpdate)
        .map(event -> event.getUpdate().getStatus())
        .toList();
  }

  TaskStatus lastStatus(FrameworkId framework) {
    List<TaskStatus> statuses = statusesFor(framework);
    return statuses.get(statuses.size() - 1);
  }

  List<Message> messagesTo(Pid pid) {
    List<Message> found = new ArrayList<>();
    for (MasterEffect effect : effects) {
      if (effect instanceof MasterEffect.SendToAgent send && send.pid().equals(pid)) {
        found.add(send.message());
      }
    }
    return found;
  }

  <T extends Message> Optional<T> lastMessage(Class<T> type) {
    T last = null;
    for (MasterEffect effect : effects) {
      if (effect instanceof MasterEffect.SendToAgent send && type.isInstance(send.message())) {
        last = type.cast(send.message());
      }
    }
    return Optional.ofNullable(last);
  }

  Resources used(AgentId agent) {
    return core.snapshot(now).agent(agent).orElseThrow().used();
  }
}
