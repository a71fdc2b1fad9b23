package io.meseta.core.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.OfferFilters;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;

class AllocatorTest {

  private static final Instant NOW = Instant.EPOCH;
  private static final FrameworkId F1 = new FrameworkId("f1");
  private static final FrameworkId F2 = new FrameworkId("f2");
  private static final FrameworkInfo PLAIN =
      FrameworkInfo.newBuilder().setUser("u").setName("n").build();

  private Allocator allocator = allocator(Map.of());

  private static Allocator allocator(Map<String, Double> weights) {
    return new Allocator(AllocatorSettings.DEFAULT.withWeights(weights));
  }

  private static Resources of(String text) {
    return Resources.of(ResourceSyntax.parse(text, "*"));
  }

  private static AgentId agent(int number) {
    return new AgentId("S" + number);
  }

  private void join(FrameworkId framework, String role, FrameworkInfo info) {
    allocator.putClient(framework, role, Traits.of(info, role));
    allocator.setClientActive(framework, role, true);
  }

  /** Offers all that can be offered, and says to whom what went. */
  private List<String> round() {
    return Rounds.run(allocator, NOW).stream()
        .map(placement -> placement.framework() + " " + placement.resources())
        .toList();
  }

  @Test
  void sharesAgentsEquallyBetweenFrameworksOfARole() {
    join(F1, "*", PLAIN);
    join(F2, "*", PLAIN);
    for (int i = 0; i < 10; i++) {
      allocator.addAgent(agent(i), of("cpus:1;mem:100"));
    }
    List<String> placed = round();
    assertThat(placed).filteredOn(line -> line.startsWith("f1")).hasSize(5);
    assertThat(placed).filteredOn(line -> line.startsWith("f2")).hasSize(5);
    assertThat(allocator.hasWork()).isFalse();
  }

  @Test
  void sharesByTheDominantResource() {
    join(F1, "*", PLAIN);
    join(F2, "*", PLAIN);
    allocator.addAgent(agent(0), of("cpus:10;mem:1000"));
    allocator.setAgentState(agent(0), AgentState.DRAINING);
    allocator.allocate(F1, "*", agent(0), of("cpus:5")); // half of the cpus
    allocator.allocate(F2, "*", agent(0), of("cpus:1;mem:400")); // 40 % of the memory
    allocator.setAgentState(agent(0), AgentState.ACTIVE);
    assertThat(round()).containsExactly("f2 cpus:4; mem:600");
  }

  @Test
  void sharesBetweenRolesByWeight() {
    allocator = allocator(Map.of("heavy", 3.0));
    join(F1, "heavy", PLAIN);
    join(F2, "light", PLAIN);
    for (int i = 0; i < 8; i++) {
      allocator.addAgent(agent(i), of("cpus:1;mem:100"));
    }
    List<String> placed = round();
    assertThat(placed).filteredOn(line -> line.startsWith("f1")).hasSize(6);
    assertThat(placed).filteredOn(line -> line.startsWith("f2")).hasSize(2);
  }

  @Test
  void countsTheShareOfAWholeRole() {
    FrameworkId third = new FrameworkId("f3");
    join(F1, "crowd", PLAIN);
    join(F2, "crowd", PLAIN);
    join(third, "alone", PLAIN);
    for (int i = 0; i < 8; i++) {
      allocator.addAgent(agent(i), of("cpus:1;mem:100"));
    }
    assertThat(round()).filteredOn(line -> line.startsWith("f3")).hasSize(4);
  }

  @Test
  void givesReservedResourcesToTheirRoleAndTheRestToOthers() {
    join(F1, "web/blog", PLAIN);
    join(F2, "db", PLAIN);
    allocator.addAgent(agent(0), of("cpus(web):1;cpus(db):2;mem(ops):100"));
    assertThat(round())
        .containsExactlyInAnyOrder(
            "f1 cpus(reservations: [(STATIC,web)]):1", "f2 cpus(reservations: [(STATIC,db)]):2");
  }

  @Test
  void looksOnlyAtWhatChanged() {
    join(F1, "*", PLAIN);
    allocator.addAgent(agent(0), of("cpus:1"));
    allocator.addAgent(agent(1), of("cpus:1"));
    round();
    allocator.withdraw(F1, "*", agent(1), of("cpus:1"));
    assertThat(allocator.hasWork()).isTrue();
    allocator.filters().add(F1, "*", agent(1), of("cpus:1"), NOW.plusSeconds(5));
    assertThat(round()).isEmpty();
    assertThat(allocator.hasWork()).isFalse();

    allocator.filters().expire(F1, "*", agent(1), NOW.plusSeconds(4));
    assertThat(round()).isEmpty();
    allocator.filters().expire(F1, "*", agent(1), NOW.plusSeconds(5));
    assertThat(allocator.hasWork()).isTrue();
    assertThat(round()).containsExactly("f1 cpus:1");
  }

