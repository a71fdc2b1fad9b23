package io.meseta.core.master.message;

import io.meseta.core.AgentId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.OperationId;
import io.meseta.core.TaskId;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.TaskID;

/** Identifiers as they stand in messages, and back. */
public final class Ids {

  private Ids() {}

  /** For a message. */
  public static AgentID toProtobuf(AgentId id) {
    return AgentID.newBuilder().setValue(id.value()).build();
  }

  /** For a message. */
  public static FrameworkID toProtobuf(FrameworkId id) {
    return FrameworkID.newBuilder().setValue(id.value()).build();
  }

  /** For a message. */
  public static ExecutorID toProtobuf(ExecutorId id) {
    return ExecutorID.newBuilder().setValue(id.value()).build();
  }

  /** For a message. */
  public static TaskID toProtobuf(TaskId id) {
    return TaskID.newBuilder().setValue(id.value()).build();
  }

  /** For a message. */
  public static OfferID toProtobuf(OfferId id) {
    return OfferID.newBuilder().setValue(id.value()).build();
  }

  /** For a message. */
  public static OperationID toProtobuf(OperationId id) {
    return OperationID.newBuilder().setValue(id.value()).build();
  }

  /** From a message. */
  public static OperationId of(OperationID id) {
    return new OperationId(id.getValue());
  }

  /** From a message. */
  public static AgentId of(AgentID id) {
    return new AgentId(id.getValue());
  }

  /** From a message. */
  public static FrameworkId of(FrameworkID id) {
    return new FrameworkId(id.getValue());
  }

  /** From a message. */
  public static ExecutorId of(ExecutorID id) {
    return new ExecutorId(id.getValue());
  }

  /** From a message. */
  public static TaskId of(TaskID id) {
    return new TaskId(id.getValue());
  }

  /** From a message. */
  public static OfferId of(OfferID id) {
    return new OfferId(id.getValue());
  }
}
