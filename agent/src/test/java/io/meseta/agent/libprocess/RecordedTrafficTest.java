package io.meseta.agent.libprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.meseta.core.ContainerId;
import io.meseta.core.Pid;
import io.meseta.core.Step;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.ExitStatus;
import io.meseta.core.agent.machine.AgentCore;
import io.meseta.core.resource.ReservationFormat;
import io.meseta.protocol.internal.Messages.PongSlaveMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import io.meseta.protocol.internal.Messages.SlaveRegisteredMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import io.meseta.protocol.internal.Messages.UnregisterSlaveMessage;
import io.meseta.protocol.internal.Messages.UpdateSlaveMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.UUID;
import org.junit.jupiter.api.Test;

/**
 * What a real master said to a real agent is said to ours; what ours answers is compared with what
 * the real one answered, all but uuids, times, process ids and container ids.
 */
class RecordedTrafficTest {

  private static final Pid MASTER = new Pid("master@127.0.0.1:5050");
  private static final ByteString NO_UUID = ByteString.copyFrom(new byte[16]);

  private final Deque<Message> sent = new ArrayDeque<>();
  private final Map<String, ContainerId> containers = new HashMap<>();
  private final Map<String, ByteString> uuids = new HashMap<>();
  private final List<AgentEvent> events = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-23T00:00:00Z");

  @Test
  void registersPongsAndUnregisters() throws Exception {
    List<RecordedTraffic.Message> recorded = RecordedTraffic.of("agent-registration");
    AgentCore agent = agentOf(recorded);
    for (RecordedTraffic.Message message : recorded) {
      if (message.to().equals("agent1")) {
        hear(agent, message);
      } else {
        if (message.shortName().equals("UnregisterSlaveMessage")) {
          step(agent, new AgentCommand.LeaveCluster("SIGUSR1"));
        }
        assertThat(sent.poll()).as(message.toString()).isEqualTo(parse(message));
      }
    }
    assertThat(sent).isEmpty();
  }

