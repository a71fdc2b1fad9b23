package io.meseta.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.Patience;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code meseta dev}, the cluster on a laptop. */
class DevTest {

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
  void printsOneLineOfJsonAndSpreadsItsAgentsOverRacksAndZones() {
    try (DevCluster cluster = DevCluster.start(place, "--agents", "3")) {
      assertThat(cluster.program().out().lines()).hasSize(1);
      assertThat(cluster.ready().at("pid").number()).isEqualTo(cluster.program().pid());
      assertThat(cluster.ready().at("url").text()).isEqualTo("http://" + cluster.master() + "/");
      assertThat(cluster.ready().at("agents").all()).hasSize(3);

      Json state = cluster.http().awaitState(s -> s.at("slaves").all().size() == 3);
      assertThat(attributes(state, "rack")).hasSize(3);
      assertThat(attributes(state, "zone")).hasSize(3);
    }
  }

  private static Set<String> attributes(Json state, String name) {
    return state.at("slaves").all().stream()
        .map(agent -> agent.at("attributes", name).text())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void endsEveryTaskWhenItIsToldToEnd(String signal) {
    DevCluster cluster = DevCluster.startWithAgents(place, 2);
    try (ScriptedScheduler scheduler = new ScriptedScheduler(cluster.master(), "sleepers")) {
      scheduler.subscribe();
      for (String task : List.of("one", "two")) {
        scheduler.launch(task, "sleep 3600 & sleep 3601");
        scheduler.awaitUpdate(task, TaskState.TASK_RUNNING);
      }
      awaitTasks(4);

      cluster.program().signal(signal);
      cluster.program().awaitExit();
      Patience.await().untilAsserted(() -> assertThat(place.processes()).isEmpty());
      assertThat(place.temporaryFiles()).isEmpty();
    } finally {
      cluster.program().close();
    }
  }

  /** The processes of the tasks are there; without them their end would show nothing. */
  private void awaitTasks(int count) {
    Patience.await("processes of the tasks")
        .until(() ->
            place.processes().stream()
                    .filter(found -> found.commandLine().startsWith("sleep 360"))
                    .count()
                == count);
  }

  @Test
  void keepsMasterAndAgentsOverARestartWithState() {
    String kept = directory.resolve("state").toString();
    Set<String> before;
    try (DevCluster cluster = DevCluster.start(place, "--agents", "2", "--state", kept)) {
      before = agentIds(cluster);
    }
    try (DevCluster cluster = DevCluster.start(place, "--agents", "2", "--state", kept)) {
      assertThat(agentIds(cluster)).isEqualTo(before);
    }
  }

  private static Set<String> agentIds(DevCluster cluster) {
    return cluster
        .http()
        .awaitState(s -> s.at("slaves").all().size() == 2)
        .at("slaves")
        .all()
        .stream()
        .map(agent -> agent.at("id").text())
        .collect(Collectors.toSet());
  }

  @Test
  void explainsABadOptionInOneLine() {
    try (RunningProgram dev =
        RunningProgram.start(place, Archive.meseta("dev", "--resources", "cpus:many"))) {
      assertThat(dev.awaitExit()).as(dev.toString()).isNotZero();
      assertThat(dev.out()).isEmpty();
      assertThat(dev.err().lines()).singleElement().asString().contains("cpus");
    }
  }
}
