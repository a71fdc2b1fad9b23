package io.meseta.core.agent.message;

import com.google.protobuf.ByteString;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.TaskId;
import java.time.Duration;
import java.time.Instant;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.UUID;

/** Between our identifiers and times and those of the messages. */
public final class Wire {

  private Wire() {}

  /** A framework's id. */
  public static FrameworkId framework(FrameworkID id) {
    return new FrameworkId(id.getValue());
  }

  /** An executor's id. */
  public static ExecutorId executor(ExecutorID id) {
    return new ExecutorId(id.getValue());
  }

  /** A task's id. */
  public static TaskId task(TaskID id) {
    return new TaskId(id.getValue());
  }

  /** A framework's id as a message. */
  public static FrameworkID framework(FrameworkId id) {
    return FrameworkID.newBuilder().setValue(id.value()).build();
  }

  /** An executor's id as a message. */
  public static ExecutorID executor(ExecutorId id) {
    return ExecutorID.newBuilder().setValue(id.value()).build();
  }

  /** A task's id as a message. */
  public static TaskID task(TaskId id) {
    return TaskID.newBuilder().setValue(id.value()).build();
  }

  /** A UUID as a message. */
  public static UUID uuid(ByteString bytes) {
    return UUID.newBuilder().setValue(bytes).build();
  }

  /** How long that is. */
  public static Duration duration(DurationInfo info) {
    return Duration.ofNanos(info.getNanoseconds());
  }

  /** Seconds since 1970, as Mesos counts time. */
  public static double seconds(Instant instant) {
    return instant.getEpochSecond() + instant.getNano() / 1e9;
  }
}
