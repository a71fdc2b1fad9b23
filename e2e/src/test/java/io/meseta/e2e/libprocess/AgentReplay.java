package io.meseta.e2e.libprocess;

import static io.meseta.e2e.Patience.await;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.meseta.e2e.Patience;
import io.meseta.e2e.libprocess.LibprocessPeer.Received;
import io.meseta.e2e.libprocess.RecordedConversation.HungUp;
import io.meseta.e2e.libprocess.RecordedConversation.Said;
import io.meseta.e2e.libprocess.RecordedConversation.Step;
import io.meseta.e2e.wire.LoneAgent;
import io.meseta.protocol.internal.Messages.ExecutorRegisteredMessage;
import io.meseta.protocol.internal.Messages.ExitedExecutorMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import io.meseta.protocol.internal.Messages.SlaveRegisteredMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.MasterInfo;

/**
 * Plays the master and the executor of a recorded conversation against our agent: what they sent is
 * sent, and what the recorded agent sent must come from ours, word for word but for addresses and
 * numbers of processes. The executor's process is a stand-in that only lives.
 */
final class AgentReplay implements AutoCloseable {

  private static final String RECORDED_MASTER = "master@127.0.0.1:5050";
  private static final String RECORDED_AGENT = "slave(1)@127.0.0.1:5051";
  private static final String STAND_IN = "touch started; until [ -e end ]; do sleep 0.1; done";

  private static final Duration SHORT = Duration.ofSeconds(1);

  private final Vocabulary vocabulary = new Vocabulary();
  private final LibprocessPeer master = new LibprocessPeer("master");
  private final LibprocessPeer executor = new LibprocessPeer("executor(1)");
  private final List<String> compared = new ArrayList<>();
  private final List<Step> steps;
  private final LoneAgent agent;

  AgentReplay(Path directory, List<Step> steps) throws Exception {
    this.steps = steps;
    MasterInfo info =
        MasterInfo.newBuilder()
            .setId("master")
            .setIp(0)
            .setPort(master.port())
            .setPid(master.pid())
            .build();
    agent = LoneAgent.start(directory, info, isExecutorKilled() ? SHORT : Patience.LIMIT);
    vocabulary.learn(RECORDED_MASTER, master.pid());
    vocabulary.learn(RECORDED_AGENT, "slave(1)@127.0.0.1:" + agent.port());
    vocabulary.learn("root", System.getProperty("user.name"));
    register(first("RunTaskMessage", RunTaskMessage.class).getTask().getAgentId());
  }

  private void register(AgentID id) throws Exception {
    master.next(RegisterSlaveMessage.getDefaultInstance());
    master.send(
        agent.port(), "slave(1)", SlaveRegisteredMessage.newBuilder().setSlaveId(id).build());
  }

  private <M extends Message> M first(String name, Class<M> kind) throws Exception {
    for (Step step : steps) {
      if (step instanceof Said said && said.name().endsWith("." + name)) {
        return kind.cast(WireMessages.parse(said.name(), said.body()));
      }
    }
    throw new AssertionError("no " + name);
  }

  /** Plays the whole conversation; fails at the first message that does not come, or differs. */
  void play() throws Exception {
    for (Step step : steps) {
      switch (step) {
        case Said said when said.from().equals(RECORDED_AGENT) -> expect(said);
        case Said said when said.to().equals(RECORDED_AGENT) -> say(said);
        case Said _ -> {} // between master and scheduler
        case HungUp end -> endExecutor(end);
      }
    }
  }

  /** The messages that were compared, by their short names. */
  List<String> compared() {
    return compared;
  }

  /** What came to master and executor and was not in the recording, by their short names. */
  List<String> unexpected() {
    List<Received> rest = new ArrayList<>(master.rest());
    rest.addAll(executor.rest());
    return rest.stream().map(Received::shortName).toList();
  }

