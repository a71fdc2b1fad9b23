package io.meseta.core.agent.machine;

import io.meseta.core.ContainerId;
import io.meseta.core.RequestId;
import io.meseta.core.agent.AgentCommand.KillNestedContainer;
import io.meseta.core.agent.AgentCommand.LaunchNestedContainer;
import io.meseta.core.agent.AgentCommand.RemoveNestedContainer;
import io.meseta.core.agent.AgentCommand.WaitNestedContainer;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.ContainerAnswer;
import io.meseta.core.agent.ContainerLaunch;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerAdded;
import io.meseta.core.agent.DurableAgentEvent.NestedContainerRemoved;
import io.meseta.core.agent.ExecutorPhase;
import io.meseta.core.agent.TransientAgentEvent.NestedContainerAwaited;
import io.meseta.core.agent.TransientAgentEvent.NestedContainerAwaited.Awaited;
import io.meseta.core.agent.launch.MissingFeatures;
import io.meseta.core.agent.launch.VolumeException;
import io.meseta.core.agent.message.Sandboxes;
import io.meseta.core.agent.state.AgentPhase;
import io.meseta.core.agent.state.AgentState;
import io.meseta.core.agent.state.ExecutorState;
import io.meseta.core.agent.state.NestedContainer;
import io.meseta.core.agent.state.NestedPhase;
import io.meseta.core.agent.state.Turn;
import java.util.Objects;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ContainerInfo;

/** Containers that executors, or operators, nest in those of executors (Mesos reference §3.3). */
final class ContainerCalls {

  private static final int MOST_WAITING = 1000;

  private final Turn turn;
  private final AgentState state;

  ContainerCalls(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
  }

  void launch(LaunchNestedContainer call) {
    ContainerId id = call.container();
    Optional<ContainerAnswer> refusal = refusal(id, call.content().container());
    if (refusal.isPresent()) {
      answer(call.request(), refusal.get());
      return;
    }
    ExecutorState executor = state.executorAround(id).orElseThrow();
    try {
      ContainerLaunch launch = new NestedLaunches(state, executor).of(id, call.content());
      turn.happen(new NestedContainerAdded(id, null));
      turn.happen(new NestedContainerAwaited(id, call.request(), Awaited.START));
      turn.tell(new AgentEffect.LaunchContainer(launch));
    } catch (VolumeException e) {
      answer(call.request(), new ContainerAnswer.Invalid(e.getMessage()));
    }
  }

  private Optional<ContainerAnswer> refusal(ContainerId id, ContainerInfo container) {
    if (state.phase() == AgentPhase.RECOVERING) {
      return Optional.of(new ContainerAnswer.Recovering());
    }
    if (state.nested(id).isPresent()) {
      return Optional.of(new ContainerAnswer.AlreadyLaunched());
    }
    ContainerId parent = Objects.requireNonNull(id.parent());
    if (!runs(parent)) {
      return Optional.of(
          new ContainerAnswer.Invalid("Parent container " + parent + " does not exist"));
    }
    return container.hasType() && container.getType() == ContainerInfo.Type.DOCKER
        ? Optional.of(new ContainerAnswer.Invalid("The provided ContainerInfo is not supported"))
        : MissingFeatures.missing(container).map(ContainerCalls::missing);
  }

  private static ContainerAnswer missing(String feature) {
    return new ContainerAnswer.Invalid("This agent does not support " + feature + " yet");
  }

  private boolean runs(ContainerId parent) {
    return parent.parent() == null
        ? state
            .container(parent)
            .filter(executor -> executor.phase() != ExecutorPhase.TERMINATED)
            .isPresent()
        : state.nested(parent).filter(nested -> nested.phase() != NestedPhase.ENDED).isPresent();
  }

  void await(WaitNestedContainer call) {
    NestedContainer container = state.nested(call.container()).orElse(null);
    if (state.phase() == AgentPhase.RECOVERING) {
      answer(call.request(), new ContainerAnswer.Recovering());
    } else if (container == null) {
      answer(call.request(), new ContainerAnswer.NotFound());
    } else if (container.exit().isPresent()) {
      answer(call.request(), new ContainerAnswer.Ended(container.exit().get()));
    } else if (container.waiting().size() >= MOST_WAITING) {
      answer(call.request(), new ContainerAnswer.Busy("Too many wait for this container"));
    } else {
      turn.happen(new NestedContainerAwaited(container.id(), call.request(), Awaited.END));
    }
  }

  void kill(KillNestedContainer call) {
    boolean alive =
        state
            .nested(call.container())
            .filter(container -> container.phase() != NestedPhase.ENDED)
            .isPresent();
    if (state.phase() == AgentPhase.RECOVERING) {
      answer(call.request(), new ContainerAnswer.Recovering());
    } else if (alive) {
      turn.tell(new AgentEffect.SignalContainer(call.container(), call.signal()));
      answer(call.request(), new ContainerAnswer.Done());
    } else {
      answer(call.request(), new ContainerAnswer.NotFound());
    }
  }

  /** Its sandbox goes too; as in Mesos one that is not there has been removed already. */
  void remove(RemoveNestedContainer call) {
    NestedContainer container = state.nested(call.container()).orElse(null);
    if (state.phase() == AgentPhase.RECOVERING) {
      answer(call.request(), new ContainerAnswer.Recovering());
      return;
    }
    if (state.executorAround(call.container()).isEmpty()) {
      answer(
          call.request(),
          call.container().parent() == null
              ? new ContainerAnswer.NotFound()
              : new ContainerAnswer.Failed("Unknown root container"));
      return;
    }
    if (container != null && container.phase() != NestedPhase.ENDED) {
      answer(call.request(), new ContainerAnswer.Failed("Nested container has not terminated yet"));
      return;
    }
    if (container != null) {
      ExecutorState executor = state.executorAround(container.id()).orElseThrow();
      turn.happen(new NestedContainerRemoved(container.id()));
      turn.tell(
          new AgentEffect.DeleteSandbox(
              container.id(), Sandboxes.nested(executor, container.id())));
    }
    answer(call.request(), new ContainerAnswer.Done());
  }

  private void answer(RequestId request, ContainerAnswer answer) {
    turn.tell(new AgentEffect.Answer(request, answer));
  }
}
