package io.meseta.master.metrics;

import com.google.protobuf.ByteString;
import io.meseta.core.Step;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedGone;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterCommand.FrameworkCall;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OperationEvent;
import io.meseta.core.master.OperationEvent.OperationCompleted;
import io.meseta.core.master.OperationEvent.OperationForgotten;
import io.meseta.core.master.OperationEvent.OperationReported;
import io.meseta.core.master.OperationEvent.OperationStarted;
import io.meseta.core.master.OperationEvent.OperationUpdated;
import io.meseta.core.master.SchedulerCall.Accept;
import io.meseta.core.master.state.OperationTransitions;
import io.meseta.runtime.loop.LoopMeter;
import io.meseta.runtime.metrics.MetricSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.mesos.v1.Protos.Offer.Operation.Type;
import org.apache.mesos.v1.Protos.OperationState;

/**
 * Counts offer operations by state and by type ({@code master/operations/…}): those that can still
 * change are counted as they are now, those that have ended since the start, as in Mesos. What the
 * master refuses counts as an error.
 */
public final class OperationMetrics
    implements LoopMeter<MasterCommand, MasterEvent, MasterEffect>, MetricSource {

  private static final List<Type> TYPES =
      List.of(
          Type.RESERVE,
          Type.UNRESERVE,
          Type.CREATE,
          Type.DESTROY,
          Type.GROW_VOLUME,
          Type.SHRINK_VOLUME,
          Type.CREATE_DISK,
          Type.DESTROY_DISK);
  private static final List<OperationState> STATES =
      List.of(
          OperationState.OPERATION_PENDING,
          OperationState.OPERATION_RECOVERING,
          OperationState.OPERATION_UNREACHABLE,
          OperationState.OPERATION_FINISHED,
          OperationState.OPERATION_FAILED,
          OperationState.OPERATION_ERROR,
          OperationState.OPERATION_DROPPED,
          OperationState.OPERATION_GONE_BY_OPERATOR);
  private static final int GAUGES = 3;

  /** An operation that may still change. */
  private record Open(Type type, OperationState state) {}

  private final Map<ByteString, Open> open = new HashMap<>();
  private final AtomicLongArray counts = new AtomicLongArray(TYPES.size() * STATES.size());

  /** Nothing is counted yet. */
  public OperationMetrics() {}

  @Override
  public void stepTaken(
      MasterCommand command, Step<? extends MasterEvent, ? extends MasterEffect> step, long nanos) {
    boolean gone = step.events().stream().anyMatch(AgentMarkedGone.class::isInstance);
    for (MasterEvent event : step.events()) {
      if (event instanceof OperationEvent operation) {
        happened(operation, gone);
      }
    }
    if (command instanceof FrameworkCall call && call.call() instanceof Accept accept) {
      TYPES.forEach(
          type -> count(type, OperationState.OPERATION_ERROR, refused(type, accept, step)));
    }
  }

  private void happened(OperationEvent event, boolean gone) {
    switch (event) {
      case OperationStarted(_, var operation, _) ->
          begin(operation.getUuid().getValue(), operation.getInfo().getType(), operation);
      case OperationReported(_, var operation) ->
          begin(operation.getUuid().getValue(), operation.getInfo().getType(), operation);
      case OperationUpdated(_, var uuid, var status) -> {
        Open known = open.get(uuid);
        if (known != null
            && OperationTransitions.next(known.state(), status.getState()) != known.state()) {
          count(known.type(), known.state(), -1);
          count(known.type(), status.getState(), 1);
          open.put(uuid, new Open(known.type(), status.getState()));
        }
      }
      case OperationCompleted(_, var uuid) -> end(uuid);
      case OperationForgotten(_, var uuid) -> {
        Open known = open.get(uuid);
        if (known != null) {
          count(
              known.type(),
              gone
                  ? OperationState.OPERATION_GONE_BY_OPERATOR
                  : OperationState.OPERATION_UNREACHABLE,
              1);
        }
        end(uuid);
      }
    }
  }

  private void begin(ByteString uuid, Type type, org.apache.mesos.v1.Protos.Operation operation) {
    OperationState state = operation.getLatestStatus().getState();
    open.put(uuid, new Open(type, state));
    count(type, state, 1);
  }

  private void end(ByteString uuid) {
    Open known = open.remove(uuid);
    if (known != null && !OperationTransitions.isTerminal(known.state())) {
      count(known.type(), known.state(), -1);
    }
  }

  /** How many operations of the type the master did not begin. */
  private static long refused(
      Type type, Accept accept, Step<? extends MasterEvent, ? extends MasterEffect> step) {
    long wanted =
        accept.body().getOperationsList().stream().filter(o -> o.getType() == type).count();
    return wanted == 0
        ? 0
        : wanted
            - step.events().stream()
                .filter(e ->
                    e instanceof OperationStarted(_, var operation, _)
                        && operation.getInfo().getType() == type)
                .count();
  }

  private void count(Type type, OperationState state, long change) {
    int row = TYPES.indexOf(type);
    int column = STATES.indexOf(state);
    if (row >= 0 && column >= 0 && change != 0) {
      counts.addAndGet(row * STATES.size() + column, change);
    }
  }

  @Override
  public void report(Receiver out) {
    long[] sums = new long[STATES.size()];
    for (int row = 0; row < TYPES.size(); row++) {
      long[] own = new long[STATES.size()];
      for (int column = 0; column < own.length; column++) {
        own[column] = counts.get(row * STATES.size() + column);
        sums[column] += own[column];
      }
      report(out, "master/operations/" + TYPES.get(row).name().toLowerCase(Locale.ROOT) + "/", own);
    }
    report(out, "master/operations/", sums);
  }

  private static void report(Receiver out, String prefix, long[] counts) {
    long total = 0;
    for (int column = 0; column < counts.length; column++) {
      String state = STATES.get(column).name().replace("OPERATION_", "").toLowerCase(Locale.ROOT);
      if (column < GAUGES) {
        out.gauge(prefix + state, counts[column]);
      } else {
        out.counter(prefix + state, counts[column]);
      }
      total += counts[column];
    }
    out.counter(prefix + "total", total);
  }
}