  private void say(Said said) throws Exception {
    if (said.from().startsWith("executor(1)@")) {
      vocabulary.learn(said.from(), executor.pid());
      Path started = sandbox().resolve("started");
      await().until(() -> Files.exists(started));
      executor.send(agent.port(), "slave(1)", ours(said));
    } else {
      master.send(agent.port(), "slave(1)", ours(said));
    }
  }

  private void expect(Said said) throws Exception {
    String expected = shown(ours(said));
    LibprocessPeer receiver = said.to().equals(RECORDED_MASTER) ? master : executor;
    try {
      receiver.nextThat(
          message -> message.name().equals(said.name()) && shown(message).equals(expected));
    } catch (AssertionError e) {
      String same =
          receiver.rest().stream()
              .filter(message -> message.name().equals(said.name()))
              .map(AgentReplay::shown)
              .findFirst()
              .orElse("nothing of that name");
      throw new AssertionError("%s: expected%n%s%nand got%n%s".formatted(said, expected, same), e);
    }
    compared.add(said.name().substring(said.name().lastIndexOf('.') + 1));
  }

  /** The recorded agent had no more patience with it, and killed it. */
  private boolean isExecutorKilled() throws Exception {
    return first("ExitedExecutorMessage", ExitedExecutorMessage.class).getStatus() != 0;
  }

  /** If the recorded executor ended by itself, so does the stand-in. */
  private void endExecutor(HungUp end) throws Exception {
    boolean byExecutor =
        steps.stream()
            .anyMatch(step ->
                step instanceof Said said
                    && said.to().equals("executor(1)@127.0.0.1:" + end.port()));
    Path file = sandbox().resolve("end");
    if (byExecutor && !isExecutorKilled() && !Files.exists(file)) {
      Files.createFile(file);
    }
  }

  private Path sandbox() throws Exception {
    RunTaskMessage run = first("RunTaskMessage", RunTaskMessage.class);
    return agent
        .workDirectory()
        .resolve("slaves/" + run.getTask().getAgentId().getValue())
        .resolve("frameworks/" + run.getFramework().getId().getValue())
        .resolve("executors/" + run.getTask().getExecutor().getExecutorId().getValue())
        .resolve("runs/latest");
  }

  private Message ours(Said said) throws Exception {
    Message message = vocabulary.toOurs(WireMessages.parse(said.name(), said.body()));
    return switch (message) {
      case RunTaskMessage run -> {
        RunTaskMessage.Builder ours = run.toBuilder().clearResourceVersionUuids();
        ours.getTaskBuilder().setExecutor(standIn(run.getTask().getExecutor()));
        yield ours.build();
      }
      case ExecutorRegisteredMessage registered ->
          registered.toBuilder().setExecutorInfo(standIn(registered.getExecutorInfo())).build();
      default -> message;
    };
  }

  private static ExecutorInfo standIn(ExecutorInfo recorded) {
    return recorded.toBuilder().setCommand(CommandInfo.newBuilder().setValue(STAND_IN)).build();
  }

  private static String shown(Received message) {
    try {
      return shown(WireMessages.parse(message.name(), message.body()));
    } catch (Exception e) {
      throw new AssertionError(message.name() + " cannot be read", e);
    }
  }

  /** Without numbers of processes and ports; the latest state is that of the moment. */
  private static String shown(Message message) {
    return TextFormat.printer()
        .printToString(
            switch (message) {
              case ExecutorRegisteredMessage m -> {
                ExecutorRegisteredMessage.Builder lasting = m.toBuilder();
                lasting.getSlaveInfoBuilder().setPort(0);
                yield lasting.build();
              }
              case StatusUpdateMessage m -> {
                StatusUpdateMessage.Builder lasting = m.toBuilder();
                lasting.getUpdateBuilder().clearLatestState();
                var container =
                    lasting.getUpdateBuilder().getStatusBuilder().getContainerStatusBuilder();
                container.getContainerIdBuilder().setValue("");
                container.setExecutorPid(container.hasExecutorPid() ? 1 : 0);
                yield lasting.build();
              }
              default -> message;
            });
  }

  @Override
  public void close() throws Exception {
    agent.close();
    master.close();
    executor.close();
  }
}
