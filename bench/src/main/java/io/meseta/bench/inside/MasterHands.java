package io.meseta.bench.inside;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.RequestId;
import io.meseta.core.Step;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.master.Caller;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.SchedulerCall;
import io.meseta.core.master.machine.MasterCore;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * A master core with one framework and many agents, without sockets. Whatever it is told has been
 * through bytes, as on the wire, so that messages share nothing that they would not share there.
 */
final class MasterHands {

  private static final ConnectionId STREAM = new ConnectionId("stream");
  private static final int HISTORY = 1_000_000;

  private final MasterCore core;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private FrameworkId framework = new FrameworkId("none");
  private long serial;

  MasterHands() {
    MasterConfig.History history =
        new MasterConfig.History(
            50, HISTORY, HISTORY, HISTORY, MasterConfig.RegistryHistory.DEFAULT);
    core = new MasterCore(MasterConfig.defaults(master()).with(history));
    step(new MasterCommand.TakeLeadership());
  }

  private static MasterInfo master() {
    return MasterInfo.newBuilder()
        .setId("c4e3a4c2-1f65-4c8b-9d0a-3a1a0f8f5a11")
        .setIp(16777343)
        .setPort(5050)
        .setPid("master@127.0.0.1:5050")
        .setHostname("localhost")
        .setVersion("0.1.0")
        .build();
  }

  private Step<MasterEvent, MasterEffect> step(MasterCommand command) {
    return core.step(command, now);
  }

  void registerAgent(int number, String resources) {
    AgentInfo info =
        AgentInfo.newBuilder()
            .setHostname("agent-" + number + ".example.org")
            .setPort(5051)
            .addAllResources(ResourceSyntax.parse(resources, "*"))
            .build();
    RegisterSlaveMessage message =
        RegisterSlaveMessage.newBuilder().setSlave(info).setVersion("1.11.0").build();
    step(
        new MasterCommand.RegisterAgent(
            pid(number), reread(message, RegisterSlaveMessage.parser())));
  }

  static Pid pid(int number) {
    return new Pid(
        "slave(1)@10.%d.%d.%d:5051".formatted(number >> 16, number >> 8 & 255, number & 255));
  }

  void subscribe() {
    FrameworkInfo info = FrameworkInfo.newBuilder().setUser("nobody").setName("bench").build();
    Call.Subscribe body = Call.Subscribe.newBuilder().setFrameworkInfo(info).build();
    Event subscribed =
        events(step(new MasterCommand.Subscribe(STREAM, body, OfferConstraints.NONE))).getFirst();
    framework = new FrameworkId(subscribed.getSubscribed().getFrameworkId().getValue());
  }

  /** Lets what is free be offered; the offers that come of it. */
  List<Offer> offers() {
    now = now.plus(Duration.ofMillis(1));
    return events(step(new MasterCommand.AdvanceTime())).stream()
        .flatMap(event -> event.getOffers().getOffersList().stream())
        .toList();
  }

  void call(Call call) {
    Call read = reread(call, Call.parser());
    SchedulerCall body =
        switch (read.getType()) {
          case ACCEPT -> new SchedulerCall.Accept(read.getAccept());
          case ACKNOWLEDGE -> new SchedulerCall.Acknowledge(read.getAcknowledge());
          default -> throw new IllegalArgumentException(read.getType().toString());
        };
    step(
        new MasterCommand.FrameworkCall(
            new RequestId(++serial), framework, Caller.of(STREAM), body));
  }

  /** The agent reports a state of the task; the framework acknowledges it. */
  void update(Pid agent, TaskInfo task, TaskState state) {
    ByteString uuid = ByteString.copyFromUtf8("%016d".formatted(++serial));
    TaskStatus status =
        TaskStatus.newBuilder()
            .setTaskId(task.getTaskId())
            .setAgentId(task.getAgentId())
            .setState(state)
            .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
            .setTimestamp(now.getEpochSecond())
            .setUuid(uuid)
            .build();
    StatusUpdate update =
        StatusUpdate.newBuilder()
            .setFrameworkId(FrameworkID.newBuilder().setValue(framework.value()))
            .setSlaveId(task.getAgentId())
            .setTimestamp(now.getEpochSecond())
            .setUuid(uuid)
            .setLatestState(state)
            .setStatus(status)
            .build();
    StatusUpdateMessage message =
        StatusUpdateMessage.newBuilder().setPid(agent.value()).setUpdate(update).build();
    step(new MasterCommand.AgentStatusUpdate(agent, reread(message, StatusUpdateMessage.parser())));
    call(
        Call.newBuilder()
            .setType(Call.Type.ACKNOWLEDGE)
            .setAcknowledge(
                Call.Acknowledge.newBuilder()
                    .setAgentId(task.getAgentId())
                    .setTaskId(task.getTaskId())
                    .setUuid(uuid))
            .build());
  }

  private static List<Event> events(Step<MasterEvent, MasterEffect> step) {
    List<Event> events = new ArrayList<>();
    for (MasterEffect effect : step.effects()) {
      if (effect instanceof MasterEffect.SendToFramework send) {
        events.add(send.event());
      }
    }
    return events;
  }

  private static <M extends Message> M reread(M message, Parser<M> parser) {
    try {
      return parser.parseFrom(message.toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
