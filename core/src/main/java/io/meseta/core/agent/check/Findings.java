package io.meseta.core.agent.check;

import io.meseta.core.agent.check.Verdict.Changed;
import io.meseta.core.agent.check.Verdict.Healthy;
import io.meseta.core.agent.check.Verdict.NothingNew;
import io.meseta.core.agent.check.Verdict.Unhealthy;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the probes of a task have found so far, and what follows from the next result; the rules are
 * those of Mesos (reference §11.7).
 *
 * @param failures of a health check, since the last success
 * @param everHealthy whether a health check ever succeeded; until then failures may be forgiven
 * @param health what the scheduler was told last of the task's health, or null
 * @param status what it was told last of a check; null for a health check
 */
public record Findings(
    int failures, boolean everHealthy, @Nullable Boolean health, @Nullable CheckStatusInfo status) {

  /** Before the first probe. */
  public static Findings none(CheckPlan plan) {
    boolean tells = plan.kind() == CheckKind.CHECK;
    return new Findings(0, false, null, tells ? plan.emptyStatus() : null);
  }

  /** What the scheduler was told last of the task's health. */
  public Optional<Boolean> toldHealth() {
    return Optional.ofNullable(health);
  }

  /** What it was told last of a check. */
  public Optional<CheckStatusInfo> toldStatus() {
    return Optional.ofNullable(status);
  }

  /**
   * What follows from a result.
   *
   * @param age how long the task has been running
   */
  public Verdict judge(CheckPlan plan, ProbeResult result, Duration age) {
    if (plan.kind() == CheckKind.CHECK) {
      CheckStatusInfo now = status(plan, result);
      return now.equals(status) ? new NothingNew() : new Changed(now);
    }
    if (succeeded(result)) {
      boolean isNews = !everHealthy || failures > 0 || Boolean.FALSE.equals(health);
      return isNews ? new Healthy() : new NothingNew();
    }
    return forgives(plan, age)
        ? new NothingNew()
        : new Unhealthy(failures + 1 >= plan.failuresThatKill());
  }

  /** The findings with this result. */
  public Findings with(CheckPlan plan, ProbeResult result, Duration age) {
    return switch (judge(plan, result, age)) {
      case Changed(CheckStatusInfo now) -> new Findings(failures, everHealthy, health, now);
      case Healthy _ -> new Findings(0, true, true, status);
      case Unhealthy _ -> new Findings(failures + 1, everHealthy, false, status);
      case NothingNew _ -> this;
    };
  }

  /** The findings of an agent that only remembers what it told, in a status of the task. */
  public Findings told(Optional<Boolean> toldHealth, Optional<CheckStatusInfo> toldStatus) {
    return new Findings(
        failures,
        everHealthy || toldHealth.orElse(false),
        toldHealth.orElse(health),
        status == null ? null : toldStatus.orElse(status));
  }

  private boolean forgives(CheckPlan plan, Duration age) {
    return !everHealthy
        && plan.gracePeriod().isPositive()
        && age.compareTo(plan.gracePeriod()) <= 0;
  }

  private static boolean succeeded(ProbeResult result) {
    return switch (result) {
      case ProbeResult.Exited(int code) -> code == 0;
      case ProbeResult.Answered(int status) -> status >= 200 && status < 400;
      case ProbeResult.Connected(boolean succeeded) -> succeeded;
      case ProbeResult.Failed _ -> false;
    };
  }

  private static CheckStatusInfo status(CheckPlan plan, ProbeResult result) {
    CheckStatusInfo.Builder status = plan.emptyStatus().toBuilder();
    switch (result) {
      case ProbeResult.Exited(int code) -> status.getCommandBuilder().setExitCode(code);
      case ProbeResult.Answered(int code) -> status.getHttpBuilder().setStatusCode(code);
      case ProbeResult.Connected(boolean succeeded) ->
          status.getTcpBuilder().setSucceeded(succeeded);
      case ProbeResult.Failed _ -> {} // as Mesos: no result
    }
    return status.build();
  }
}
