package io.meseta.core.agent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.agent.state.ExecutorTransition;
import io.meseta.core.agent.state.NestedTransition;
import io.meseta.core.agent.state.TaskTransition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of transitions of executors and tasks on their agent: each declared row is visited by
 * a scenario, and {@code docs/states} shows them as they are. {@code -Drewrite} draws the diagrams
 * anew.
 */
class AgentStatesTest {

  private static final Path DOCS = Path.of(System.getProperty("meseta.root"), "docs/states");

  @Test
  void visitsEveryTransition() throws IOException {
    AgentLives lives = new AgentLives();
    for (Path file : AgentTranscriptTest.all()) {
      AgentTranscriptTest.play(file, lives.anew()::observe);
    }
    assertThat(lives.executorTransitions).isEqualTo(EnumSet.allOf(ExecutorTransition.class));
    assertThat(lives.nestedTransitions).isEqualTo(EnumSet.allOf(NestedTransition.class));
    assertThat(lives.taskTransitions).isEqualTo(EnumSet.allOf(TaskTransition.class));
  }

  @Test
  void drawsExecutors() throws IOException {
    List<String> rows =
        Arrays.stream(ExecutorTransition.values())
            .map(t -> row(t.from(), t.to(), t.trigger()))
            .toList();
    compare("agent-executor.md", "The life of an executor on its agent", rows);
  }

  @Test
  void drawsTasks() throws IOException {
    List<String> rows =
        Arrays.stream(TaskTransition.values())
            .map(t -> row(t.from(), t.to(), t.trigger()))
            .toList();
    compare("agent-task.md", "The life of a task on its agent", rows);
  }

  @Test
  void drawsNestedContainers() throws IOException {
    List<String> rows =
        Arrays.stream(NestedTransition.values())
            .map(t -> row(t.from(), t.to(), t.trigger()))
            .toList();
    compare("agent-nested-container.md", "The life of a nested container on its agent", rows);
  }

  private static String row(Enum<?> from, Enum<?> to, Enum<?> trigger) {
    String words = trigger.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "  %s --> %s : %s".formatted(from, to, words);
  }

  private static void compare(String file, String title, List<String> rows) throws IOException {
    String text =
        rows.stream()
            .collect(
                Collectors.joining(
                    "\n",
                    """
                    # %s

                    Drawn by `AgentStatesTest` from the table that the agent itself uses; do not edit.

                    ```mermaid
                    stateDiagram-v2
                    """
                        .formatted(title),
                    "\n```\n"));
    Path path = DOCS.resolve(file);
    if (System.getProperty("rewrite") != null) {
      Files.createDirectories(DOCS);
      Files.writeString(path, text);
    }
    assertThat(Files.readString(path)).isEqualTo(text);
  }
}
