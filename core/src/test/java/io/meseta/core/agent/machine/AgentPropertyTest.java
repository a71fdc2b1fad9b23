package io.meseta.core.agent.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.record.AgentRecords;
import io.meseta.core.agent.state.TaskStates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever masters, executors and containers do, in whatever order: the agent never fails, what it
 * knows follows from its events, and a task ends once. {@code -Dseed=…} repeats one run.
 */
class AgentPropertyTest {

  private static final int RUNS = 300;
  private static final int LINES = 200;
  private static final List<String> TASKS = List.of("t1", "t2", "t3", "t4");
  private static final List<String> EXECUTORS = List.of("e1", "e2");
  private static final List<String> FRAMEWORKS = List.of("f", "g");
  private static final List<String> OPERATIONS =
      List.of(
          "reserve disk:100;cpus:1 for db",
          "reserve mem:4096 for db",
          "create v 40 for db",
          "create w 60 for db",
          "shrink v 40 for db by 10",
          "destroy v 40 for db",
          "destroy v 30 for db",
          "destroy w 60 for db",
          "unreserve cpus:1 for db",
          "unreserve disk:60 for db");
  private static final List<String> STATES =
      List.of("TASK_STARTING", "TASK_RUNNING", "TASK_FINISHED", "TASK_FAILED", "TASK_STAGING");

  @Test
  void survivesEverything() {
    String chosen = System.getProperty("seed");
    if (chosen != null) {
      play(Long.parseLong(chosen));
      return;
    }
    for (long seed = 0; seed < RUNS; seed++) {
      play(seed);
    }
  }

  private static void play(long seed) {
    List<String> lines = new ArrayList<>();
    Set<String> ended = new HashSet<>();
    AgentScript script = new AgentScript(event -> checkThatTasksEndOnce(event, ended));
    Random random = new Random(seed);
    try {
      for (String line : List.of("starts", "follows master", "pass 2s", "master registers S0")) {
        lines.add(line);
        script.run(line);
      }
      for (int i = 0; i < LINES; i++) {
        String line = line(random, script.scenario());
        lines.add(line);
        script.run(line);
      }
      checkThatEventsAreEverything(script.scenario());
      checkThatRecordsAreEnough(script.scenario());
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("-Dseed=" + seed + " after\n" + String.join("\n", lines), e);
    }
  }

  private static String line(Random random, AgentScenario scenario) {
    String framework = any(random, FRAMEWORKS);
    String task = any(random, TASKS);
    String executor = any(random, EXECUTORS);
    List<String> containers = scenario.text.containers();
    String container = containers.isEmpty() ? null : any(random, containers);
    return switch (random.nextInt(container == null ? 26 : 32)) {
      case 0, 1 -> "master runs %s of %s".formatted(task, framework);
      case 2 -> "master runs %s of %s at-most 5s".formatted(task, framework);
      case 3 -> "master runs %s of %s executor %s".formatted(task, framework, executor);
      case 4, 5 ->
          "master runs %s of %s executor %s onto-running-executor"
              .formatted(task, framework, executor);
      case 6 -> "master kills %s of %s".formatted(task, framework);
      case 7, 8, 9 -> "master acknowledges %s of %s".formatted(task, framework);
      case 10 -> rare(random, framework, executor);
      case 11 -> "executor %s of %s subscribes".formatted(executor, framework);
      case 12 -> "executor %s of %s disconnects".formatted(executor, framework);
      case 13, 14 ->
          "executor %s of %s updates %s %s"
              .formatted(executor, framework, task, any(random, STATES));
      case 15 -> "pass " + random.nextInt(8) + "s";
      case 16 -> "master reregisters S0 misses %s of %s".formatted(task, framework);
      case 17 -> restart(random, containers);
      case 18 -> "master runs-group %s,x%s of %s under p".formatted(task, task, framework);
      case 19 ->
          "master runs-group %s,x%s of %s under p onto-running-executor at-most 5s"
              .formatted(task, task, framework);
      case 20 ->
          "master runs-group %s,x%s of %s under %s custom"
              .formatted(task, task, framework, executor);
      case 21 -> "master kills x%s of %s".formatted(task, framework);
      case 22 -> "master runs %s of %s health-check tcp check command".formatted(task, framework);
      case 23 -> "probe health-check of %s cannot-connect".formatted(task);
      case 24 -> "probe health-check of %s connects".formatted(task);
      case 25 -> "probe check of %s exits %d".formatted(task, random.nextInt(2));
      case 26, 27, 28 -> "container %s starts %d".formatted(container, random.nextInt(3));
      case 29 -> "container %s exits %d".formatted(container, random.nextInt(2));
      case 30 -> "container %s is-killed 9".formatted(container);
      default -> "container %s fails why".formatted(container);
    };
  }

  private static String rare(Random random, String framework, String executor) {
    return switch (random.nextInt(14)) {
      case 8, 9, 10 ->
          "master applies o%d %s".formatted(random.nextInt(9), any(random, OPERATIONS));
      case 11, 12 -> "volumes for o%d done".formatted(random.nextInt(9));
      case 13 -> "master acknowledges-operation o" + random.nextInt(9);
      case 0 -> "master shuts-down " + framework;
      case 1 -> "master shuts-down-executor %s of %s".formatted(executor, framework);
      case 2 -> "master pings disconnected";
      case 3 -> "follows nobody";
      case 4 -> "master updates " + framework;
      case 5 -> "pass 2min";
      case 6 -> "loses master";
      default -> "follows master";
    };
  }

  private static String restart(Random random, List<String> containers) {
    if (random.nextInt(5) > 0) {
      return "pass 100ms";
    }
    StringBuilder line = new StringBuilder("restarts with");
    containers.stream()
        .filter(_ -> random.nextBoolean())
        .forEach(container -> line.append(' ').append(container).append(":7"));
    return line.toString();
  }

  private static String any(Random random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static void checkThatTasksEndOnce(AgentEvent event, Set<String> ended) {
    switch (event) {
      case DurableAgentEvent.TaskQueued _, DurableAgentEvent.TaskGroupQueued _ ->
          ended.clear(); // names may be used anew
      case DurableAgentEvent.TaskUpdated e
          when e.container() != null && TaskStates.isTerminal(e.update().getStatus().getState()) ->
          assertThat(ended.add(e.container() + e.update().getStatus().getTaskId().getValue()))
              .as("first end of %s", e.update().getStatus().getTaskId().getValue())
              .isTrue();
      default -> {}
    }
  }

  static void checkThatEventsAreEverything(AgentScenario scenario) {
    AgentCore replayed = new AgentCore(AgentScenario.CONFIG, new Random());
    scenario.events.forEach(replayed::apply);
    assertThat(replayed.snapshot()).isEqualTo(scenario.core().snapshot());
    assertThat(replayed.nextDeadline()).isEqualTo(scenario.core().nextDeadline());
  }

  static void checkThatRecordsAreEnough(AgentScenario scenario) {
    AgentCore recovered = new AgentCore(AgentScenario.CONFIG, new Random());
    scenario.events.stream()
        .filter(DurableAgentEvent.class::isInstance)
        .map(event -> AgentRecords.encode((DurableAgentEvent) event))
        .map(AgentRecords::decode)
        .forEach(recovered::apply);
    assertThat(recovered.history()).isEqualTo(scenario.core().history());
    AgentCore compacted = new AgentCore(AgentScenario.CONFIG, new Random());
    recovered.history().stream()
        .map(AgentRecords::encode)
        .map(AgentRecords::decode)
        .forEach(compacted::apply);
    assertThat(compacted.history()).isEqualTo(recovered.history());
  }
}
