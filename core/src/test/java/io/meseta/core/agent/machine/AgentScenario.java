package io.meseta.core.agent.machine;

import com.google.protobuf.ByteString;
import io.meseta.core.ConnectionId;
import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.Step;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.ProbeOrder;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.UUID;
import org.jspecify.annotations.Nullable;

/** An agent core and what a test has to know to drive it: time, who is who, what was sent last. */
final class AgentScenario {

  static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
  static final Pid MASTER = new Pid("master@127.0.0.1:5050");
  static final Pid OBSERVER = new Pid("slave-observer(1)@127.0.0.1:5050");

  static final AgentConfig CONFIG =
      new AgentConfig(
          AgentInfo.newBuilder()
              .setHostname("localhost")
              .setPort(5051)
              .addAllResources(ResourceSyntax.parse("cpus:4;mem:4096;disk:1000", "*"))
              .build(),
          "1.11.0",
          UUID.newBuilder().setValue(ByteString.copyFromUtf8("resource-version")).build(),
          new AgentConfig.Address(new Pid("slave(1)@127.0.0.1:5051"), "127.0.0.1", 5051),
          "/work",
          AgentConfig.Timing.defaults(),
          AgentConfig.Executors.defaults());

  final CheckScript checks = new CheckScript();
  final AgentText text = new AgentText();
  final List<AgentEvent> events = new ArrayList<>();
  private final Map<TaskId, ByteString> uuids = new HashMap<>();
  private final Map<TaskId, ByteString> executorUuids = new HashMap<>();
  private final Map<String, Integer> streams = new HashMap<>();
  private final List<String> output = new ArrayList<>();
  private final Consumer<AgentEvent> observer;
  private AgentCore core = new AgentCore(CONFIG, new Random(1));
  private Instant now = START;
  private int nextUuid = 1;
  private int nextSeed = 2;

  AgentScenario(Consumer<AgentEvent> observer) {
    this.observer = observer;
  }

  AgentCore core() {
    return core;
  }

  /** Carries out a command and writes down what came of it. */
  void step(AgentCommand command) {
    Step<AgentEvent, AgentEffect> step = core.step(command, now);
    for (AgentEvent event : step.events()) {
      if (event instanceof DurableAgentEvent.ExecutorAdded added) {
        text.name(added);
      }
      if (event instanceof DurableAgentEvent.TaskGroupLaunched launched) {
        text.name(launched);
      }
      events.add(event);
      observer.accept(event);
      output.add(text.line(event));
    }
    for (AgentEffect effect : step.effects()) {
      remember(effect);
      output.add(text.line(effect));
    }
  }

  private void remember(AgentEffect effect) {
    if (effect instanceof AgentEffect.StartProbe(ProbeOrder order)) {
      checks.remember(order);
    }
    if (effect instanceof AgentEffect.SendMessage send
        && send.message() instanceof StatusUpdateMessage update) {
      uuids.put(
          new TaskId(update.getUpdate().getStatus().getTaskId().getValue()),
          update.getUpdate().getUuid());
    }
  }

  /** Lets time pass; whatever is due happens when it is due. */
  void pass(Duration duration) {
    Instant end = now.plus(duration);
    Instant begin = now;
    for (Instant due = due(end); due != null; due = due(end)) {
      now = due.isAfter(now) ? due : now;
      int before = output.size();
      step(new AgentCommand.AdvanceTime());
      if (output.size() > before) {
        double seconds = Duration.between(begin, now).toMillis() / 1000.0;
        output.add(before, "  at %.3f s".formatted(seconds));
      }
    }
    now = end;
  }

  private @Nullable Instant due(Instant end) {
    return core.nextDeadline().filter(due -> !due.isAfter(end)).orElse(null);
  }

  /** The daemon dies and comes back with what is durable. */
  void restart(Map<ContainerId, Long> running) {
    AgentCore next = new AgentCore(CONFIG, new Random(nextSeed++));
    events.stream().filter(DurableAgentEvent.class::isInstance).forEach(next::apply);
    events.removeIf(event -> !(event instanceof DurableAgentEvent));
    core = next;
    step(new AgentCommand.FinishRecovery(running));
  }

  /** The journal is compacted. */
  void shortenHistory() {
    List<DurableAgentEvent> history = core.history();
    events.clear();
    events.addAll(history);
  }

  ByteString lastSent(TaskId task) {
    return uuids.getOrDefault(task, uuid(0));
  }

  ByteString newUuid(TaskId task) {
    executorUuids.put(task, uuid(nextUuid++));
    return executorUuids.get(task);
  }

  ByteString repeatedUuid(TaskId task) {
    return executorUuids.get(task);
  }

  private static ByteString uuid(int number) {
    return ByteString.copyFrom(ByteBuffer.allocate(16).putInt(12, number).array());
  }

  ConnectionId newStream(String executor) {
    return new ConnectionId(streamName(executor, streams.merge(executor, 1, Integer::sum)));
  }

  ConnectionId stream(String executor) {
    return new ConnectionId(streamName(executor, streams.getOrDefault(executor, 1)));
  }

  private static String streamName(String executor, int number) {
    return number == 1 ? "executor " + executor : "executor " + executor + "#" + number;
  }

  /** What has happened since it was asked for last. */
  List<String> takeOutput() {
    List<String> taken = List.copyOf(output);
    output.clear();
    return taken;
  }

  static FrameworkId framework(String name) {
    return new FrameworkId(name);
  }

  static ExecutorId executor(String name) {
    return new ExecutorId(name);
  }
}
