package io.meseta.core.allocator;

import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.quota.Quantities;
import io.meseta.core.allocator.share.Member;
import io.meseta.core.allocator.share.RoleNode;
import io.meseta.core.allocator.traits.Traits;
import java.util.List;

/** A framework in one of its roles, and what it has, is able to take, and does not want. */
final class Client extends Member {

  final FrameworkId framework;
  final Refusals refusals = new Refusals();
  private final Quantities.Index index;
  private ClientState state = ClientState.UNSUBSCRIBED;
  private Traits traits;

  /** What is worth an offer to it, any of which is enough; empty if everything is. */
  private List<Quantities> minimum = List.of();

  Client(FrameworkId framework, RoleNode role, Traits traits, Quantities.Index index) {
    super(framework.value(), role, index);
    this.framework = framework;
    this.index = index;
    this.traits = traits;
  }

  ClientState state() {
    return state;
  }

  void state(ClientState changed) {
    state = changed;
  }

  boolean isActive() {
    return state == ClientState.ACTIVE;
  }

  Traits traits() {
    return traits;
  }

  void traits(Traits changed, List<Traits.Minimum> usual) {
    traits = changed;
    minimum =
        changed.minimum().orElse(usual).stream()
            .map(least -> Quantities.of(index, least.thousandths()))
            .toList();
  }

  /** Whether so much is worth an offer. */
  boolean isContentWith(Quantities scalars) {
    return isEnough(minimum, scalars);
  }

  static boolean isEnough(List<Quantities> minimum, Quantities scalars) {
    if (minimum.isEmpty()) {
      return true;
    }
    for (Quantities least : minimum) {
      if (scalars.covers(least)) {
        return true;
      }
    }
    return false;
  }
}
