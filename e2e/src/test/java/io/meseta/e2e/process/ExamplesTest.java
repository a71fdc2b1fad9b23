package io.meseta.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example frameworks against a cluster, each as a process of its own, to the end. */
class ExamplesTest {

  @TempDir static Path directory;
  private static Place place;
  private static DevCluster cluster;

  @BeforeAll
  static void start() {
    place = new Place(directory);
    cluster = DevCluster.startWithAgents(place, 2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    place.close();
  }

  @Test
  void helloJavaRunsItsTasks() {
    try (RunningProgram hello = java("HelloFramework", "4")) {
      assertFinished(hello, "hello-", 4);
    }
  }

  @Test
  void helloJavaBringsAClusterOfItsOwn() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String temporary = "-Djava.io.tmpdir=" + place.temporary();
    List<String> command =
        List.of(java, temporary, "-cp", Archive.wholeClassPath(), "HelloFramework", "local", "2");
    try (RunningProgram hello = RunningProgram.start(place, command)) {
      assertFinished(hello, "hello-", 2);
    }
    assertThat(place.temporaryFiles())
        .as("only the other cluster has files now")
        .filteredOn(file -> file.getFileName().toString().startsWith("meseta-dev-"))
        .hasSize(1);
  }

  @Test
  void helloExecutorJavaIsGreetedByItsExecutor() {
    try (RunningProgram greeting = java("GreetingFramework", "2")) {
      assertFinished(greeting, "greeting-", 2);
      assertThat(greeting.out())
          .containsPattern("(?m)^greeting-1 says hello from ")
          .containsPattern("(?m)^greeting-2 says hello from ");
    }
  }

  @Test
  void helloPythonRunsItsTasks() {
    Assumptions.assumeTrue(has("python3"), "there is no python3 here");
    String script = Archive.ROOT.resolve("examples/hello-python/hello.py").toString();
    try (RunningProgram hello =
        RunningProgram.start(place, List.of("python3", script, cluster.master(), "4"))) {
      assertFinished(hello, "hello-", 4);
    }
  }

  @Test
  void helloJavascriptRunsItsTasks() {
    Assumptions.assumeTrue(has("node"), "there is no node here");
    String script = Archive.ROOT.resolve("examples/hello-javascript/hello.js").toString();
    try (RunningProgram hello =
        RunningProgram.start(place, List.of("node", script, cluster.master(), "4"))) {
      assertFinished(hello, "hello-", 4);
    }
  }

  @Test
  void httpJavaRunsItsTasks() {
    try (RunningProgram hello = java("HttpFramework", "4")) {
      assertFinished(hello, "hello-", 4);
    }
  }

  @Test
  void taskGroupPythonRunsItsPod() {
    Assumptions.assumeTrue(has("python3"), "there is no python3 here");
    String script = Archive.ROOT.resolve("examples/task-group-python/pod.py").toString();
    try (RunningProgram pod =
        RunningProgram.start(place, List.of("python3", script, cluster.master()))) {
      assertThat(pod.awaitExit()).as(pod.toString()).isZero();
      assertThat(pod.out()).contains("writer is TASK_FINISHED", "reader is TASK_FINISHED");
    }
  }

  @Test
  void customExecutorPythonIsCalledAndKilled() {
    Assumptions.assumeTrue(has("python3"), "there is no python3 here");
    String script = Archive.ROOT.resolve("examples/custom-executor-python/framework.py").toString();
    try (RunningProgram framework =
        RunningProgram.start(place, List.of("python3", script, cluster.master()))) {
      assertThat(framework.awaitExit()).as(framework.toString()).isZero();
      assertThat(framework.out())
          .contains(
              "called is TASK_FINISHED",
              "killed is TASK_KILLED",
              "The executor says: called was called",
              "The executor has ended with status 0");
    }
  }

  /** Where everything must have been installed, a missing program is a failure. */
  private static boolean has(String program) {
    if ("true".equals(System.getenv("CI"))) {
      return true;
    }
    try (RunningProgram version =
        RunningProgram.start(place, List.of("sh", "-c", "command -v " + program))) {
      return version.awaitExit() == 0;
    }
  }

  private static void assertFinished(RunningProgram framework, String prefix, int tasks) {
    assertThat(framework.awaitExit()).as(framework.toString()).isZero();
    assertThat(framework.out())
        .containsPattern("(?m)^Registered as [0-9a-f-]{36}-\\d{4} with master localhost$");
    for (int number = 1; number <= tasks; number++) {
      assertThat(framework.out()).contains(prefix + number + " is TASK_FINISHED");
    }
  }

  private static RunningProgram java(String main, String tasks) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return RunningProgram.start(
        place, List.of(java, "-cp", Archive.exampleClassPath(), main, cluster.master(), tasks));
  }
}
