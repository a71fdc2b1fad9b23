package io.meseta.core.master.call;

import io.meseta.core.master.state.Framework;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which roles REVIVE and SUPPRESS are about. */
final class RoleSelection {

  private RoleSelection() {}

  /** The given roles, or all if none is given; empty if one is not the framework's. */
  static Optional<Set<String>> of(Framework framework, List<String> given) {
    if (given.isEmpty()) {
      return Optional.of(framework.roles());
    }
    return framework.roles().containsAll(given)
        ? Optional.of(new LinkedHashSet<>(given))
        : Optional.empty(); // as Mesos: the whole call is dropped
  }
}
