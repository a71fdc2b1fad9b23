package io.meseta.core.agent.machine;

import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.DurableAgentEvent.DrainBegan;
import io.meseta.core.agent.DurableAgentEvent.DrainEnded;
import io.meseta.core.agent.message.Wire;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.Drain;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.FrameworkState;
import io.meseta.core.agent.state.Turn;
import java.util.List;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Makes the agent empty when the master wants it so: what is here is killed, nothing new is taken
 * ({@code LaunchChecks}), and updates say why (Mesos reference §12.9).
 */
final class Draining {

  private final Turn turn;
  private final AgentState state;

  Draining(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  void begin(AgentCommand.Drain command) {
    boolean listens =
        state.phase() == AgentPhase.RUNNING || state.phase() == AgentPhase.DISCONNECTED;
    if (listens && state.follows(command.from()) && !isEmpty()) {
      turn.happen(new DrainBegan(command.config(), turn.now()));
      killAll(command.config());
    }
  }

  /** What a restarted agent was told before; its executors may not have been asked yet. */
  void resume() {
    state.drain().map(Drain::config).ifPresent(this::killAll);
  }

  /** Called at the end of each step: an agent that has become empty takes tasks again. */
  void follow() {
    if (state.drain().isPresent() && state.phase() != AgentPhase.RECOVERING && isEmpty()) {
      turn.happen(new DrainEnded());
    }
  }

  private boolean isEmpty() {
    return state.frameworks().isEmpty() && state.operations().isEmpty();
  }

  private void killAll(DrainConfig config) {
    for (FrameworkState framework : List.copyOf(state.frameworks())) {
      List.copyOf(framework.executors()).forEach(executor -> killAll(executor, config));
    }
  }

  private void killAll(ExecutorState executor, DrainConfig config) {
    TaskKilling killing = new TaskKilling(turn);
    for (TaskInfo task : List.copyOf(executor.tasks().queued().values())) {
      killing.kill(executor, Wire.task(task.getTaskId()), policy(config, task.getKillPolicy()));
    }
    for (Task task : List.copyOf(executor.tasks().launched().values())) {
      killing.kill(executor, Wire.task(task.getTaskId()), policy(config, task.getKillPolicy()));
    }
  }

  /** The operator's patience counts where it is shorter than that of the task. */
  private static @Nullable KillPolicy policy(DrainConfig config, KillPolicy own) {
    if (!config.hasMaxGracePeriod()) {
      return null;
    }
    long most = config.getMaxGracePeriod().getNanoseconds();
    boolean shorter = !own.hasGracePeriod() || most < own.getGracePeriod().getNanoseconds();
    return shorter
        ? KillPolicy.newBuilder().setGracePeriod(config.getMaxGracePeriod()).build()
        : null;
  }

  /** An update as it leaves an agent that is becoming empty. */
  static TaskStatus explain(TaskStatus status, AgentState state, FrameworkState framework) {
    boolean killed =
        status.getState() == TaskState.TASK_KILLING || status.getState() == TaskState.TASK_KILLED;
    Drain drain = state.drain().orElse(null);
    if (drain == null || !killed) {
      return status;
    }
    TaskStatus.Builder explained = status.toBuilder().setReason(Reason.REASON_AGENT_DRAINING);
    if (drain.config().getMarkGone() && framework.has(Capability.Type.PARTITION_AWARE)) {
      explained.setState(TaskState.TASK_GONE_BY_OPERATOR);
    }
    return explained.build();
  }
}
