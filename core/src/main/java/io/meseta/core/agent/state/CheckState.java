package io.meseta.core.agent.state;

import io.meseta.core.ContainerId;
import io.meseta.core.agent.DurableAgentEvent.CheckStarted;
import io.meseta.core.agent.check.CheckKey;
import io.meseta.core.agent.check.CheckPlan;
import io.meseta.core.agent.check.Findings;
import io.meseta.core.agent.check.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskStatus;

/** One check of a task and what it has found. */
public final class CheckState {

  private final CheckStarted started;
  private Findings findings;
  private long round;
  private boolean probing;
  private boolean paused;

  CheckState(CheckStarted started) {
    this.started = started;
    this.findings = Findings.none(started.plan());
  }

  /** Its name. */
  public CheckKey key() {
    return started.key();
  }

  /** How it came to be. */
  public CheckStarted started() {
    return started;
  }

  /** What is probed, and when. */
  public CheckPlan plan() {
    return started.plan();
  }

  /** The container of the task. */
  public ContainerId where() {
    return started.where();
  }

  /** What it has found. */
  public Findings findings() {
    return findings;
  }

  /** The number of the latest probe; the first one is 1. */
  public long round() {
    return round;
  }

  /** Whether a probe is going on. */
  public boolean probing() {
    return probing;
  }

  /** Whether nothing is probed any more, because the task is being killed. */
  public boolean paused() {
    return paused;
  }

  /** How long the task has been running. */
  public Duration age(Instant now) {
    return Duration.between(started.since(), now);
  }

  void probe() {
    round++;
    probing = true;
  }

  void find(ProbeResult result, Instant now) {
    probing = false;
    findings = findings.with(plan(), result, age(now));
  }

  void tell(TaskStatus status) {
    findings =
        findings.told(
            status.hasHealthy() ? Optional.of(status.getHealthy()) : Optional.empty(),
            status.hasCheckStatus() ? Optional.of(status.getCheckStatus()) : Optional.empty());
  }

  void pause() {
    paused = true;
    probing = false;
  }
}
