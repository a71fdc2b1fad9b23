package io.meseta.core.master.role;

import io.meseta.core.master.MasterConfig;
import io.meseta.core.resource.Roles;

/** The roles that {@code --roles} allows. */
final class RoleWhitelist {

  private RoleWhitelist() {}

  static boolean allows(MasterConfig config, String role) {
    return config.admission().roles().isEmpty()
        || role.equals(Roles.DEFAULT)
        || config.admission().roles().contains(role);
  }
}
