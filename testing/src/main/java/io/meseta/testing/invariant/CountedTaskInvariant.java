package io.meseta.testing.invariant;

import com.google.protobuf.ByteString;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.machine.MasterCore;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.master.state.TaskTransitions;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import io.meseta.testing.observe.Observation;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;

/**
 * Of a task that runs the master knows, and so counts what it uses: it passes no news of any other
 * on, unless the agent has yet to report back, with all that runs there. A repetition may arrive
 * late, when the task is over.
 */
public final class CountedTaskInvariant implements Invariant {

  private final Set<ByteString> passedOn = new HashSet<>();

  @Override
  public void observe(Observation observation) {
    if (observation instanceof Observation.Stepped stepped
        && stepped.core() instanceof MasterCore master) {
      for (Object effect : stepped.step().effects()) {
        if (effect instanceof MasterEffect.SendToFramework send
            && send.inFull().orElse(null) instanceof StatusUpdateMessage message) {
          check(master, message.getUpdate());
        }
      }
    }
  }

  private void check(MasterCore master, StatusUpdate update) {
    MasterSnapshot now = master.snapshot(Instant.EPOCH);
    require(
        !passedOn.add(update.getUuid())
            || TaskTransitions.isTerminal(update.getLatestState())
            || TaskTransitions.isTerminal(update.getStatus().getState())
            || !isConnected(now, update.getSlaveId())
            || isCounted(now, update.getFrameworkId(), update.getStatus().getTaskId()),
        "the master says that %s of %s is %s, and does not count it",
        update.getStatus().getTaskId().getValue(),
        update.getFrameworkId().getValue(),
        update.getStatus().getState());
  }

  private static boolean isConnected(MasterSnapshot now, AgentID id) {
    return now.agents().stream()
        .anyMatch(agent -> agent.id().value().equals(id.getValue()) && agent.connected());
  }

  private static boolean isCounted(MasterSnapshot now, FrameworkID framework, TaskID task) {
    return now.frameworks().stream()
        .filter(known -> known.id().value().equals(framework.getValue()))
        .flatMap(known -> known.tasks().stream())
        .anyMatch(known -> known.getTaskId().equals(task));
  }
}
