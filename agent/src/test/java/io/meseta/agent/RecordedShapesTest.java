package io.meseta.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The endpoints have every key, on every level, that those of a real agent with running and
 * finished tasks have (golden/endpoints/c-busy/agent1), and no others.
 */
class RecordedShapesTest {

  /** Of features that the recorded tasks use and this agent does not have yet. */
  private static final Set<String> BEYOND_US =
      Set.of(
          "discovery", "health_check", "healthy", "labels", "log_dir", "principal", "type", "role");

  @TempDir Path directory;
  private AgentFixture agent;

  @BeforeEach
  void runSomething() throws Exception {
    agent = new AgentFixture(directory, false);
    agent.awaitRegistered();
    FrameworkInfo oldStyle =
        Scenario.framework("fw-0002").toBuilder().clearCapabilities().clearRoles().build();
    agent.master.run(oldStyle, Scenario.commandTask("other", "true"));
    agent.master.awaitState("other", TaskState.TASK_FINISHED);
    agent.master.run(Scenario.framework("fw-0001"), Scenario.commandTask("done", "true"));
    agent.master.awaitState("done", TaskState.TASK_FINISHED);
    agent.master.run(Scenario.framework("fw-0001"), Scenario.commandTask("t1", "sleep 1000"));
    agent.master.awaitState("t1", TaskState.TASK_RUNNING);
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  /** Awaited, because the last acknowledgements may still be on their way to the agent. */
  @Test
  void showsTheStateInTheRecordedShape() throws Exception {
    Set<String> recorded = paths(recorded("state"));
    recorded.removeIf(RecordedShapesTest::isMachineSpecific);
    Patience.await()
        .untilAsserted(() -> {
          Set<String> ours = paths(agent.get("/state"));
          ours.removeIf(RecordedShapesTest::isMachineSpecific);
          assertThat(ours).containsExactlyInAnyOrderElementsOf(recorded);
        });
  }

  @Test
  void showsContainersAndStatisticsInTheRecordedShape() throws Exception {
    assertThat(paths(agent.get("/containers"))).isEqualTo(paths(recorded("containers")));
    assertThat(paths(agent.get("/monitor/statistics")))
        .isEqualTo(paths(recorded("monitor_statistics")));
    assertThat(paths(agent.get("/version"))).isEqualTo(paths(recorded("version")));
    assertThat(paths(agent.get("/system/stats.json")))
        .isEqualTo(paths(recorded("system_stats.json")));
  }

  @Test
  void tellsTheRecordedMetricsOfWhatItHas() throws Exception {
    Set<String> recorded = paths(recorded("metrics_snapshot"));
    recorded.removeIf(name -> !name.startsWith("slave/") && !name.startsWith("system/"));
    recorded.remove("slave/executor_directory_max_allowed_age_secs"); // nothing is removed yet
    recorded.remove("slave/recovery_time_secs");
    assertThat(paths(agent.get("/metrics/snapshot"))).containsAll(recorded);
  }

  /** Resource names, flags, and what belongs to features that are missing. */
  private static boolean isMachineSpecific(String path) {
    return path.startsWith("flags/")
        || path.matches("(un)?reserved_resources.*/.*|resources/.*|attributes/.*")
        || path.matches(".*/resources/.*")
        || Arrays.stream(path.split("/")).anyMatch(BEYOND_US::contains);
  }

  private static String recorded(String name) throws IOException {
    Path file =
        Path.of(
            System.getProperty("meseta.root"), "golden/endpoints/c-busy/agent1", name + ".http");
    String raw = Files.readString(file, StandardCharsets.UTF_8);
    return raw.substring(raw.indexOf("\r\n\r\n") + 4);
  }

  /** The names of all keys with those of the objects around them; array elements count as one. */
  private static Set<String> paths(String json) throws IOException {
    Set<String> paths = new TreeSet<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          paths.add(
              parser
                  .getParsingContext()
                  .pathAsPointer()
                  .toString()
                  .substring(1)
                  .replaceAll("(^|/)[0-9]+(?=/)", "$1")
                  .replace("//", "/")
                  .replaceAll("^/", "")
                  .replace("~1", "/"));
        }
      }
    }
    return paths;
  }
}
