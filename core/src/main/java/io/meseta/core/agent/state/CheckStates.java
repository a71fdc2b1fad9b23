package io.meseta.core.agent.state;

import io.meseta.core.ContainerId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.DurableAgentEvent.CheckStarted;
import io.meseta.core.agent.TransientAgentEvent.ProbeFinished;
import io.meseta.core.agent.TransientAgentEvent.ProbeScheduled;
import io.meseta.core.agent.check.CheckKey;
import io.meseta.core.agent.check.CheckKind;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

/** The checks of all tasks that this agent is the executor of. */
public final class CheckStates {

  private final Deadlines deadlines;
  private final Map<CheckKey, CheckState> checks = new LinkedHashMap<>();

  CheckStates(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  /** All of them. */
  public Collection<CheckState> all() {
    return Collections.unmodifiableCollection(checks.values());
  }

  /** The check of that name. */
  public Optional<CheckState> find(CheckKey key) {
    return Optional.ofNullable(checks.get(key));
  }

  /** The checks of a task. */
  public List<CheckState> of(ContainerId executor, TaskId task) {
    return Stream.of(CheckKind.values())
        .map(kind -> checks.get(new CheckKey(executor, task, kind)))
        .<CheckState>mapMulti((check, out) -> {
          if (check != null) {
            out.accept(check);
          }
        })
        .toList();
  }

  /** The checks of all tasks of an executor. */
  public List<CheckState> of(ContainerId executor) {
    return checks.values().stream().filter(c -> c.key().executor().equals(executor)).toList();
  }

  /**
   * Begins a check.
   *
   * @param told the latest status of the task, if it has one already
   */
  void start(CheckStarted started, @Nullable TaskStatus told) {
    CheckState check = new CheckState(started);
    if (told != null) {
      check.tell(told);
    }
    checks.put(started.key(), check);
  }

  void schedule(ProbeScheduled scheduled) {
    deadlines.set(new Deadline.Probe(scheduled.key()), scheduled.at());
  }

  void probe(CheckKey key) {
    deadlines.clear(new Deadline.Probe(key));
    find(key).ifPresent(CheckState::probe);
  }

  void finish(ProbeFinished finished) {
    find(finished.key()).ifPresent(check -> check.find(finished.result(), finished.at()));
  }

  void pause(CheckKey key) {
    deadlines.clear(new Deadline.Probe(key));
    find(key).ifPresent(CheckState::pause);
  }

  /** A status of the task was told; the last one ends its checks. */
  void tell(ContainerId executor, TaskStatus status) {
    if (checks.isEmpty()) {
      return;
    }
    boolean over = TaskStates.isTerminal(status.getState());
    for (CheckState check : of(executor, new TaskId(status.getTaskId().getValue()))) {
      if (over) {
        forget(check);
      } else {
        check.tell(status);
      }
    }
  }

  void forget(ContainerId executor) {
    of(executor).forEach(this::forget);
  }

  private void forget(CheckState check) {
    deadlines.clear(new Deadline.Probe(check.key()));
    checks.remove(check.key());
  }
}
