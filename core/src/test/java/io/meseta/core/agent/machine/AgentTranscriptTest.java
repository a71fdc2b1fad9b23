package io.meseta.core.agent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.agent.AgentEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays the scenarios of the agent and compares what happens with what stands there. {@code
 * -Drewrite} writes down what happens instead; read the difference before you commit it.
 */
class AgentTranscriptTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("meseta.root"), "core/src/test/resources/transcripts/agent");

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> playsAsWritten() throws IOException {
    return all().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
  }

  private static void compare(Path file) throws IOException {
    List<String> written = Files.readAllLines(file);
    AgentScript script = new AgentScript(event -> {});
    List<String> played = play(written, script);
    if (System.getProperty("rewrite") != null) {
      Files.write(file, played);
    } else {
      assertThat(String.join("\n", played)).isEqualTo(String.join("\n", written));
    }
    AgentPropertyTest.checkThatEventsAreEverything(script.scenario());
    AgentPropertyTest.checkThatRecordsAreEnough(script.scenario());
  }

  /** The file as it would be if everything in it happened as the agent does it now. */
  static List<String> play(List<String> lines, AgentScript script) {
    List<String> played = new ArrayList<>();
    for (String line : lines) {
      boolean isOutcome = line.startsWith(" ");
      boolean isComment = line.isBlank() || line.startsWith("#");
      if (!isOutcome) {
        played.add(line);
      }
      if (!isOutcome && !isComment) {
        played.addAll(script.run(line));
      }
    }
    return played;
  }

  static void play(Path file, Consumer<AgentEvent> observer) throws IOException {
    play(Files.readAllLines(file), new AgentScript(observer));
  }
}
