package io.meseta.e2e.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded command tasks and pods of Mesos, run for real: of each the scheduler hears the same
 * states in the same order, with the same reasons, sources, texts, health, check and container
 * status, and what the tasks see of their surroundings is the same. They have no process of an
 * executor here, and nobody can tell.
 */
class RecordedTasksTest {

  private static final Duration RECORDED_REGISTRATION_TIMEOUT = Duration.ofSeconds(4);

  /** This agent refuses these by name; the recorded one tried. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "docker-missing", "there is no Docker containerizer",
          "image-unsupported", "there are no container images",
          "volume-hostpath", "there are no host volumes",
          "uri-outputfile-up", "Mesos writes outside of the sandbox, this agent never does");

  /** These go on for ever; so many of their updates are compared. */
  private static final Map<String, Integer> ENDLESS = Map.of("hc-flap", 4, "check-cmd", 4);

  /** Where nothing could be executed there is no process, and no number of one either. */
  private static final Set<String> WITHOUT_PROCESS = Set.of("argv-missing", "argv-notexec");

  /** Its executor was killed from outside, and there is no such process here. */
  private static final Map<String, Integer> CUT_OFF = Map.of("hc-http-ok", 3);

  @TempDir static Path directory;
  private static WireCluster cluster;
  private static Map<String, List<String>> recorded;
  private static Map<String, List<String>> told;

  @BeforeAll
  static void runAll() throws Exception {
    cluster =
        WireCluster.start(directory)
            .withAgent(
                "cpus:16;mem:8192;disk:8192;ports:[31000-32000]", RECORDED_REGISTRATION_TIMEOUT)
            .withAgent("cpus:2.1;mem:672;disk:0");
    try (RecordedTasks tasks = new RecordedTasks()) {
      recorded = compared(tasks.recorded());
      told =
          compared(
              tasks.run(
                  cluster,
                  recorded.entrySet().stream()
                      .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().size()))));
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Map<String, List<String>> compared(Map<String, List<String>> updates) {
    Map<String, List<String>> compared = new TreeMap<>(updates);
    compared.keySet().removeAll(LEFT_OUT.keySet());
    Stream.of(ENDLESS, CUT_OFF)
        .flatMap(limits -> limits.entrySet().stream())
        .forEach(limit ->
            compared.computeIfPresent(
                limit.getKey(),
                (_, all) -> all.subList(0, Math.min(limit.getValue(), all.size()))));
    WITHOUT_PROCESS.forEach(task -> replace(compared, task, " *executor_pid: 0\n", ""));
    replace(compared, "check-cmd", "exit_code: [01]", "exit_code: …"); // depends on time of day
    return compared;
  }

  private static void replace(
      Map<String, List<String>> updates, String task, String pattern, String replacement) {
    updates.computeIfPresent(
        task, (_, all) -> all.stream().map(text -> text.replaceAll(pattern, replacement)).toList());
  }

  @TestFactory
  Stream<DynamicTest> tellsOfTasksAsMesosDid() {
    return recorded.entrySet().stream()
        .map(task ->
            DynamicTest.dynamicTest(
                task.getKey(),
                () ->
                    assertThat(String.join("--\n", told.getOrDefault(task.getKey(), List.of())))
                        .isEqualTo(String.join("--\n", task.getValue()))));
  }

  @Test
  void leavesOutOnlyWhatItSays() {
    assertThat(recorded).hasSize(48 - LEFT_OUT.size());
  }

  @Test
  void givesCommandTasksTheirRecordedSurroundings() throws Exception {
    assumeRecordedUmask();
    assertThat(surroundings(sandbox("env-task").resolve("stdout")))
        .isEqualTo(surroundings(recordedOutput("env-task")));
  }

  @Test
  void givesTasksOfPodsTheirRecordedSurroundings() throws Exception {
    assumeRecordedUmask();
    assertThat(surroundings(sandbox("dexh").resolve("tasks/pod-env/stdout")))
        .isEqualTo(surroundings(recordedOutput("pod-env")));
  }

  /** Tasks have that of the agent, and so of whoever runs the tests. */
  private static void assumeRecordedUmask() throws IOException {
    Process umask = new ProcessBuilder("sh", "-c", "umask").start();
    String here = new String(umask.getInputStream().readAllBytes(), US_ASCII).strip();
    assumeTrue(here.equals("0022"), "the umask is " + here + " and was 0022 in the recording");
  }

  private static Path recordedOutput(String task) {
    return Recordings.file("command-executor/sandbox-outputs/" + task + ".stdout");
  }

  private static Path sandbox(String executor) throws Exception {
    Path frameworks =
        cluster.workDirectory(1).resolve("slaves/" + cluster.agentId(1) + "/frameworks");
    try (Stream<Path> all = Files.list(frameworks)) {
      return all.findFirst().orElseThrow().resolve("executors/" + executor + "/runs/latest");
    }
  }

  private static String surroundings(Path output) throws Exception {
    return Surroundings.shown(Files.readString(output));
  }
}
