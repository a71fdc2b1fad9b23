package io.meseta.core.master.state;

import io.meseta.core.resource.Resources;
import java.util.Set;
import java.util.function.BiConsumer;

/** Takes allocated resources apart by the roles they are allocated to. */
final class ByRole {

  private ByRole() {}

  /** Calls back with each role and what is allocated to it, now without the allocation. */
  static void forEach(Resources allocated, BiConsumer<String, Resources> callback) {
    Set<String> roles = allocated.allocationRoles();
    if (roles.size() == 1) {
      callback.accept(roles.iterator().next(), allocated.unallocated());
      return;
    }
    roles.forEach(role -> callback.accept(role, allocated.allocatedIn(role).unallocated()));
  }
}
