package io.meseta.e2e.libprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.libprocess.RecordedConversation.Said;
import io.meseta.e2e.libprocess.RecordedConversation.Step;
import io.meseta.e2e.wire.WireCluster;
import io.meseta.protocol.internal.Messages.FrameworkRegisteredMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each recorded conversation of an unmodified driver with Mesos is had once more with our master:
 * libmesos in C++ and under Java, and the pure Go driver with the messages of old.
 */
class ReplayTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cxx-no-executor-framework",
        "cxx-test-framework-and-executor",
        "go-v0-scheduler-and-executor",
        "java-driver-calls-failover-abort"
      })
  void answersAsRecorded(String scenario) throws Exception {
    List<Step> steps = new RecordedConversation(scenario).steps();
    try (WireCluster cluster = WireCluster.start(directory, "--allocation_interval=10ms");
        Replay replay = new Replay(cluster.port(), cluster.masterId(), masterId(steps))) {
      replay.registerAgent(registration());
      replay.play(steps);

      assertThat(replay.compared()).contains("FrameworkRegisteredMessage", "StatusUpdateMessage");
      assertThat(replay.unexpected())
          .isSubsetOf("ResourceOffersMessage", "RescindResourceOfferMessage", "PingSlaveMessage");
    }
  }

  private static String masterId(List<Step> steps) throws Exception {
    for (Step step : steps) {
      if (step instanceof Said said && said.name().endsWith(".FrameworkRegisteredMessage")) {
        return FrameworkRegisteredMessage.parseFrom(said.body()).getMasterInfo().getId();
      }
    }
    throw new AssertionError("nobody registers");
  }

  /** As the agent of the recordings, which registered before they begin. */
  private static RegisterSlaveMessage registration() throws Exception {
    for (Step step : new RecordedConversation("agent-registration").steps()) {
      if (step instanceof Said said && said.name().endsWith(".RegisterSlaveMessage")) {
        return RegisterSlaveMessage.parseFrom(said.body());
      }
    }
    throw new AssertionError("no agent registers");
  }
}
