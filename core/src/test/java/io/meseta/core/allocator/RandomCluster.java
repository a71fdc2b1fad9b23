package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.quota.Quota;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/** A small cluster in which anything may happen; the same numbers make the same things happen. */
final class RandomCluster {

  private record Use(FrameworkId framework, String role, AgentId agent, Resources resources) {}

  private final Allocator allocator;
  private final Random random;
  private final List<FrameworkId> frameworks = new ArrayList<>();
  private final List<AgentId> agents = new ArrayList<>();
  private final List<Placement> offers = new ArrayList<>();
  private final List<Use> uses = new ArrayList<>();
  private List<String> roles = List.of();

  RandomCluster(Allocator allocator, Random random) {
    this.allocator = allocator;
    this.random = random;
  }

  /** Frameworks and agents to begin with. */
  RandomCluster build(List<String> someRoles) {
    roles = someRoles;
    for (int i = 0; i < 4; i++) {
      FrameworkId framework = new FrameworkId("f" + i);
      frameworks.add(framework);
      for (int j = 0; j < 2; j++) {
        String role = any(roles);
        allocator.putClient(framework, role, traits(role));
        allocator.setClientActive(framework, role, true);
      }
    }
    for (int i = 0; i < 5; i++) {
      addAgent();
    }
    return this;
  }

  private Traits traits(String role) {
    FrameworkInfo.Builder info = FrameworkInfo.newBuilder().setUser("u").setName("n");
    for (Capability.Type type : Capability.Type.values()) {
      if (type != Capability.Type.UNKNOWN && random.nextInt(3) == 0) {
        info.addCapabilities(Capability.newBuilder().setType(type));
      }
    }
    return Traits.of(info.build(), role);
  }

  private void addAgent() {
    AgentId agent = new AgentId("S" + agents.size());
    agents.add(agent);
    Resources total = of("cpus:%d;mem:%d".formatted(1 + random.nextInt(6), 64 * random.nextInt(9)));
    if (random.nextInt(3) == 0) {
      String role = any(roles);
      total = total.plus(of("cpus(%s):%d;mem(%s):64".formatted(role, 1 + random.nextInt(3), role)));
    }
    if (random.nextInt(4) == 0) {
      total = total.plus(SharedVolumes.of(any(roles), "v", 10));
    }
    allocator.addAgent(agent, total);
  }

  private static Resources of(String text) {
    return Resources.of(ResourceSyntax.parse(text, "*"));
  }

  List<FrameworkId> frameworks() {
    return frameworks;
  }

  void offered(Placement placement) {
    offers.add(placement);
  }

  /** One thing happens. */
  void happen(Instant now) {
    switch (random.nextInt(12)) {
      case 0 -> addAgent();
      case 1, 2, 3 -> answer(now);
      case 4 -> endTask();
      case 5 -> allocator.revive(any(frameworks), any(roles));
      case 6 -> allocator.setAgentState(any(agents), any(List.of(AgentState.values())));
      case 7 ->
          allocator.setClientState(any(frameworks), any(roles), any(List.of(ClientState.values())));
      case 8 -> allocator.rules().putWeight(any(roles), 1 + random.nextInt(3));
      case 9, 10 -> allocator.rules().putQuota(any(List.of("a", "d", "e")), quota());
      default -> {
        AgentId agent = any(agents);
        FrameworkId framework = any(frameworks);
        String role = any(roles);
        allocator.filters().expire(framework, role, agent, now);
      }
    }
  }

  private Quota quota() {
    long guarantee = random.nextInt(3) * 2_000L;
    long limit = guarantee + random.nextInt(4) * 1_000L;
    return switch (random.nextInt(4)) {
      case 0 -> Quota.NONE;
      case 1 -> new Quota(Map.of("cpus", guarantee), Map.of());
      case 2 -> new Quota(Map.of(), Map.of("cpus", limit, "mem", 128_000L));
      default -> new Quota(Map.of("cpus", guarantee), Map.of("cpus", limit));
    };
  }

  /** An offer is declined, for a time or not, or all of it is used. */
  private void answer(Instant now) {
    if (offers.isEmpty()) {
      return;
    }
    Placement offer = offers.remove(random.nextInt(offers.size()));
    allocator.withdraw(offer.framework(), offer.role(), offer.agent(), offer.resources());
    switch (random.nextInt(3)) {
      case 0 ->
          allocator
              .filters()
              .add(
                  offer.framework(),
                  offer.role(),
                  offer.agent(),
                  offer.resources(),
                  now.plusSeconds(1 + random.nextInt(3)));
      case 1 -> {
        Use use = new Use(offer.framework(), offer.role(), offer.agent(), offer.resources());
        uses.add(use);
        allocator.allocate(use.framework(), use.role(), use.agent(), use.resources());
      }
      default -> {}
    }
  }

  private void endTask() {
    if (!uses.isEmpty()) {
      Use use = uses.remove(random.nextInt(uses.size()));
      allocator.release(use.framework(), use.role(), use.agent(), use.resources());
    }
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