  /** Two command tasks: one finishes, one is killed. What follows in the recording we lack. */
  @Test
  void runsCommandTasks() throws Exception {
    List<RecordedTraffic.Message> recorded = RecordedTraffic.of("task-launch-kill-teardown");
    AgentCore agent = agentOf(recorded);
    int compared = 0;
    for (RecordedTraffic.Message message : recorded) {
      if (message.shortName().equals("ApplyOperationMessage")) {
        break;
      }
      if (message.to().equals("agent1")) {
        hear(agent, message);
      } else if (message.to().equals("master")) {
        assertThat(normal(sent.poll())).as(message.toString()).isEqualTo(normal(parse(message)));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(9);
    assertThat(sent).isEmpty();
  }

  @Test
  void reregistersWithItsTask() throws Exception {
    List<RecordedTraffic.Message> recorded = RecordedTraffic.of("agent-restart-checkpointed");
    ReregisterSlaveMessage expected =
        (ReregisterSlaveMessage)
            parse(RecordedTraffic.named(recorded, "ReregisterSlaveMessage").getFirst());
    AgentConfig config =
        config(expected.getSlave(), expected.getResourceVersionUuid(), expected.getVersion());
    AgentCore before = new AgentCore(config, new Random(1));
    follow(before);
    step(
        before,
        new AgentCommand.ConfirmRegistration(
            MASTER,
            SlaveRegisteredMessage.newBuilder().setSlaveId(expected.getSlave().getId()).build()));
    step(before, new AgentCommand.RunTask(MASTER, runTask(expected)));
    step(before, new AgentCommand.RecordContainerStart(containers.get("t1"), 2515));

    AgentCore after = new AgentCore(config, new Random(2));
    events.stream().filter(DurableAgentEvent.class::isInstance).forEach(after::apply);
    sent.clear();
    step(after, new AgentCommand.FinishRecovery(Map.of(containers.get("t1"), 2515L)));
    step(after, new AgentCommand.FollowMaster(master()));
    awaitRegistration(after);

    assertThat(normal(sent.poll())).isEqualTo(normal(expected));
  }

  private static RunTaskMessage runTask(ReregisterSlaveMessage expected) {
    Task task = expected.getTasks(0);
    return RunTaskMessage.newBuilder()
        .setFramework(expected.getFrameworks(0))
        .setTask(
            TaskInfo.newBuilder()
                .setName(task.getName())
                .setTaskId(task.getTaskId())
                .setAgentId(task.getAgentId())
                .addAllResources(
                    task.getResourcesList().stream().map(ReservationFormat::refine).toList()))
        .setLaunchExecutor(true)
        .build();
  }

  /** An agent as the recorded one was, about to register. */
  private AgentCore agentOf(List<RecordedTraffic.Message> recorded) throws IOException {
    RegisterSlaveMessage registration =
        (RegisterSlaveMessage)
            parse(RecordedTraffic.named(recorded, "RegisterSlaveMessage").getFirst());
    AgentConfig config =
        config(
            registration.getSlave(),
            registration.getResourceVersionUuid(),
            registration.getVersion());
    AgentCore agent = new AgentCore(config, new Random(1));
    follow(agent);
    return agent;
  }

  private static AgentConfig config(AgentInfo recorded, UUID resourceVersion, String version) {
    List<Resource> resources =
        recorded.getResourcesList().stream().map(ReservationFormat::refine).toList();
    return new AgentConfig(
        recorded.toBuilder()
            .clearId()
            .clearCheckpoint()
            .clearResources()
            .addAllResources(resources)
            .build(),
        version,
        resourceVersion,
        new AgentConfig.Address(new Pid("slave(1)@127.0.0.1:5051"), "127.0.0.1", 5051),
        "/work",
        AgentConfig.Timing.defaults(),
        AgentConfig.Executors.defaults());
  }

  private void follow(AgentCore agent) {
    step(agent, new AgentCommand.FinishRecovery(Map.of()));
    step(agent, new AgentCommand.FollowMaster(master()));
    awaitRegistration(agent);
  }

  private void awaitRegistration(AgentCore agent) {
    now = agent.nextDeadline().orElseThrow();
    step(agent, new AgentCommand.AdvanceTime());
  }

  private static MasterInfo master() {
    return MasterInfo.newBuilder().setId("M").setIp(0).setPort(5050).setPid(MASTER.value()).build();
  }

  private void hear(AgentCore agent, RecordedTraffic.Message message) throws IOException {
    if (message.from().startsWith("executor")) {
      beExecutor(agent, message);
      return;
    }
    String process = message.from().startsWith("slave-observer") ? "slave-observer(1)" : "master";
    Pid from = new Pid(process + "@127.0.0.1:5050");
    AgentCommand command =
        MasterMessages.decode(from, message.name(), message.body()).orElseThrow();
    step(agent, command instanceof AgentCommand.AcknowledgeUpdate a ? ours(a) : command);
  }

  /** The update that the real agent got acknowledged had another uuid. */
  private AgentCommand ours(AgentCommand.AcknowledgeUpdate recorded) {
    return new AgentCommand.AcknowledgeUpdate(
        recorded.from(), recorded.framework(), recorded.task(), uuids.get(recorded.task().value()));
  }

  /** Where a real executor reported, our container starts or ends. */
  private void beExecutor(AgentCore agent, RecordedTraffic.Message message) throws IOException {
    if (!message.shortName().equals("StatusUpdateMessage")) {
      return;
    }
    StatusUpdateMessage update = (StatusUpdateMessage) parse(message);
    ContainerId container = containers.get(update.getUpdate().getStatus().getTaskId().getValue());
    switch (update.getUpdate().getStatus().getState()) {
      case TASK_STARTING -> step(agent, new AgentCommand.RecordContainerStart(container, 1));
      case TASK_FINISHED ->
          step(agent, new AgentCommand.RecordContainerExit(container, new ExitStatus.Exited(0)));
      case TASK_KILLED ->
          step(
              agent,
              new AgentCommand.RecordContainerExit(container, new ExitStatus.Signaled(15, false)));
      default -> {} // ours runs as soon as it starts
    }
  }

  private void step(AgentCore agent, AgentCommand command) {
    Step<AgentEvent, AgentEffect> step = agent.step(command, now);
    events.addAll(step.events());
    for (AgentEffect effect : step.effects()) {
      switch (effect) {
        case AgentEffect.SendMessage e -> send(e.message());
        case AgentEffect.LaunchContainer e ->
            containers.put(e.launch().owner().executor().value(), e.launch().container());
        default -> {}
      }
    }
  }

  private void send(Message message) {
    sent.add(message);
    if (message instanceof StatusUpdateMessage update) {
      uuids.put(
          update.getUpdate().getStatus().getTaskId().getValue(), update.getUpdate().getUuid());
    }
  }

  private static Message parse(RecordedTraffic.Message message)
      throws InvalidProtocolBufferException {
    return switch (message.shortName()) {
      case "RegisterSlaveMessage" -> RegisterSlaveMessage.parseFrom(message.body());
      case "ReregisterSlaveMessage" -> ReregisterSlaveMessage.parseFrom(message.body());
      case "UnregisterSlaveMessage" -> UnregisterSlaveMessage.parseFrom(message.body());
      case "UpdateSlaveMessage" -> UpdateSlaveMessage.parseFrom(message.body());
      case "PongSlaveMessage" -> PongSlaveMessage.parseFrom(message.body());
      case "StatusUpdateMessage" -> StatusUpdateMessage.parseFrom(message.body());
      default -> throw new IllegalArgumentException("not expected: " + message);
    };
  }

  /** Without what differs from run to run. */
  private static Message normal(Message message) {
    return switch (message) {
      case StatusUpdateMessage m -> m.toBuilder().setUpdate(normal(m.getUpdate())).build();
      case ReregisterSlaveMessage m -> {
        ReregisterSlaveMessage.Builder normal = m.toBuilder();
        normal
            .getTasksBuilderList()
            .forEach(
                task -> task.getStatusesBuilderList().forEach(RecordedTrafficTest::makeNormal));
        yield normal.build();
      }
      default -> message;
    };
  }

  private static StatusUpdate normal(StatusUpdate update) {
    StatusUpdate.Builder normal = update.toBuilder().setUuid(NO_UUID).setTimestamp(0);
    makeNormal(normal.getStatusBuilder());
    if (update.getStatus().getState() == TaskState.TASK_STARTING) {
      normal.clearLatestState(); // by then our task is a step ahead
    }
    return normal.build();
  }

  private static void makeNormal(TaskStatus.Builder status) {
    status.setUuid(NO_UUID).setTimestamp(0);
    status.getContainerStatusBuilder().setExecutorPid(0).getContainerIdBuilder().setValue("");
  }
}
