package io.meseta.core.master;

import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.traits.OfferConstraints;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo;

/** What happens to a framework. */
public sealed interface FrameworkEvent extends MasterEvent {

  /** The framework this is about. */
  FrameworkId framework();

  /** An agent told of a framework which this master has not seen yet. */
  record FrameworkRecovered(FrameworkId framework, FrameworkInfo info) implements FrameworkEvent {}

  /**
   * The framework has a stream, or a driver: for the first time, again, or a newer one.
   *
   * @param info as it describes itself now
   * @param suppressedRoles roles without offers until they are revived
   * @param constraints which agents it wants to be offered
   */
  record FrameworkSubscribed(
      FrameworkId framework,
      FrameworkInfo info,
      ConnectionId connection,
      Set<String> suppressedRoles,
      OfferConstraints constraints,
      Instant at)
      implements FrameworkEvent {

    public FrameworkSubscribed {
      suppressedRoles = inOrder(suppressedRoles);
    }
  }

  /**
   * The framework describes itself anew; its stream is the same.
   *
   * @param info as it describes itself now
   * @param suppressedRoles roles without offers until they are revived
   * @param constraints which agents it wants to be offered
   */
  record FrameworkUpdated(
      FrameworkId framework,
      FrameworkInfo info,
      Set<String> suppressedRoles,
      OfferConstraints constraints)
      implements FrameworkEvent {

    public FrameworkUpdated {
      suppressedRoles = inOrder(suppressedRoles);
    }
  }

  /** The stream broke; the framework has its failover timeout to come back. */
  record FrameworkDisconnected(FrameworkId framework, Instant at) implements FrameworkEvent {}

  /** The driver has given up: no more offers, though it is still there. */
  record FrameworkDeactivated(FrameworkId framework) implements FrameworkEvent {}

  /** The framework is completed and will not come back. */
  record FrameworkRemoved(FrameworkId framework, Instant at) implements FrameworkEvent {}

  /** No offers for these roles of the framework. */
  record RolesSuppressed(FrameworkId framework, Set<String> roles) implements FrameworkEvent {

    public RolesSuppressed {
      roles = inOrder(roles);
    }
  }

  /** Offers again for these roles of the framework, refusals forgotten. */
  record RolesRevived(FrameworkId framework, Set<String> roles) implements FrameworkEvent {

    public RolesRevived {
      roles = inOrder(roles);
    }
  }

  /** A heartbeat was sent. */
  record HeartbeatSent(FrameworkId framework, Instant at) implements FrameworkEvent {}

  /** An unmodifiable copy that keeps its order: the same steps must come out on every run. */
  private static Set<String> inOrder(Set<String> roles) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(roles));
  }
}
