package io.meseta.e2e.libprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each recorded conversation of an executor driver with Mesos' agent is had once more with ours:
 * libmesos in C++, and the pure Go driver.
 */
class AgentReplayTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"cxx-test-framework-and-executor", "go-v0-scheduler-and-executor"})
  void answersAsRecorded(String scenario) throws Exception {
    try (AgentReplay replay =
        new AgentReplay(directory, new RecordedConversation(scenario).steps())) {
      replay.play();

      assertThat(replay.compared())
          .contains(
              "ExecutorRegisteredMessage",
              "RunTaskMessage",
              "StatusUpdateAcknowledgementMessage",
              "StatusUpdateMessage",
              "ShutdownExecutorMessage",
              "ExitedExecutorMessage");
      assertThat(replay.unexpected()).isSubsetOf("RegisterSlaveMessage", "UpdateSlaveMessage");
    }
  }
}
