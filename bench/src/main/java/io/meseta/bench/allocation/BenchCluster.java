package io.meseta.bench.allocation;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.Allocator;
import io.meseta.core.allocator.AllocatorSettings;
import io.meseta.core.allocator.ClientState;
import io.meseta.core.allocator.Placement;
import io.meseta.core.allocator.Round;
import io.meseta.core.allocator.quota.Quota;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;

/** An allocator with agents and frameworks, to which the same is done as a master would do. */
final class BenchCluster {

  private static final String ID = "c4e3a4c2-1f65-4c8b-9d0a-3a1a0f8f5a11-";
  private static final Traits TRAITS = Traits.of(FrameworkInfo.getDefaultInstance(), "*");

  final Allocator allocator;

  BenchCluster(AllocatorSettings settings) {
    this.allocator = new Allocator(settings);
  }

  static Resources resources(String text) {
    return Resources.of(ResourceSyntax.parse(text, "*"));
  }

  static AgentId agent(int number) {
    return new AgentId(ID + "S" + number);
  }

  static FrameworkId framework(int number) {
    return new FrameworkId(ID + number);
  }

  void join(FrameworkId framework, String role) {
    allocator.putClient(framework, role, TRAITS);
    allocator.setClientState(framework, role, ClientState.ACTIVE);
  }

  /** Guarantees the role so much, and no more, as Mesos' benchmarks do. */
  void guarantee(String role, Resources resources) {
    Map<String, Long> amounts = new HashMap<>();
    resources.forEachScalar(amounts::put);
    allocator.rules().putQuota(role, new Quota(amounts, amounts));
  }

  /** Offers all that can be offered. */
  List<Placement> round() {
    List<Placement> made = new ArrayList<>();
    Round round = allocator.round();
    for (Optional<Placement> next = round.next(); next.isPresent(); next = round.next()) {
      allocator.offer(next.get(), Instant.EPOCH);
      made.add(next.get());
    }
    allocator.finishRound();
    return made;
  }

  /** The framework gives back what it was offered. */
  void withdraw(Placement offer) {
    allocator.withdraw(offer.framework(), offer.role(), offer.agent(), offer.resources());
  }

  /** Everybody refuses for good what was offered. */
  void refuse(Collection<Placement> offers) {
    for (Placement offer : offers) {
      allocator
          .filters()
          .add(offer.framework(), offer.role(), offer.agent(), offer.resources(), Instant.MAX);
      withdraw(offer);
    }
  }
}
