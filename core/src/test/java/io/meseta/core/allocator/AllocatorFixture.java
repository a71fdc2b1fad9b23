package io.meseta.core.allocator;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.quota.Quota;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Thousandths;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/** An allocator and short words to tell it things. */
class AllocatorFixture {

  static final Instant NOW = Instant.EPOCH;

  Allocator allocator = new Allocator(AllocatorSettings.DEFAULT);

  static FrameworkInfo info(Capability.Type... capabilities) {
    FrameworkInfo.Builder info = FrameworkInfo.newBuilder().setUser("u").setName("n");
    Arrays.stream(capabilities)
        .forEach(type -> info.addCapabilities(Capability.newBuilder().setType(type)));
    return info.build();
  }

  static Resources of(String text) {
    return Resources.of(ResourceSyntax.parse(text, "*"));
  }

  static AgentId agent(String name) {
    return new AgentId(name);
  }

  static FrameworkId framework(String name) {
    return new FrameworkId(name);
  }

  /** Amounts by name, as in {@code cpus:2;mem:1024}. */
  static Map<String, Long> amounts(String text) {
    Map<String, Long> amounts = new HashMap<>();
    for (String one : text.isEmpty() ? new String[0] : text.split(";")) {
      String[] parts = one.split(":");
      amounts.put(parts[0], Thousandths.of(Double.parseDouble(parts[1])));
    }
    return amounts;
  }

  void add(String agent, String resources) {
    allocator.addAgent(agent(agent), of(resources));
  }

  void join(String framework, String role, Capability.Type... capabilities) {
    allocator.putClient(framework(framework), role, Traits.of(info(capabilities), role));
    allocator.setClientActive(framework(framework), role, true);
  }

  void quota(String role, String guarantees, String limits) {
    allocator.rules().putQuota(role, new Quota(amounts(guarantees), amounts(limits)));
  }

  void use(String framework, String role, String agent, String resources) {
    allocator.allocate(framework(framework), role, agent(agent), of(resources));
  }

  /** Takes an offer back, as if it had been declined without a filter. */
  void withdraw(Placement offer) {
    allocator.withdraw(offer.framework(), offer.role(), offer.agent(), offer.resources());
  }

  /** What a round offers: framework, agent and resources of each. */
  List<String> round() {
    return Rounds.run(allocator, NOW).stream().map(AllocatorFixture::text).toList();
  }

  static String text(Placement placement) {
    return placement.framework() + " " + placement.agent() + " " + placement.resources();
  }
}
