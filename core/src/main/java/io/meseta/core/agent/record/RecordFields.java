package io.meseta.core.agent.record;

import io.meseta.core.ContainerId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.TaskId;
import io.meseta.core.agent.DurableAgentEvent.CheckStarted;
import io.meseta.core.agent.check.CheckKey;
import io.meseta.core.agent.check.CheckKind;
import io.meseta.core.agent.check.CheckPlan;
import io.meseta.protocol.internal.AgentJournal.AgentRecord;
import java.time.Instant;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.jspecify.annotations.Nullable;

/** The parts of records, in both directions. */
final class RecordFields {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private RecordFields() {}

  static ContainerID id(ContainerId id) {
    ContainerID.Builder message = ContainerID.newBuilder().setValue(id.value());
    if (id.parent() != null) {
      message.setParent(id(id.parent()));
    }
    return message.build();
  }

  static ContainerId id(ContainerID id) {
    return new ContainerId(id.getValue(), id.hasParent() ? id(id.getParent()) : null);
  }

  static FrameworkID id(FrameworkId id) {
    return FrameworkID.newBuilder().setValue(id.value()).build();
  }

  static FrameworkId id(FrameworkID id) {
    return new FrameworkId(id.getValue());
  }

  static TaskID id(TaskId id) {
    return TaskID.newBuilder().setValue(id.value()).build();
  }

  static TaskId id(TaskID id) {
    return new TaskId(id.getValue());
  }

  static TimeInfo time(Instant instant) {
    long nanos = instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    return TimeInfo.newBuilder().setNanoseconds(nanos).build();
  }

  static Instant time(TimeInfo time) {
    return Instant.ofEpochSecond(
        time.getNanoseconds() / NANOS_PER_SECOND, time.getNanoseconds() % NANOS_PER_SECOND);
  }

  static AgentRecord.FrameworkDescribed framework(FrameworkInfo info, @Nullable Pid pid) {
    AgentRecord.FrameworkDescribed.Builder record =
        AgentRecord.FrameworkDescribed.newBuilder().setInfo(info);
    if (pid != null) {
      record.setPid(pid.value());
    }
    return record.build();
  }

  static @Nullable Pid pid(AgentRecord.FrameworkDescribed record) {
    return record.hasPid() ? new Pid(record.getPid()) : null;
  }

  static AgentRecord.CheckKey key(CheckKey key) {
    return AgentRecord.CheckKey.newBuilder()
        .setContainerId(id(key.executor()))
        .setTaskId(id(key.task()))
        .setHealth(key.kind() == CheckKind.HEALTH_CHECK)
        .build();
  }

  static CheckKey key(AgentRecord.CheckKey key) {
    return new CheckKey(
        id(key.getContainerId()),
        id(key.getTaskId()),
        key.getHealth() ? CheckKind.HEALTH_CHECK : CheckKind.CHECK);
  }

  static AgentRecord.CheckStarted check(CheckStarted event) {
    AgentRecord.CheckStarted.Builder record =
        AgentRecord.CheckStarted.newBuilder()
            .setKey(key(event.key()))
            .setWhere(id(event.where()))
            .setSince(time(event.since()));
    switch (event.plan()) {
      case CheckPlan.Check plan -> record.setCheck(plan.info());
      case CheckPlan.Health plan -> record.setHealthCheck(plan.info());
    }
    return record.build();
  }

  static CheckStarted check(AgentRecord.CheckStarted record) {
    CheckPlan plan =
        record.hasCheck()
            ? new CheckPlan.Check(record.getCheck())
            : new CheckPlan.Health(record.getHealthCheck());
    return new CheckStarted(
        key(record.getKey()), id(record.getWhere()), plan, time(record.getSince()));
  }
}
