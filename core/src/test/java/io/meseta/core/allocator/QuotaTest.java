package io.meseta.core.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Guarantees and limits (Mesos reference §9.1, §9.3). */
class QuotaTest extends AllocatorFixture {

  @Test
  void meetsGuaranteesBeforeAnybodyElseIsAsked() {
    join("f1", "poor");
    join("f2", "rich");
    use("f2", "rich", addUsed("S0", "cpus:8;mem:800"), "cpus:8;mem:800");
    quota("rich", "cpus:10;mem:1000", "");
    add("S1", "cpus:2;mem:200");
    assertThat(round()).containsExactly("f2 S1 cpus:2; mem:200");
  }

  private String addUsed(String agent, String resources) {
    add(agent, resources);
    return agent;
  }

  @Test
  void keepsUnreservedResourcesFreeForWhatIsGuaranteed() {
    join("f1", "greedy");
    quota("absent", "cpus:3;mem:300", "");
    add("S1", "cpus:2;mem:200");
    add("S2", "cpus:2;mem:200");
    List<String> placed = round();
    assertThat(placed).hasSize(1);
    assertThat(placed.getFirst()).startsWith("f1 S").endsWith("cpus:1; mem:100");
    assertThat(allocator.hasWork()).isFalse();

    quota("absent", "cpus:2;mem:200", "");
    assertThat(allocator.hasWork()).as("less has to be kept back").isTrue();
    assertThat(round()).singleElement().asString().endsWith("cpus:1; mem:100");

    quota("absent", "", "");
    assertThat(round()).hasSize(2).allMatch(line -> line.endsWith("cpus:1; mem:100"));
  }

  @Test
  void givesMoreThanIsGuaranteedIfNobodyLacksIt() {
    join("f1", "web");
    quota("web", "cpus:1;mem:100", "");
    add("S1", "cpus:4;mem:400;disk:10;ports:[1-2]");
    assertThat(round()).containsExactly("f1 S1 cpus:4; mem:400; disk:10; ports:[1-2]");
  }

  @Test
  void cutsOffersAtTheLimit() {
    join("f1", "web");
    join("f2", "other");
    use("f2", "other", addUsed("S0", "cpus:9"), "cpus:9");
    quota("web", "", "cpus:3");
    add("S1", "cpus:2;mem:200;ports:[1-2]");
    add("S2", "cpus:2;mem:200;ports:[1-2]");
    assertThat(round())
        .hasSize(3)
        .contains("f1 " + second() + " cpus:1; mem:200; ports:[1-2]")
        .contains("f2 " + second() + " cpus:1");
    assertThat(allocator.rules().consumed("web")).containsEntry("cpus", 3_000L);
  }

  /** The agent that the seed puts second. */
  private String second() {
    return new AgentOrder(0, 0, 2).compare(agent("S1"), agent("S2")) < 0 ? "S2" : "S1";
  }

  @Test
  void limitsBindTheWholeSubTreeAndCountReservations() {
    join("f1", "web/blog");
    join("f2", "web");
    quota("web", "", "cpus:3;mem:300");
    add("S1", "cpus(web/blog):1;cpus:1;mem(web):100;mem:100");
    assertThat(allocator.rules().consumed("web"))
        .isEqualTo(Map.of("cpus", 1_000L, "mem", 100_000L));
    add("S2", "cpus:9;mem:900");
    round();
    assertThat(allocator.rules().consumed("web"))
        .isEqualTo(Map.of("cpus", 3_000L, "mem", 300_000L));
    assertThat(round()).isEmpty();
    assertThat(allocator.hasWork()).isFalse();
  }

  @Test
  void offersAgainWhatALimitHeldBackOnceThereIsRoom() {
    join("f1", "web");
    quota("web", "", "cpus:2;mem:200");
    add("S1", "cpus:2;mem:200");
    List<Placement> first = Rounds.run(allocator, NOW);
    add("S2", "cpus:2;mem:200");
    assertThat(round()).isEmpty();
    assertThat(allocator.hasWork()).isFalse();

    quota("web", "", "cpus:3;mem:300");
    assertThat(round()).containsExactly("f1 S2 cpus:1; mem:100");
    allocator.setAgentState(agent("S1"), AgentState.DRAINING);
    withdraw(first.getFirst());
    assertThat(round()).containsExactly("f1 S2 cpus:1; mem:100");
  }

  @Test
  void offersAgainWhatWasKeptBackOnceMoreIsFreeElsewhere() {
    join("f1", "greedy");
    join("f2", "rich");
    quota("absent", "cpus:2;mem:200", "");
    add("S1", "cpus:2;mem:200");
    assertThat(round()).isEmpty();
    add("S2", "cpus:2;mem:200");
    use("f2", "rich", "S2", "cpus:2;mem:200");
    assertThat(round()).isEmpty();
    allocator.setClientActive(framework("f2"), "rich", false);
    allocator.setAgentState(agent("S2"), AgentState.DRAINING);
    allocator.release(framework("f2"), "rich", agent("S2"), of("cpus:2;mem:200"));
    assertThat(round())
        .as("S2 can meet the guarantee now")
        .containsExactly("f1 S1 cpus:2; mem:200");
  }

  @Test
  void chopsToWhatIsLackingIfTheRestIsGuaranteedToOthers() {
    join("f1", "web");
    quota("web", "cpus:1;mem:100", "");
    quota("absent", "cpus:3;mem:300", "");
    add("S1", "cpus:4;mem:400;ports:[1-2]");
    assertThat(round()).containsExactly("f1 S1 cpus:1; mem:100; ports:[1-2]");
  }

  @Test
  void meetsGuaranteesEvenIfTheClusterIsTooSmallForAll() {
    join("f1", "web");
    quota("web", "cpus:2;mem:200", "");
    quota("absent", "cpus:9;mem:900", "");
    add("S1", "cpus:4;mem:400");
    assertThat(round()).containsExactly("f1 S1 cpus:2; mem:200");
  }

  @Test
  void reservationsCountAgainstGuarantees() {
    join("f1", "other");
    quota("web", "cpus:2;mem:200", "");
    add("S1", "cpus(web):2;mem(web):200;cpus:1;mem:100");
    assertThat(round()).containsExactly("f1 S1 cpus:1; mem:100");
  }

  @Test
  void quotaIsForTopLevelRolesOnly() {
    assertThatThrownBy(() -> quota("eng/web", "cpus:1", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("eng/web");
  }

  @Test
  void waitsForAgentsAfterAnElection() {
    join("f1", "web");
    allocator.hold(2);
    add("S1", "cpus:1");
    assertThat(allocator.hasWork()).isFalse();
    assertThat(allocator.isHeld()).isTrue();
    add("S2", "cpus:1");
    assertThat(allocator.isHeld()).isFalse();
    assertThat(round()).hasSize(2);

    allocator.hold(9);
    add("S3", "cpus:1");
    assertThat(allocator.hasWork()).isFalse();
    allocator.resume();
    assertThat(round()).hasSize(1);
  }
}
