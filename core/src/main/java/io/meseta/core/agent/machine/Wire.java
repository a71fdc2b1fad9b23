package io.meseta.core.agent.machine;

import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.TaskId;
import java.time.Duration;
import java.time.Instant;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;

/** Between our identifiers and times and those of the messages. */
final class Wire {

  private Wire() {}

  static FrameworkId framework(FrameworkID id) {
    return new FrameworkId(id.getValue());
  }

  static ExecutorId executor(ExecutorID id) {
    return new ExecutorId(id.getValue());
  }

  static TaskId task(TaskID id) {
    return new TaskId(id.getValue());
  }

  static FrameworkID framework(FrameworkId id) {
    return FrameworkID.newBuilder().setValue(id.value()).build();
  }

  static ExecutorID executor(ExecutorId id) {
    return ExecutorID.newBuilder().setValue(id.value()).build();
  }

  static TaskID task(TaskId id) {
    return TaskID.newBuilder().setValue(id.value()).build();
  }

  static Duration duration(DurationInfo info) {
    return Duration.ofNanos(info.getNanoseconds());
  }

  /** Seconds since 1970, as Mesos counts time. */
  static double seconds(Instant instant) {
    return instant.getEpochSecond() + instant.getNano() / 1e9;
  }
}
