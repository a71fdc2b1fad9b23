package io.meseta.core.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meseta.core.allocator.AllocatorSettings.Order;
import io.meseta.core.allocator.share.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.junit.jupiter.api.Test;

/** Sharing between roles, those below them, and their frameworks (Mesos reference §9.1). */
class RoleTreeTest extends AllocatorFixture {

  private void addMany(int count) {
    for (int i = 0; i < count; i++) {
      add("S" + i, "cpus:1;mem:100");
    }
  }

  private long offersOf(String framework, List<String> placed) {
    return placed.stream().filter(line -> line.startsWith(framework + " ")).count();
  }

  @Test
  void siblingsShareWhatTheirParentGets() {
    join("f1", "eng/web");
    join("f2", "eng/db");
    join("f3", "ops");
    addMany(8);
    List<String> placed = round();
    assertThat(offersOf("f1", placed)).isEqualTo(2);
    assertThat(offersOf("f2", placed)).isEqualTo(2);
    assertThat(offersOf("f3", placed)).isEqualTo(4);
  }

  @Test
  void weightsCountAmongSiblings() {
    allocator = new Allocator(AllocatorSettings.DEFAULT.withWeights(Map.of("eng/web", 3.0)));
    join("f1", "eng/web");
    join("f2", "eng/db");
    join("f3", "ops");
    addMany(16);
    List<String> placed = round();
    assertThat(offersOf("f1", placed)).isEqualTo(6);
    assertThat(offersOf("f2", placed)).isEqualTo(2);
    assertThat(offersOf("f3", placed)).isEqualTo(8);
  }

  @Test
  void frameworksOfARoleWithRolesBelowAreOneSiblingOfThese() {
    join("f1", "eng");
    join("f2", "eng");
    join("f3", "eng/web");
    addMany(8);
    List<String> placed = round();
    assertThat(offersOf("f1", placed)).isEqualTo(2);
    assertThat(offersOf("f2", placed)).isEqualTo(2);
    assertThat(offersOf("f3", placed)).isEqualTo(4);

    allocator.rules().putWeight("eng", 5); // does not matter: the frameworks of eng have weight 1
    allocator.rules().putWeight("eng/web", 3);
    for (int i = 100; i < 116; i++) {
      add("S" + i, "cpus:1;mem:100");
    }
    assertThat(offersOf("f3", placed) + offersOf("f3", round())).isEqualTo(18);
  }

  @Test
  void followsWeightsThatChange() {
    join("f1", "heavy");
    join("f2", "light");
    allocator.rules().putWeight("heavy", 3);
    addMany(8);
    assertThat(offersOf("f1", round())).isEqualTo(6);
    assertThat(allocator.rules().weights()).isEqualTo(Map.of("heavy", 3.0));
  }

  @Test
  void rolesComeAndGo() {
    join("f1", "eng/web");
    join("f2", "eng");
    allocator.removeClients(framework("f1"));
    join("f3", "ops");
    addMany(4);
    assertThat(offersOf("f2", round())).isEqualTo(2);
    join("f4", "eng/web/blog");
    assertThat(allocator.hasClient(framework("f4"), "eng/web/blog")).isTrue();
  }

  @Test
  void tieGoesToWhoWasServedLessOftenThenToTheName() {
    join("f2", "*");
    join("f1", "*");
    add("S1", "cpus:1");
    assertThat(round()).containsExactly("f1 S1 cpus:1");
    Placement offer = new Placement(framework("f1"), "*", agent("S1"), of("cpus:1"));
    withdraw(offer);
    assertThat(round()).containsExactly("f2 S1 cpus:1");
  }

  @Test
  void leavesExcludedResourcesOutOfShares() {
    allocator = new Allocator(AllocatorSettings.DEFAULT.withFairSharingExcluded(Set.of("gpus")));
    join("f1", "a", Capability.Type.GPU_RESOURCES);
    join("f2", "b");
    add("S0", "cpus:10;gpus:1");
    use("f1", "a", "S0", "gpus:1"); // all gpus, but that does not count
    use("f2", "b", "S0", "cpus:1");
    assertThat(round()).containsExactly("f1 S0 cpus:9");
  }

  @Test
  void countsSharedVolumesOnce() {
    join("f1", "web", Capability.Type.SHARED_RESOURCES);
    join("f2", "web", Capability.Type.SHARED_RESOURCES);
    var volume = SharedVolumes.of("web", "v1", 100);
    allocator.addAgent(agent("S1"), of("cpus:4;mem:400").plus(volume));
    List<Placement> offers = Rounds.run(allocator, NOW);
    assertThat(offers).hasSize(1);
    assertThat(offers.getFirst().resources().shared()).isEqualTo(volume);

    Placement first = offers.getFirst();
    withdraw(first);
    for (int i = 0; i < 2; i++) {
      allocator.allocate(first.framework(), "web", agent("S1"), of("cpus:1").plus(volume));
    }
    assertThat(allocator.available(agent("S1")))
        .as("a volume in use can be offered again")
        .isEqualTo(of("cpus:2;mem:400").plus(volume));
    for (int i = 0; i < 2; i++) {
      allocator.release(first.framework(), "web", agent("S1"), of("cpus:1").plus(volume));
    }
    assertThat(allocator.available(agent("S1"))).isEqualTo(of("cpus:4;mem:400").plus(volume));
  }

  @Test
  void randomOrdersFollowWeightsAndTheSeed() {
    List<String> first = atRandom(7);
    assertThat(atRandom(7)).isEqualTo(first);
    assertThat(atRandom(8)).isNotEqualTo(first);
    assertThat(offersOf("f1", first)).isCloseTo(300, within(60L));
    assertThat(offersOf("f2", first)).isCloseTo(300, within(60L));
    assertThat(offersOf("f3", first)).isCloseTo(200, within(60L));
  }

  private List<String> atRandom(long seed) {
    allocator =
        new Allocator(
            AllocatorSettings.DEFAULT
                .withOrder(Order.RANDOM, Order.RANDOM)
                .withSeed(seed)
                .withWeights(Map.of("heavy", 3.0)));
    join("f1", "heavy");
    join("f2", "heavy");
    join("f3", "light");
    addMany(800);
    return round();
  }

  @Test
  void drawsEachOnceHoweverUnequalTheWeights() {
    List<Integer> items = List.of(0, 1, 2, 3, 4);
    double[] weights = {1, 1e9, 1e-9, 5, 1e6};
    int[] first = new int[items.size()];
    for (int seed = 0; seed < 200; seed++) {
      List<Integer> drawn = new ArrayList<>();
      new Urn<>(items, weights).draw(seed).forEachRemaining(drawn::add);
      assertThat(drawn).containsExactlyInAnyOrderElementsOf(items);
      first[drawn.getFirst()]++;
    }
    assertThat(first[1]).isGreaterThan(190);
  }
}
