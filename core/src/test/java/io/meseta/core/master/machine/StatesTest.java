package io.meseta.core.master.machine;

import static io.meseta.core.master.machine.MasterFixture.frameworkInfo;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.FrameworkEvent;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.TransitionTable.Row;
import io.meseta.core.master.state.AgentStage;
import io.meseta.core.master.state.FrameworkStage;
import io.meseta.core.master.state.OperationTransitions;
import io.meseta.core.master.state.TaskTransitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;

/**
 * The tables of transitions: each declared row is visited by a scenario or below, and {@code
 * docs/states} shows them as they are. {@code -Drewrite} draws the diagrams anew.
 */
class StatesTest {

  private static final Path DOCS = Path.of(System.getProperty("meseta.root"), "docs/states");

  private final Lives lives = playAll();

  private static Lives playAll() {
    Lives lives = new Lives();
    Transcripts.all()
        .forEach(file -> Transcripts.play(Transcripts.read(file), lives.anew()::observe));
    return lives;
  }

  @Test
  void visitsEveryTransitionOfAgents() {
    Set<Row<AgentStage, MasterEvent>> declared = new LinkedHashSet<>(AgentStage.TRANSITIONS.rows());
    assertThat(lives.agentRows).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void visitsEveryTransitionOfFrameworks() {
    Set<Row<FrameworkStage, FrameworkEvent>> declared =
        new LinkedHashSet<>(FrameworkStage.TRANSITIONS.rows());
    assertThat(lives.frameworkRows).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void visitsEveryTransitionOfTasks() {
    Set<Lives.TaskStep> declared = new LinkedHashSet<>();
    TaskTransitions.table()
        .forEach((from, next) -> next.forEach(to -> declared.add(new Lives.TaskStep(from, to))));
    for (Lives.TaskStep step : declared) {
      if (step.from() != TaskState.TASK_UNREACHABLE) {
        walk(step);
      }
    }
    assertThat(lives.taskSteps).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void visitsEveryTransitionOfOperations() {
    Set<Lives.OperationStep> declared = new LinkedHashSet<>();
    OperationTransitions.table()
        .forEach(
            (from, next) -> next.forEach(to -> declared.add(new Lives.OperationStep(from, to))));
    assertThat(lives.operationSteps).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void reportsAgainstTheTableChangeNothing() {
    for (TaskState from : TaskTransitions.table().keySet()) {
      for (TaskState to : TaskState.values()) {
        boolean declared = TaskTransitions.table().get(from).contains(to);
        if (!declared && from != TaskState.TASK_UNREACHABLE) {
          assertThat(walk(new Lives.TaskStep(from, to))).as(from + " → " + to).isEqualTo(from);
        }
      }
    }
  }

  /** Brings a task into the first state and reports the second; returns the state after that. */
  private TaskState walk(Lives.TaskStep step) {
    MasterFixture master = new MasterFixture();
    AgentId agent = master.registerAgent(1, "cpus:1");
    FrameworkId framework = master.subscribe(frameworkInfo("walker"));
    TaskInfo task = master.launch(framework, agent, "t", "cpus:1");
    if (step.from() != TaskState.TASK_STAGING) {
      master.update(1, framework, task, step.from());
    }
    master.update(1, framework, task, step.to());
    lives.anew();
    master.events.forEach(lives::observe);
    Task known =
        master.core.snapshot(master.now()).framework(framework).orElseThrow().tasks().get(0);
    return known.getState();
  }

  @Test
  void drawsAgents() throws IOException {
    compare(
        "agent.md",
        "The life of an agent, as a member of the cluster",
        Lives.draw(AgentStage.TRANSITIONS));
  }

  @Test
  void drawsFrameworks() throws IOException {
    compare("framework.md", "The life of a framework", Lives.draw(FrameworkStage.TRANSITIONS));
  }

  @Test
  void drawsTasks() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("  state ENDED {");
    TaskTransitions.TERMINAL.forEach(state -> lines.add("    " + state));
    lines.add("  }");
    lines.add("  [*] --> TASK_STAGING : launched");
    TaskTransitions.table()
        .forEach((from, next) -> {
          boolean anyEnd = next.containsAll(TaskTransitions.TERMINAL);
          next.stream()
              .filter(to -> to != from && !(anyEnd && TaskTransitions.isTerminal(to)))
              .forEach(to -> lines.add("  " + from + " --> " + to));
          if (anyEnd) {
            lines.add("  " + from + " --> ENDED");
          }
        });
    lines.add("  ENDED --> [*] : acknowledged");
    compare("task.md", "The life of a task, as the master follows it", lines);
  }

  @Test
  void drawsOperations() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("  [*] --> OPERATION_PENDING : started");
    OperationTransitions.table()
        .forEach((from, next) -> next.forEach(to -> lines.add("  " + from + " --> " + to)));
    OperationTransitions.TERMINAL.stream()
        .filter(state -> state != OperationState.OPERATION_GONE_BY_OPERATOR)
        .forEach(state -> lines.add("  " + state + " --> [*] : acknowledged"));
    compare("operation.md", "The life of an operation, as the master follows it", lines);
  }

  private static void compare(String file, String title, List<String> lines) throws IOException {
    String text =
        "# "
            + title
            + "\n\nDrawn by `StatesTest` from the table that the master itself uses; do not edit.\n\n"
            + "```mermaid\nstateDiagram-v2\n"
            + String.join("\n", lines)
            + "\n```\n";
    Path path = DOCS.resolve(file);
    if (System.getProperty("rewrite") != null) {
      Files.createDirectories(DOCS);
      Files.writeString(path, text);
    }
    assertThat(Files.readString(path)).isEqualTo(text);
  }
}
