package io.meseta.core.master.role;

import io.meseta.core.master.Answer;
import io.meseta.core.master.OperatorCommand.RemoveQuota;
import io.meseta.core.master.OperatorCommand.SetQuota;
import io.meseta.core.master.OperatorCommand.UpdateQuota;
import io.meseta.core.master.RoleEvent.QuotasUpdated;
import io.meseta.core.master.state.MasterState;
import io.meseta.core.master.state.Turn;
import io.meseta.core.resource.ResourceLimits;
import io.meseta.core.resource.ResourceQuantities;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;

/** Quota of roles (Mesos reference §3.1, §9.3): all that is asked for at once, or nothing. */
public final class QuotaHandler {

  private QuotaHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, UpdateQuota command) {
    List<QuotaConfig> quotas = command.quotas();
    Optional<Answer> refusal =
        quotas.stream()
            .flatMap(quota -> error(turn, quota).stream())
            .findFirst()
            .or(() -> command.force() ? Optional.empty() : excess(turn.state(), quotas))
            .map(Answer.Invalid::new);
    turn.answer(command.request(), refusal.orElseGet(() -> update(turn, quotas)));
  }

  /** Carries the command out. */
  public static void handle(Turn turn, SetQuota command) {
    QuotaRequest request = command.quota();
    Optional<Answer> refusal =
        LegacyQuota.error(request)
            .or(() -> legacyError(turn, request.getRole()))
            .map(error -> "Failed to validate set quota request: " + error)
            .or(() -> nested(request.getRole(), "Setting"))
            .<Answer>map(Answer.Invalid::new)
            .or(() -> request.getForce() ? Optional.empty() : overcommit(turn.state(), request));
    turn.answer(
        command.request(),
        refusal.orElseGet(() -> update(turn, List.of(LegacyQuota.toConfig(request)))));
  }

  /** Carries the command out. Where Mesos aborts because there is no quota, we say so. */
  public static void handle(Turn turn, RemoveQuota command) {
    String role = command.role();
    turn.answer(
        command.request(),
        turn.state().roleRules().quota(role).isEmpty()
            ? new Answer.Invalid("Role '" + role + "' has no quota set")
            : update(turn, List.of(QuotaConfig.newBuilder().setRole(role).build())));
  }

  private static Optional<String> error(Turn turn, QuotaConfig quota) {
    if (!RoleWhitelist.allows(turn.config(), quota.getRole())) {
      return Optional.of(
          "Invalid QuotaConfig: '" + quota.getRole() + "' is not on the roles whitelist");
    }
    return nested(quota.getRole(), "Updating")
        .or(() -> QuotaValidation.error(quota).map(error -> "Invalid QuotaConfig: " + error));
  }

  private static Optional<String> nested(String role, String verb) {
    return role.contains("/")
        ? Optional.of(verb + " quota on nested role '" + role + "' is not supported yet")
        : Optional.empty();
  }

  private static Optional<String> legacyError(Turn turn, String role) {
    if (!RoleWhitelist.allows(turn.config(), role)) {
      return Optional.of("Unknown role '" + role + "'");
    }
    return turn.state()
        .roleRules()
        .quota(role)
        .map(_ -> "Cannot set quota for role '" + role + "' which already has quota");
  }

  // ---- what the force flag overrides ------------------------------------------------------------

  private static Optional<String> excess(MasterState state, List<QuotaConfig> quotas) {
    return quotas.stream()
        .flatMap(quota -> aboveLimits(state, quota).stream())
        .findFirst()
        .or(() -> aboveCapacity(state, quotas))
        .map(error -> "Invalid QuotaConfig: " + error + " (use 'force' flag to bypass this check)");
  }

  private static Optional<String> aboveLimits(MasterState state, QuotaConfig quota) {
    ResourceLimits limits = ResourceLimits.of(quota.getLimitsMap());
    ResourceQuantities consumed = new RoleUsage(state, quota.getRole()).consumed();
    return limits.contains(consumed)
        ? Optional.empty()
        : Optional.of(
            ("Role '%s' is already consuming '%s'; this is more than the requested limits '%s'")
                .formatted(quota.getRole(), consumed, limits));
  }

  private static Optional<String> aboveCapacity(MasterState state, List<QuotaConfig> quotas) {
    ResourceQuantities guarantees = guaranteesWith(state, quotas);
    ResourceQuantities capacity = RoleUsage.capacity(state);
    return capacity.contains(guarantees)
        ? Optional.empty()
        : Optional.of(
            "total quota guarantees '%s' exceed cluster capacity '%s'"
                .formatted(guarantees, capacity));
  }

  private static Optional<Answer> overcommit(MasterState state, QuotaRequest request) {
    return aboveCapacity(state, List.of(LegacyQuota.toConfig(request)))
        .map(error ->
            new Answer.Conflict(
                "Quota guarantees overcommit the cluster (use 'force' to bypass this check): T"
                    + error.substring(1)));
  }

  /** All guarantees there would be; quota is for roles at the top only, so they simply add up. */
  private static ResourceQuantities guaranteesWith(MasterState state, List<QuotaConfig> quotas) {
    Map<String, QuotaConfig> all = state.roleRules().quotasWith(quotas);
    return ResourceQuantities.sum(
        all.values().stream().map(q -> ResourceQuantities.of(q.getGuaranteesMap())).toList());
  }

  // ---- what comes of it -------------------------------------------------------------------------

  private static Answer update(Turn turn, List<QuotaConfig> quotas) {
    if (!quotas.isEmpty()) {
      turn.emit(new QuotasUpdated(quotas));
      quotas.forEach(quota -> QuotaRescinding.enforce(turn, quota));
    }
    return new Answer.Done();
  }
}
