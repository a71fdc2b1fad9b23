package io.meseta.core.allocator;

import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/**
 * Why a framework, in one of its roles, is offered resources of an agent, or is not. Amounts are
 * thousandths by resource name.
 */
public sealed interface Reason {

  /** The next round offers these. */
  record WouldBeOffered(Resources resources) implements Reason {}

  /** It has an offer of these already, which it has not answered. */
  record AlreadyOffered(Resources resources, Instant since) implements Reason {}

  /** The framework is not subscribed to the role. */
  record NotSubscribed() implements Reason {}

  /** The framework has no stream on which it could be offered anything. */
  record NotConnected() implements Reason {}

  /** The framework asked for no offers in the role. */
  record Suppressed() implements Reason {}

  /** Nobody is offered anything before so many agents have come back after an election. */
  record AgentsAwaited(int known, int awaited) implements Reason {}

  /** Nobody is offered anything of the agent, which is disconnected, deactivated or draining. */
  record AgentUnavailable(AgentState state) implements Reason {}

  /** The agent's host is not on the whitelist. */
  record NotWhitelisted(String hostname) implements Reason {}

  /** The framework's own offer constraints leave the agent out. */
  record ExcludedByConstraints() implements Reason {}

  /** What the agent has can only be offered to frameworks with this capability, or these. */
  record CapabilitiesMissing(Set<Capability.Type> capabilities) implements Reason {

    public CapabilitiesMissing {
      capabilities = Set.copyOf(capabilities);
    }
  }

  /** Tasks and executors use all that the framework could have. */
  record InUse() implements Reason {}

  /** What the framework could have is offered to others, who have not answered. */
  record OfferedElsewhere(List<Holder> holders) implements Reason {

    /** Somebody with an offer of resources of the agent. */
    public record Holder(FrameworkId framework, String role, Instant since) {}

    public OfferedElsewhere {
      holders = List.copyOf(holders);
    }
  }

  /** What is free on the agent is reserved for other roles. */
  record ReservedForOthers(Set<String> roles) implements Reason {

    public ReservedForOthers {
      roles = Set.copyOf(roles);
    }
  }

  /** What is free is less than what is worth an offer: any one of the sets would be enough. */
  record BelowMinimum(Resources free, List<Traits.Minimum> minimum) implements Reason {

    public BelowMinimum {
      minimum = List.copyOf(minimum);
    }
  }

  /** The top-level role and all below it have what the quota allows. */
  record AtLimit(String role, Map<String, Long> limits, Map<String, Long> consumed)
      implements Reason {

    public AtLimit {
      limits = Map.copyOf(limits);
      consumed = Map.copyOf(consumed);
    }
  }

  /**
   * What is free is kept for roles that lack what they are guaranteed.
   *
   * @param lacking what they lack together
   * @param free what is free in the cluster, not reserved and there to stay
   */
  record KeptForGuarantees(Map<String, Long> lacking, Map<String, Long> free) implements Reason {

    public KeptForGuarantees {
      lacking = Map.copyOf(lacking);
      free = Map.copyOf(free);
    }
  }

  /** The framework refused these resources, and does not want less before the time. */
  record Refused(Resources resources, Instant until) implements Reason {}

  /**
   * Another framework comes first in the next round.
   *
   * @param framework who comes first
   * @param role in which role
   * @param share what they, or the role in which they part, have of the cluster by weight
   * @param ownShare the same of the framework that is explained
   */
  record OtherComesFirst(FrameworkId framework, String role, double share, double ownShare)
      implements Reason {}
}
