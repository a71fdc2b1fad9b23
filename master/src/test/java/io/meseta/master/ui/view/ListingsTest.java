package io.meseta.master.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.master.ui.Json;
import io.meseta.master.ui.SeededCluster;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListingsTest {

  private final SeededCluster seeded = new SeededCluster();

  private Json tasks(Map<String, String> query) {
    Cluster cluster = new Cluster(seeded.snapshot());
    return Json.parse(Listings.tasks(cluster, new ListQuery(query)).toBytes());
  }

  @Test
  void showsActiveTasksUnlessAskedOtherwise() {
    assertThat(tasks(Map.of()).at("rows").each("id")).containsExactlyInAnyOrder("run", "stage");
    assertThat(tasks(Map.of("state", "completed")).at("rows").each("id"))
        .containsExactly("bad", "fine");
    assertThat(tasks(Map.of("state", "unreachable")).at("rows").each("id")).containsExactly("away");
    assertThat(tasks(Map.of("state", "TASK_FAILED")).at("rows").each("id")).containsExactly("bad");
  }

  @Test
  void countsEachStateWhateverIsShown() {
    Json counts = tasks(Map.of("state", "completed", "q", "nothing is called so")).at("counts");
    assertThat(counts.value())
        .isEqualTo(Map.of("active", 2.0, "completed", 2.0, "unreachable", 1.0, "all", 5.0));
  }

  @Test
  void saysWhyATaskFailed() {
    Json row = tasks(Map.of("state", "TASK_FAILED")).at("rows", 0);
    assertThat(row.at("reason").value()).isEqualTo("REASON_COMMAND_EXECUTOR_FAILED");
    assertThat(row.at("message").value()).isEqualTo("Command exited with status 3");
    assertThat(row.at("source").value()).isEqualTo("SOURCE_EXECUTOR");
    assertThat(row.at("host").value()).isEqualTo("alpha");
  }

  @Test
  void findsTasksByTheirMessage() {
    assertThat(tasks(Map.of("state", "all", "q", "STATUS 3")).at("rows").each("id"))
        .containsExactly("bad");
  }

  @Test
  void tellsWhenATaskRanAndEnded() {
    Json row = tasks(Map.of("state", "TASK_FAILED")).at("rows", 0);
    double now = SeededCluster.NOW.toEpochMilli();
    assertThat(row.at("startedAt").value()).isEqualTo(now - 50_000);
    assertThat(row.at("finishedAt").value()).isEqualTo(now - 5_000);
    assertThat(tasks(Map.of()).at("rows", 0, "finishedAt").value()).isNull();
  }

  @Test
  void rendersOnePageOfManyTasks() {
    seeded.withTasks(10_000);
    Json page = tasks(Map.of("sort", "name", "page", "2", "size", "20"));
    assertThat(page.at("rows").all()).hasSize(20);
    assertThat(page.at("total").value()).isEqualTo(10_002.0);
    assertThat(page.at("pages").value()).isEqualTo(501.0);
    assertThat(page.at("page").value()).isEqualTo(2.0);
  }

  @Test
  void goesToTheLastPageWhenRowsHaveGone() {
    Json page = tasks(Map.of("page", "99"));
    assertThat(page.at("page").value()).isEqualTo(0.0);
    assertThat(page.at("rows").all()).hasSize(2);
  }

  @Test
  void ignoresParametersThatMakeNoSense() {
    Json page = tasks(Map.of("page", "-1", "size", "many", "sort", "beauty"));
    assertThat(page.at("size").value()).isEqualTo(50.0);
    assertThat(page.at("sort").value()).isEqualTo("-updated");
  }

  @Test
  void sortsBothWays() {
    Map<String, String> all = Map.of("state", "all", "sort", "name");
    assertThat(tasks(all).at("rows", 0, "name").value()).isEqualTo(SeededCluster.HOSTILE);
    assertThat(tasks(Map.of("state", "all", "sort", "-name")).at("rows", 0, "name").value())
        .isEqualTo("runs");
  }

  @Test
  void narrowsTasksToAnAgent() {
    assertThat(tasks(Map.of("agent", "S1")).at("rows").each("id")).containsExactly("stage");
  }

  @Test
  void showsHowAgentsAreAndWhatTheyHave() {
    Json page =
        Json.parse(
            Listings.agents(new Cluster(seeded.snapshot()), new ListQuery(Map.of())).toBytes());
    assertThat(page.at("rows").each("hostname")).containsExactly("S9", "alpha", "beta");
    assertThat(page.at("rows").each("state"))
        .containsExactly("unreachable", "active", "deactivated");
    assertThat(page.at("rows", 1, "attributes", 0, "value").value()).isEqualTo("r-alpha");
    assertThat(page.at("rows", 1, "total", "cpus").value()).isEqualTo(4.0);
    assertThat(page.at("rows", 1, "activeTasks").value()).isEqualTo(1.0);
  }

  @Test
  void showsFrameworksWithTheirShare() {
    Json page =
        Json.parse(
            Listings.frameworks(new Cluster(seeded.snapshot()), new ListQuery(Map.of())).toBytes());
    assertThat(page.at("rows").each("state")).containsExactlyInAnyOrder("active", "completed");
    Json web =
        page.at("rows").all().stream()
            .filter(it -> "web".equals(it.at("name").value()))
            .findFirst()
            .orElseThrow();
    assertThat(web.at("share").value()).isEqualTo(0.125);
    assertThat(web.at("roles").value()).isEqualTo(java.util.List.of("web"));
  }

  @Test
  void showsOffersAndRoles() {
    Cluster cluster = new Cluster(seeded.snapshot());
    Json offers = Json.parse(Listings.offers(cluster, new ListQuery(Map.of())).toBytes());
    assertThat(offers.at("rows", 0, "frameworkName").value()).isEqualTo("web");
    assertThat(offers.at("rows", 0, "host").value()).isEqualTo("alpha");
    Json roles = Json.parse(Listings.roles(cluster, new ListQuery(Map.of())).toBytes());
    assertThat(roles.at("rows", 0, "weight").value()).isEqualTo(2.5);
    assertThat(roles.at("rows", 0, "frameworks", 0, "name").value()).isEqualTo("web");
  }
}
