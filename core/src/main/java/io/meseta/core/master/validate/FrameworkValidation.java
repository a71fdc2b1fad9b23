package io.meseta.core.master.validate;

import io.meseta.core.allocator.traits.OfferConstraints;
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

/** Which frameworks may subscribe (Mesos reference §1.4). */
@SuppressWarnings("deprecation") // frameworks that are not MULTI_ROLE still use the single role
public final class FrameworkValidation {

  /** The longest duration that Mesos can hold, about 292 years. */
  private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

  private FrameworkValidation() {}

  /** What is wrong with how a framework describes itself, or empty. */
  public static Optional<String> validate(FrameworkInfo info, MasterConfig config) {
    return Checks.first(
        () -> validateRoles(info),
        () ->
            info.getId().getValue().isEmpty()
                ? Optional.empty()
                : IdValidation.validate(info.getId().getValue()),
        () -> OfferFilterValidation.validate(info),
        () -> validateFailoverTimeout(info),
        () -> validateWhitelist(info, config),
        () -> validateUser(info, config));
  }

  /** What is wrong with what a framework of this description wants to be offered, or empty. */
  public static Optional<String> validateWishes(
      FrameworkInfo info, Collection<String> suppressedRoles, OfferConstraints constraints) {
    Set<String> roles = Framework.rolesOf(info);
    return Checks.first(
        () -> validateSuppressedRoles(roles, suppressedRoles),
        () -> validateConstraintRoles(roles, constraints),
        () -> constraints.error().map(error -> "Offer constraints are not valid: " + error));
  }

  /** What is wrong with the change of a description while the stream stays the same, or empty. */
  public static Optional<String> validateUpdate(FrameworkInfo old, FrameworkInfo updated) {
    return Checks.first(
        () -> validatePrincipal(old, updated),
        () -> immutable("user", old.getUser(), updated.getUser()),
        () -> immutable("checkpoint", old.getCheckpoint(), updated.getCheckpoint()));
  }

  private static Optional<String> immutable(String field, Object old, Object updated) {
    return Checks.errorIf(
        !old.equals(updated),
        "Updating 'FrameworkInfo.%s' is unsupported; attempted to update from '%s' to '%s'"
            .formatted(field, old, updated));
  }

  /** Whether somebody else takes the framework over; the text must not say who had it before. */
  public static Optional<String> validatePrincipal(FrameworkInfo old, FrameworkInfo updated) {
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
    List<String> allowed = config.admission().roles();
    Set<String> bad = new TreeSet<>(Framework.rolesOf(info));
    bad.removeIf(role -> allowed.isEmpty() || role.equals(Roles.DEFAULT) || allowed.contains(role));
    return Checks.errorIf(
        !bad.isEmpty(), "Roles " + set(bad) + " are not present in the master's --roles");
  }

  private static Optional<String> validateUser(FrameworkInfo info, MasterConfig config) {
    return Checks.errorIf(
        info.getUser().equals("root") && !config.admission().rootSubmissions(),
        "User 'root' is not allowed to run frameworks without --root_submissions set");
  }

  private static Optional<String> validateSuppressedRoles(
      Set<String> roles, Collection<String> suppressed) {
    Set<String> bad = new TreeSet<>(suppressed);
    bad.removeAll(roles);
    return Checks.errorIf(
        !bad.isEmpty(), "Suppressed roles " + set(bad) + " are not contained in the set of roles");
  }

  private static Optional<String> validateConstraintRoles(
      Set<String> roles, OfferConstraints constraints) {
    return constraints.message().getRoleConstraintsMap().keySet().stream()
        .filter(role -> !roles.contains(role))
        .findFirst()
        .map(
            role -> // as Mesos: no space before "not"
            "Offer constraints specify `role_constraints` for a role '"
                    + role
                    + "'not contained in the set of roles");
  }

  private static String set(Collection<String> items) {
    return "{ " + String.join(", ", items) + " }";
  }
}
