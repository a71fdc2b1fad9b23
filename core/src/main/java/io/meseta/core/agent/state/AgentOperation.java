package io.meseta.core.agent.state;

import com.google.protobuf.ByteString;
import java.time.Duration;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;

/** An operation that the agent was told to carry out, until its outcome is acknowledged. */
public final class AgentOperation {

  private Operation operation;
  private Duration interval = Duration.ZERO;

  AgentOperation(Operation operation) {
    this.operation = operation;
  }

  /** Its name between master and agent. */
  public ByteString uuid() {
    return operation.getUuid().getValue();
  }

  /** As masters and operators see it. */
  public Operation toProtobuf() {
    return operation;
  }

  /** What came of it, or that nothing has yet. */
  public OperationStatus status() {
    return operation.getLatestStatus();
  }

  /** Whether something came of it. */
  public boolean hasEnded() {
    return status().getState() != OperationState.OPERATION_PENDING;
  }

  /** How long to wait for the acknowledgement of the status that was sent last. */
  public Duration interval() {
    return interval;
  }

  void end(OperationStatus status) {
    operation = operation.toBuilder().setLatestStatus(status).addStatuses(status).build();
  }

  void retryAfter(Duration wait) {
    interval = wait;
  }
}