  @Test
  void asksOnlyTheNewcomerAboutWhatOthersRefused() {
    join(F1, "*", PLAIN);
    allocator.addAgent(agent(0), of("cpus:1"));
    allocator.filters().add(F1, "*", agent(0), of("cpus:1"), NOW.plusSeconds(5));
    assertThat(round()).isEmpty();
    join(F2, "*", PLAIN);
    assertThat(round()).containsExactly("f2 cpus:1");
  }

  @Test
  void offersMoreThanWasRefused() {
    join(F1, "*", PLAIN);
    allocator.addAgent(agent(0), of("cpus:2"));
    allocator.allocate(F1, "*", agent(0), of("cpus:1"));
    allocator.filters().add(F1, "*", agent(0), of("cpus:1"), NOW.plusSeconds(5));
    assertThat(round()).isEmpty();
    allocator.release(F1, "*", agent(0), of("cpus:1"));
    assertThat(round()).containsExactly("f1 cpus:2");
  }

  @Test
  void forgetsRefusalsOfTheRevived() {
    join(F1, "*", PLAIN);
    allocator.addAgent(agent(0), of("cpus:2"));
    allocator.filters().add(F1, "*", agent(0), of("cpus:2"), NOW.plusSeconds(5));
    round();
    allocator.revive(F1, "*");
    assertThat(round()).containsExactly("f1 cpus:2");
  }

  @Test
  void offersNothingToTheSuppressed() {
    join(F1, "*", PLAIN);
    allocator.setClientActive(F1, "*", false);
    allocator.addAgent(agent(0), of("cpus:2"));
    assertThat(round()).isEmpty();
    allocator.setClientActive(F1, "*", true);
    assertThat(round()).containsExactly("f1 cpus:2");
  }

  @Test
  void keepsCrumbsBack() {
    join(F1, "*", PLAIN);
    allocator.addAgent(agent(0), of("cpus:0.009;mem:31;disk:1000"));
    allocator.addAgent(agent(1), of("cpus:0.01"));
    allocator.addAgent(agent(2), of("mem:32"));
    assertThat(round()).containsExactlyInAnyOrder("f1 cpus:0.01", "f1 mem:32");

    OfferFilters.ResourceQuantities disk =
        OfferFilters.ResourceQuantities.newBuilder()
            .putQuantities("disk", Value.Scalar.newBuilder().setValue(500).build())
            .build();
    FrameworkInfo wantsDisk =
        PLAIN.toBuilder()
            .putOfferFilters(
                "*",
                OfferFilters.newBuilder()
                    .setMinAllocatableResources(
                        OfferFilters.MinAllocatableResources.newBuilder().addQuantities(disk))
                    .build())
            .build();
    join(F2, "*", wantsDisk);
    assertThat(round()).containsExactly("f2 cpus:0.009; mem:31; disk:1000");
  }

  @Test
  void keepsGpusForThoseThatKnowThem() {
    join(F1, "*", PLAIN);
    allocator.addAgent(agent(0), of("cpus:1;gpus:1"));
    assertThat(round()).isEmpty();
    join(
        F2,
        "*",
        PLAIN.toBuilder()
            .addCapabilities(Capability.newBuilder().setType(Capability.Type.GPU_RESOURCES))
            .build());
    assertThat(round()).containsExactly("f2 cpus:1; gpus:1");
  }

  @Test
  void neverOffersWhatIsNotThere() {
    join(F1, "*", PLAIN);
    allocator.addAgent(agent(0), of("cpus:4;mem:64"));
    allocator.allocate(F1, "*", agent(0), of("cpus:3"));
    allocator.changeTotal(agent(0), of("cpus:2;mem:64")); // the agent has shrunk below its use
    assertThat(allocator.available(agent(0))).isEqualTo(of("mem:64"));
    allocator.release(F1, "*", agent(0), of("cpus:3"));
    assertThat(allocator.available(agent(0))).isEqualTo(of("cpus:2;mem:64"));
  }

  @Test
  void forgetsFullAgents() {
    join(F1, "*", PLAIN);
    for (int i = 0; i < 100; i++) {
      allocator.addAgent(agent(i), of("cpus:1"));
      allocator.allocate(F1, "*", agent(i), of("cpus:1"));
    }
    allocator.finishRound();
    allocator.release(F1, "*", agent(7), of("cpus:1"));
    allocator.allocate(F1, "*", agent(7), of("cpus:1"));
    assertThat(allocator.hasWork()).isFalse();
  }
}
