package io.meseta.testing;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEffect.SendToFramework;
import io.meseta.core.master.MasterEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

/** Says at every heartbeat of the task that ended last that it is running again. */
final class RepeatingMaster extends BrokenCore<MasterCommand, MasterEvent, MasterEffect> {

  private @Nullable SendToFramework end;

  RepeatingMaster(StateMachine<MasterCommand, MasterEvent, MasterEffect> core) {
    super(core);
  }

  @Override
  Step<MasterEvent, MasterEffect> spoil(Step<MasterEvent, MasterEffect> step) {
    List<MasterEffect> effects = new ArrayList<>(step.effects());
    for (MasterEffect effect : step.effects()) {
      if (effect instanceof SendToFramework send) {
        TaskStatus status = send.event().getUpdate().getStatus();
        if (status.getState() == TaskState.TASK_FINISHED) {
          end = send;
        } else if (end != null && send.event().getType() == Event.Type.HEARTBEAT) {
          effects.add(restarted(end));
        }
      }
    }
    return new Step<>(step.events(), effects);
  }

  private static SendToFramework restarted(SendToFramework end) {
    Event.Builder event = end.event().toBuilder();
    event.getUpdateBuilder().getStatusBuilder().setState(TaskState.TASK_RUNNING).clearUuid();
    return new SendToFramework(end.framework(), end.connection(), event.build());
  }
}
