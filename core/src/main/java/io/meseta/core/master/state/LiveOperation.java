package io.meseta.core.master.state;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OperationId;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;

/** An operation that the master follows: until its end has been acknowledged. */
public final class LiveOperation {

  /** How many statuses are remembered; an agent that sends more has lost its mind. */
  private static final int STATUSES = 16;

  private Operation operation;
  private boolean counted;

  /**
   * An operation as it is now.
   *
   * @param counted whether what it does to the agent's resources is part of their total
   */
  LiveOperation(Operation operation, boolean counted) {
    this.operation = operation;
    this.counted = counted;
  }

  /** Its name between master and agent. */
  public ByteString uuid() {
    return operation.getUuid().getValue();
  }

  /** Its name with its framework, if it has one; then the framework wants to hear of it. */
  public Optional<OperationId> id() {
    return operation.getInfo().hasId()
        ? Optional.of(new OperationId(operation.getInfo().getId().getValue()))
        : Optional.empty();
  }

  /** Who wanted it, or empty if that was an operator. */
  public Optional<FrameworkId> framework() {
    return operation.hasFrameworkId()
        ? Optional.of(new FrameworkId(operation.getFrameworkId().getValue()))
        : Optional.empty();
  }

  /** Whose resources it changes. */
  public AgentId agent() {
    return new AgentId(operation.getAgentId().getValue());
  }

  /** As it is shown to operators. */
  public Operation toProtobuf() {
    return operation;
  }

  /** The newest state known. */
  public OperationState state() {
    return operation.getLatestStatus().getState();
  }

  /**
   * Whether what it does is part of the agent's total. It is from its start until the agent reports
   * its resources anew: they may or may not hold the outcome of what is pending.
   */
  public boolean isCounted() {
    return counted;
  }

  /** The status to tell whoever asks, not to be acknowledged. */
  public OperationStatus reconciliationStatus() {
    int count = operation.getStatusesCount();
    OperationStatus status =
        count == 0 ? operation.getLatestStatus() : operation.getStatuses(count - 1);
    return status.toBuilder().clearUuid().build();
  }

  /** The status with this uuid that the framework was or will be sent. */
  public Optional<OperationStatus> status(ByteString uuid) {
    return operation.getStatusesList().stream()
        .filter(status -> status.hasUuid() && status.getUuid().getValue().equals(uuid))
        .findFirst();
  }

  void doubt() {
    counted = false;
  }

  void update(OperationStatus status) {
    Operation.Builder builder = operation.toBuilder();
    if (OperationTransitions.next(state(), status.getState()) != state()) {
      builder.setLatestStatus(status);
    }
    int last = builder.getStatusesCount() - 1;
    if (last < 0 || !builder.getStatuses(last).equals(status)) {
      if (last + 1 >= STATUSES) {
        builder.removeStatuses(0);
      }
      builder.addStatuses(status);
    }
    operation = builder.build();
  }
}
