package io.meseta.core.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.AllocatorSettings.Order;
import io.meseta.core.allocator.Reason.WouldBeOffered;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * On random clusters: whoever is told that it would be offered something is offered exactly that by
 * the next round, and nobody else is; being asked changes nothing; and when a round has ended,
 * nobody would be offered anything: no wake-up is lost.
 */
class ExplanationPropertyTest extends AllocatorFixture {

  private static final List<String> ROLES = List.of("a", "a/b", "a/c", "d", "e");

  private Random random = new Random(0);
  private long time;

  @Test
  void explanationsSayWhatTheNextRoundDoes() {
    long only = Long.getLong("seed", -1);
    for (long seed = only < 0 ? 0 : only; seed < (only < 0 ? 500 : only + 1); seed++) {
      play(seed);
    }
  }

  private void play(long seed) {
    random = new Random(seed);
    time = 0;
    Order order = seed % 4 == 3 ? Order.RANDOM : Order.DRF;
    allocator = new Allocator(AllocatorSettings.DEFAULT.withSeed(seed).withOrder(order, order));
    RandomCluster cluster = new RandomCluster(allocator, random).build(ROLES);
    for (int step = 0; step < 12; step++) {
      cluster.happen(now());
      if (random.nextInt(3) == 0) {
        check("seed " + seed + ", step " + step, cluster);
        time++;
      }
    }
  }

  private Instant now() {
    return Instant.ofEpochSecond(time);
  }

  private void check(String where, RandomCluster cluster) {
    Map<String, Resources> expected = expected(cluster);
    assertThat(expected(cluster)).as("%s: asking changes nothing", where).isEqualTo(expected);
    Map<String, Resources> offered = new HashMap<>();
    for (Placement placement : Rounds.run(allocator, now())) {
      cluster.offered(placement);
      String key = key(placement.framework(), placement.role(), placement.agent());
      offered.merge(key, placement.resources(), Resources::plus);
    }
    assertThat(offered).as(where).isEqualTo(expected);
    assertThat(allocator.hasWork()).as(where).isFalse();
    assertThat(expected(cluster)).as("%s: nobody was forgotten", where).isEmpty();
  }

  private Map<String, Resources> expected(RandomCluster cluster) {
    Map<String, Resources> expected = new HashMap<>();
    for (FrameworkId framework : cluster.frameworks()) {
      for (String role : ROLES) {
        List<Explanation> all = allocator.explain(framework, role, now());
        for (Explanation explanation : all) {
          if (explanation.reason() instanceof WouldBeOffered would) {
            expected.put(key(framework, role, explanation.agent()), would.resources());
          }
        }
        AgentId any = all.get(random.nextInt(all.size())).agent();
        assertThat(all)
            .as("one agent is explained as all are")
            .contains(allocator.explain(framework, role, any, now()));
      }
    }
    return expected;
  }

  private static String key(FrameworkId framework, String role, AgentId agent) {
    return framework + " " + role + " " + agent;
  }
}
