package io.meseta.core.master.state;

import static org.apache.mesos.v1.Protos.OperationState.OPERATION_DROPPED;
import static org.apache.mesos.v1.Protos.OperationState.OPERATION_ERROR;
import static org.apache.mesos.v1.Protos.OperationState.OPERATION_FAILED;
import static org.apache.mesos.v1.Protos.OperationState.OPERATION_FINISHED;
import static org.apache.mesos.v1.Protos.OperationState.OPERATION_GONE_BY_OPERATOR;
import static org.apache.mesos.v1.Protos.OperationState.OPERATION_PENDING;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.OperationState;

/**
 * The states of an operation that the master follows, and how one follows another (Mesos reference
 * §10.13). What an agent reports against this table is passed on and changes nothing.
 */
public final class OperationTransitions {

  /** States that an operation never leaves. */
  public static final Set<OperationState> TERMINAL =
      Collections.unmodifiableSet(
          EnumSet.of(
              OPERATION_FINISHED,
              OPERATION_FAILED,
              OPERATION_ERROR,
              OPERATION_DROPPED,
              OPERATION_GONE_BY_OPERATOR));

  private static final Map<OperationState, Set<OperationState>> TABLE =
      Map.of(
          OPERATION_PENDING,
          EnumSet.of(OPERATION_FINISHED, OPERATION_FAILED, OPERATION_ERROR, OPERATION_DROPPED));

  private OperationTransitions() {}

  /** All declared transitions. */
  public static Map<OperationState, Set<OperationState>> table() {
    return TABLE;
  }

  /** The state after a report. */
  public static OperationState next(OperationState from, OperationState reported) {
    return TABLE.getOrDefault(from, Set.of()).contains(reported) ? reported : from;
  }

  /** Whether an operation in this state has ended. */
  public static boolean isTerminal(OperationState state) {
    return TERMINAL.contains(state);
  }
}
