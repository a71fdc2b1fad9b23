package io.meseta.core.master.validate;

import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.state.Framework;
import io.meseta.core.resource.Roles;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/** Which frameworks may subscribe (Mesos reference §1.4). */
@SuppressWarnings("deprecation") // frameworks that are not MULTI_ROLE still use the single role
public final class FrameworkValidation {

  /** The longest duration that Mesos can hold, about 292 years. */
  private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

  private FrameworkValidation() {}

  /** What is wrong with the subscription, or empty. */
  public static Optional<String> validate(Call.Subscribe subscribe, MasterConfig config) {
    FrameworkInfo info = subscribe.getFrameworkInfo();
    return Checks.first(
        () -> validateRoles(info),
        () ->
            info.getId().getValue().isEmpty()
                ? Optional.empty()
                : IdValidation.validate(info.getId().getValue()),
        () -> validateFailoverTimeout(info),
        () -> validateWhitelist(info, config),
        () -> validateUser(info, config),
        () -> validateSuppressedRoles(subscribe),
        () -> validateConstraints(subscribe));
  }

  /** What is wrong with the change of a framework's description, or empty. */
  public static Optional<String> validateUpdate(FrameworkInfo old, FrameworkInfo updated) {
    boolean samePrincipal =
        old.hasPrincipal() == updated.hasPrincipal()
            && Objects.equals(old.getPrincipal(), updated.getPrincipal());
    return Checks.errorIf(!samePrincipal, "Changing framework's principal is not allowed.");
  }

  private static Optional<String> validateRoles(FrameworkInfo info) {
    boolean multiRole =
        info.getCapabilitiesList().stream()
            .anyMatch(c -> c.getType() == Capability.Type.MULTI_ROLE);
    return multiRole ? validateManyRoles(info) : validateOneRole(info);
  }

  private static Optional<String> validateManyRoles(FrameworkInfo info) {
    if (info.hasRole()) {
      return Optional.of(
          "'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable");
    }
    Set<String> seen = new HashSet<>();
    Set<String> duplicates = new LinkedHashSet<>();
    for (String role : info.getRolesList()) {
      if (!seen.add(role)) {
        duplicates.add(role);
      }
    }
    if (!duplicates.isEmpty()) {
      return Optional.of("'FrameworkInfo.roles' contains duplicate items: " + set(duplicates));
    }
    return info.getRolesList().stream()
        .flatMap(role -> Roles.validate(role).stream())
        .findFirst()
        .map(error -> "'FrameworkInfo.roles' contains invalid role: " + error);
  }

  private static Optional<String> validateOneRole(FrameworkInfo info) {
    if (info.getRolesCount() > 0) {
      return Optional.of(
          "'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable");
    }
    return Roles.validate(info.getRole())
        .map(error -> "'FrameworkInfo.role' is not a valid role: " + error);
  }

  private static Optional<String> validateFailoverTimeout(FrameworkInfo info) {
    double seconds = info.getFailoverTimeout();
    boolean valid = Math.abs(seconds) < MAX_SECONDS; // false for NaN
    return Checks.errorIf(
        !valid, "The framework failover_timeout (" + PrintedNumber.of(seconds) + ") is invalid");
  }

  private static Optional<String> validateWhitelist(FrameworkInfo info, MasterConfig config) {
    List<String> allowed = config.roles();
    Set<String> bad = new TreeSet<>(Framework.rolesOf(info));
    bad.removeIf(role -> allowed.isEmpty() || role.equals(Roles.DEFAULT) || allowed.contains(role));
    return Checks.errorIf(
        !bad.isEmpty(), "Roles " + set(bad) + " are not present in the master's --roles");
  }

  private static Optional<String> validateUser(FrameworkInfo info, MasterConfig config) {
    return Checks.errorIf(
        info.getUser().equals("root") && !config.rootSubmissions(),
        "User 'root' is not allowed to run frameworks without --root_submissions set");
  }

  private static Optional<String> validateSuppressedRoles(Call.Subscribe subscribe) {
    Set<String> bad = new TreeSet<>(subscribe.getSuppressedRolesList());
    bad.removeAll(Framework.rolesOf(subscribe.getFrameworkInfo()));
    return Checks.errorIf(
        !bad.isEmpty(), "Suppressed roles " + set(bad) + " are not contained in the set of roles");
  }

  /** Constraints are refused as long as offers do not follow them: better none than wrong ones. */
  private static Optional<String> validateConstraints(Call.Subscribe subscribe) {
    OfferConstraints constraints = subscribe.getOfferConstraints();
    Set<String> roles = Framework.rolesOf(subscribe.getFrameworkInfo());
    for (String role : constraints.getRoleConstraintsMap().keySet()) {
      if (!roles.contains(role)) {
        return Optional.of(
            "Offer constraints specify `role_constraints` for a role '"
                + role
                + "'not contained in the set of roles");
      }
    }
    return Checks.errorIf(
        constraints.getRoleConstraintsCount() > 0,
        "Offer constraints are not supported by this master");
  }

  private static String set(Collection<String> items) {
    return "{ " + String.join(", ", items) + " }";
  }
}
