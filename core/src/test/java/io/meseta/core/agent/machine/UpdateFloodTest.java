package io.meseta.core.agent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.agent.DurableAgentEvent.TaskUpdated;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an executor may say while nobody acknowledges is bounded, and the end of a task fits in. */
class UpdateFloodTest {

  private final AgentScript script = new AgentScript(_ -> {});

  @BeforeEach
  void startExecutor() {
    List.of(
            "starts",
            "follows master",
            "pass 1s",
            "master registers S0",
            "master runs a of f executor e",
            "container e starts 4711",
            "executor e of f subscribes")
        .forEach(script::run);
  }

  @Test
  void takesOnlySoManyUpdatesOfTheSameTask() {
    for (int i = 0; i < 1000; i++) {
      assertThat(script.run("executor e of f updates a TASK_RUNNING"))
          .contains("  -> executor e: ACKNOWLEDGED a");
    }
    assertThat(script.run("executor e of f updates a TASK_RUNNING"))
        .noneMatch(line -> line.contains("ACKNOWLEDGED"));
    assertThat(script.run("executor e of f updates a TASK_FINISHED"))
        .contains("  -> executor e: ACKNOWLEDGED a");
    assertThat(taken()).isEqualTo(1001);
  }

  @Test
  void takesOnlySoManyUpdatesOfTasksThatNobodyHasLaunched() {
    for (int i = 0; i < 10_001; i++) {
      script.run("executor e of f updates stranger-" + i + " TASK_RUNNING");
    }
    assertThat(taken()).isEqualTo(10_000);
    assertThat(script.run("executor e of f updates a TASK_RUNNING"))
        .contains("  -> executor e: ACKNOWLEDGED a");
    assertThat(taken()).isEqualTo(10_001);
  }

  private long taken() {
    return script.scenario().events.stream().filter(TaskUpdated.class::isInstance).count();
  }
}
