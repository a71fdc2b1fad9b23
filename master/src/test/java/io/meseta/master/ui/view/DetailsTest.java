package io.meseta.master.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.master.ui.Json;
import io.meseta.master.ui.SeededCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetailsTest {

  private final Cluster cluster = new Cluster(new SeededCluster().snapshot());

  private Json task(String id) {
    return Json.parse(Details.task(cluster, "m-0000", id).orElseThrow().toBytes());
  }

  @Test
  void tellsAllStatusesOfATaskInOrder() {
    Json statuses = task("bad").at("statuses");
    assertThat(statuses.each("state"))
        .containsExactly("TASK_STARTING", "TASK_RUNNING", "TASK_FAILED");
    assertThat(statuses.at(2, "message").value()).isEqualTo("Command exited with status 3");
    assertThat(statuses.at(0, "reason").value()).isNull();
  }

  @Test
  void pointsToTheSandboxOfACommandTask() {
    assertThat(task("run").at("sandbox").value())
        .isEqualTo(Map.of("agent", "S0", "path", "/frameworks/m-0000/executors/run/runs/latest"));
  }

  @Test
  void hasNoSandboxWhereTheAgentIsGone() {
    assertThat(task("away").at("sandbox").value()).isNull();
  }

  @Test
  void showsTheDefinitionWithoutTheHistory() {
    Json definition = task("run").at("definition");
    assertThat(definition.at("task_id", "value").value()).isEqualTo("run");
    assertThat(definition.value())
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .doesNotContainKey("statuses");
  }

  @Test
  void countsTheTasksOfAFramework() {
    Json framework = Json.parse(Details.framework(cluster, "m-0000").orElseThrow().toBytes());
    assertThat(framework.at("taskCounts").value())
        .isEqualTo(
            Map.of(
                "TASK_RUNNING", 1.0,
                "TASK_STAGING", 1.0,
                "TASK_UNREACHABLE", 1.0,
                "TASK_FAILED", 1.0,
                "TASK_FINISHED", 1.0));
    assertThat(framework.at("capabilities").value()).isEqualTo(List.of("MULTI_ROLE"));
  }

  @Test
  void showsWhoUsesAnAgent() {
    Json agent = Json.parse(Details.agent(cluster, "S0").orElseThrow().toBytes());
    assertThat(agent.at("frameworks", 0, "name").value()).isEqualTo("web");
    assertThat(agent.at("frameworks", 0, "activeTasks").value()).isEqualTo(1.0);
    assertThat(agent.at("frameworks", 0, "allocated", "cpus").value()).isEqualTo(0.1);
    assertThat(agent.at("address").value()).isEqualTo("127.0.0.1:5051");
  }

  @Test
  void showsAnAgentThatIsUnreachable() {
    Json agent = Json.parse(Details.agent(cluster, "S9").orElseThrow().toBytes());
    assertThat(agent.at("state").value()).isEqualTo("unreachable");
    assertThat(agent.at("unreachableAt").value())
        .isEqualTo((double) SeededCluster.NOW.minusSeconds(60).toEpochMilli());
  }

  @Test
  void knowsNothingOfStrangers() {
    assertThat(Details.framework(cluster, "nobody")).isEmpty();
    assertThat(Details.task(cluster, "m-0000", "nothing")).isEmpty();
    assertThat(Details.agent(cluster, "nowhere")).isEmpty();
  }

  @Test
  void sumsUpTheCluster() {
    Json overview = Json.parse(new OverviewView(cluster, "golden").toBytes());
    assertThat(overview.at("resources", "total").value())
        .isEqualTo(Map.of("cpus", 8.0, "mem", 2048.0));
    assertThat(overview.at("resources", "allocated", "cpus").value()).isEqualTo(2.0);
    assertThat(overview.at("agents", "unreachable").value()).isEqualTo(1.0);
    assertThat(overview.at("frameworks", "completed").value()).isEqualTo(1.0);
    assertThat(overview.at("offers").value()).isEqualTo(1.0);
    assertThat(overview.at("failures").each("id")).containsExactly("bad");
    assertThat(overview.at("failures", 0, "message").value())
        .isEqualTo("Command exited with status 3");
    assertThat(overview.at("master", "address").value()).isEqualTo("127.0.0.1:5050");
  }

  @Test
  void findsWhateverIsCalledSo() {
    Json found = Json.parse(new SearchView(cluster, " WEB ").toBytes());
    assertThat(found.at("frameworks").each("name")).containsExactly("web");
    assertThat(found.at("roles").each("name")).containsExactly("web");
    Json hosts = Json.parse(new SearchView(cluster, "alph").toBytes());
    assertThat(hosts.at("agents").each("id")).containsExactly("S0");
  }
}
