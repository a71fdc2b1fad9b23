package io.meseta.testing.invariant;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.OfferEvent.OfferMade;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Roles;
import io.meseta.core.resource.Thousandths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/**
 * What the master looks like after a step, which offers it made in it, and what nobody wants; and
 * the sums that can be made of it, without asking the allocator.
 */
record AllocationRound(MasterSnapshot after, List<OfferMade> offers, Set<Refused> refused) {

  /** Somebody refused something of an agent, and that is not over. */
  record Refused(FrameworkId framework, String role, AgentId agent) {}

  /** A framework in a role that is offered what can be offered. */
  record Client(FrameworkSnapshot framework, String role) {}

  static String top(String role) {
    int slash = role.indexOf('/');
    return slash < 0 ? role : role.substring(0, slash);
  }

  /** What counts against quotas. */
  static Resources chargeable(Resources resources) {
    return resources.unreserved().nonRevocable();
  }

  /** Frameworks in roles of which nothing forbids offers. */
  Stream<Client> clients() {
    return after.frameworks().stream()
        .filter(framework -> framework.active() && framework.connected())
        .flatMap(f ->
            f.roles().stream()
                .filter(role -> !f.suppressedRoles().contains(role))
                .map(role -> new Client(f, role)));
  }

  /** Agents of which nothing forbids offers. */
  Stream<AgentSnapshot> agents() {
    return after.agents().stream()
        .filter(agent -> agent.active() && agent.connected() && !agent.deactivated());
  }

  boolean isRefused(Client client, AgentSnapshot agent) {
    return refused.contains(new Refused(client.framework().id(), client.role(), agent.id()));
  }

  static Resources free(AgentSnapshot agent) {
    return agent.total().minus(agent.used().plus(agent.offered()).unallocated()).positive();
  }

  /** What is free in the whole cluster and counts against quotas, in thousandths. */
  long free(String name) {
    return after.agents().stream()
        .mapToLong(agent -> chargeable(free(agent)).scalarThousandths(name))
        .sum();
  }

  /** What the role and those below it have, and what is reserved for them. */
  long consumed(String role, String name) {
    long sum = 0;
    for (AgentSnapshot agent : after.agents()) {
      for (String owner : agent.total().reservationRoles()) {
        if (Roles.isSameOrBelow(owner, role)) {
          sum += agent.total().reservedFor(owner).scalarThousandths(name);
        }
      }
    }
    for (FrameworkSnapshot framework : after.frameworks()) {
      Resources held = chargeable(framework.used().plus(framework.offered()));
      for (String allocated : held.allocationRoles()) {
        if (Roles.isSameOrBelow(allocated, role)) {
          sum += held.allocatedIn(allocated).scalarThousandths(name);
        }
      }
    }
    return sum;
  }

  /** What was offered in this step to the role and those below it, and counts against quotas. */
  long offered(String role, String name) {
    return offers.stream()
        .filter(offer -> Roles.isSameOrBelow(offer.role(), role))
        .mapToLong(offer -> chargeable(offer.resources()).scalarThousandths(name))
        .sum();
  }

  QuotaConfig quota(String role) {
    return after.roleRules().quota(top(role)).orElse(QuotaConfig.getDefaultInstance());
  }

  static Map<String, Long> thousandths(Map<String, Value.Scalar> amounts) {
    Map<String, Long> thousandths = new HashMap<>();
    amounts.forEach((name, amount) -> thousandths.put(name, Thousandths.of(amount.getValue())));
    return thousandths;
  }

  /** What the role lacks of what it is guaranteed. */
  long unmet(String role, String name) {
    long guarantee = thousandths(quota(role).getGuaranteesMap()).getOrDefault(name, 0L);
    return guarantee == 0 ? 0 : Math.max(0, guarantee - consumed(top(role), name));
  }

  /** What all roles lack. */
  long unmet(String name) {
    return after.roleRules().quotas().keySet().stream().mapToLong(role -> unmet(role, name)).sum();
  }

  /** What the role may have before it meets its limit. */
  long room(String role, String name) {
    Long limit = thousandths(quota(role).getLimitsMap()).get(name);
    return limit == null ? Long.MAX_VALUE : Math.max(0, limit - consumed(top(role), name));
  }
}
