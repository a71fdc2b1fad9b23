package io.meseta.core.master;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.resource.Resources;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationStatus;

/** What happens to operations that change the resources of an agent (Mesos reference §10). */
public sealed interface OperationEvent extends MasterEvent {

  /** The agent whose resources change. */
  AgentId agent();

  /**
   * The agent is told to carry out an operation. That it will succeed is taken for granted.
   *
   * @param operation whole, with its uuid and the status PENDING
   * @param total all resources of the agent, as the operation leaves them
   */
  record OperationStarted(AgentId agent, Operation operation, Resources total)
      implements OperationEvent {}

  /** The agent tells of an operation that this leader has not seen. */
  record OperationReported(AgentId agent, Operation operation) implements OperationEvent {}

  /** A status of the operation became known. */
  record OperationUpdated(AgentId agent, ByteString uuid, OperationStatus status)
      implements OperationEvent {}

  /** The operation has ended, and whoever wanted it knows, or nobody will ever ask. */
  record OperationCompleted(AgentId agent, ByteString uuid) implements OperationEvent {}

  /** The agent is no member any more; what became of the operation will be asked of it later. */
  record OperationForgotten(AgentId agent, ByteString uuid) implements OperationEvent {}
}
