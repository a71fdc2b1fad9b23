package io.meseta.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code meseta hello}, the first thing a newcomer types. */
class HelloTest {

  @TempDir Path directory;
  private Place place;

  @BeforeEach
  void arrive() {
    place = new Place(directory);
  }

  @AfterEach
  void leave() {
    place.close();
  }

  @Test
  void runsAllTasksSaysWhatHappensAndLeavesNothingBehind() {
    try (RunningProgram hello = hello("--port", "0", "--tasks", "3")) {
      assertThat(hello.awaitExit()).as(hello.toString()).isZero();

      assertThat(hello.out())
          .containsPattern("(?m)^Registered as [0-9a-f-]{36}-0000 with master localhost$")
          .contains("All 3 tasks finished.");
      IntStream.rangeClosed(1, 3).forEach(number -> assertStates(hello, "hello-" + number));
      assertThat(hello.err()).isEmpty();
      assertClosed(uiPort(hello));
    }
    assertNothingIsLeft();
  }

  private static void assertStates(RunningProgram hello, String task) {
    List<String> states =
        hello.out().lines().filter(line -> line.startsWith(task + " is ")).toList();
    assertThat(states)
        .containsExactly(
            task + " is TASK_STARTING", task + " is TASK_RUNNING", task + " is TASK_FINISHED");
  }

  @Test
  void exitsWithOneWhenATaskCannotFinish() {
    try (RunningProgram hello = hello("--port", "0", "--tasks", "20000")) {
      hello.awaitLine("is TASK_RUNNING");
      Patience.await().until(() -> killFramework(hello));

      assertThat(hello.awaitExit()).as(hello.toString()).isOne();
      assertThat(hello.out()).contains("Not all tasks finished.");
    }
    assertNothingIsLeft();
  }

  /** The framework is a process of its own; without it nobody is there to see its tasks finish. */
  private static boolean killFramework(RunningProgram hello) {
    return ProcessHandle.of(hello.pid()).stream()
        .flatMap(ProcessHandle::children)
        .filter(child -> child.info().commandLine().orElse("").contains(" HelloFramework "))
        .anyMatch(ProcessHandle::destroyForcibly);
  }

  @Test
  void takesTheNextPortAndSaysSoWhenTheWantedOneIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        RunningProgram hello =
            hello("--port", String.valueOf(taken.getLocalPort()), "--tasks", "1")) {
      assertThat(hello.awaitExit()).as(hello.toString()).isZero();

      assertThat(uiPort(hello)).isGreaterThan(taken.getLocalPort());
      assertThat(hello.out())
          .contains(
              "Port %d is taken; the master is on %d."
                  .formatted(taken.getLocalPort(), uiPort(hello)));
    }
  }

  @Test
  void endsEverythingWhenInterruptedInTheMiddle() {
    try (RunningProgram hello = hello("--port", "0", "--tasks", "20000")) {
      hello.awaitLine("is TASK_RUNNING");
      hello.signal("INT");
      hello.awaitExit();
      assertClosed(uiPort(hello));
    }
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource({
    "--tasks=0,  --tasks must be between 1 and 100000",
    "--tasks=x,  --tasks",
    "--agents=0, --agents must be between 1 and 100",
    "--port=-1,  --port must be between 0 and 65535",
    "--taks=3,   did you mean --tasks?",
    "surplus,    surplus",
  })
  void explainsABadOptionInOneLine(String option, String explanation) {
    try (RunningProgram hello = hello(option)) {
      assertThat(hello.awaitExit()).as(hello.toString()).isEqualTo(2);
      assertThat(hello.out()).isEmpty();
      assertThat(hello.err().lines()).singleElement().asString().contains(explanation);
    }
  }

  @Test
  void runsFromADirectoryWithBlanksInItsName() throws IOException {
    Path here = Files.createSymbolicLink(directory.resolve("a b"), Archive.home());
    List<String> command = List.of(here.resolve("bin/meseta").toString(), "--version");
    try (RunningProgram version = RunningProgram.start(place, command)) {
      assertThat(version.awaitExit()).as(version.toString()).isZero();
      assertThat(version.out()).isNotEmpty();
    } finally {
      Files.delete(here);
    }
  }

  private RunningProgram hello(String... options) {
    List<String> command = Archive.meseta("hello", "--no-wait");
    command.addAll(List.of(options));
    return RunningProgram.start(place, command);
  }

  private static int uiPort(RunningProgram hello) {
    Matcher matcher = Pattern.compile("http://127.0.0.1:(\\d+)/").matcher(hello.out());
    assertThat(matcher.find()).as(hello.toString()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static void assertClosed(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      throw new AssertionError("Somebody still listens on " + socket.getPort());
    } catch (IOException e) {
      // as it should be
    }
  }

  /** The launcher may end a moment after its agents. */
  private void assertNothingIsLeft() {
    Patience.await().untilAsserted(() -> assertThat(place.processes()).isEmpty());
    assertThat(place.temporaryFiles()).isEmpty();
  }
}
