package io.meseta.core.master.state;

import static org.apache.mesos.v1.Protos.TaskState.TASK_DROPPED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_ERROR;
import static org.apache.mesos.v1.Protos.TaskState.TASK_FAILED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_FINISHED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_GONE;
import static org.apache.mesos.v1.Protos.TaskState.TASK_GONE_BY_OPERATOR;
import static org.apache.mesos.v1.Protos.TaskState.TASK_KILLED;
import static org.apache.mesos.v1.Protos.TaskState.TASK_KILLING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_LOST;
import static org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_STAGING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_STARTING;
import static org.apache.mesos.v1.Protos.TaskState.TASK_UNREACHABLE;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * The states of a task that the master follows, and how one follows another (Mesos reference
 * §11.1). What an executor reports against this table is passed on to its framework but changes
 * nothing.
 */
public final class TaskTransitions {

  /** States that a task never leaves. */
  public static final Set<TaskState> TERMINAL =
      Collections.unmodifiableSet(
          EnumSet.of(
              TASK_FINISHED,
              TASK_FAILED,
              TASK_KILLED,
              TASK_ERROR,
              TASK_LOST,
              TASK_DROPPED,
              TASK_GONE,
              TASK_GONE_BY_OPERATOR));

  private static final Map<TaskState, Set<TaskState>> TABLE = new EnumMap<>(TaskState.class);

  static {
    // An executor may skip states and may go back: that is its affair, as in Mesos.
    from(TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE);
    from(TASK_STARTING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE);
    from(TASK_RUNNING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE);
    from(TASK_KILLING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE);
    // Meanwhile its framework was removed, its agent marked gone, or its agent came without it.
    TABLE.put(TASK_UNREACHABLE, EnumSet.of(TASK_KILLED, TASK_GONE_BY_OPERATOR, TASK_GONE));
  }

  private TaskTransitions() {}

  private static void from(TaskState state, TaskState... living) {
    Set<TaskState> next = EnumSet.copyOf(TERMINAL);
    Collections.addAll(next, living);
    TABLE.put(state, next);
  }

  /** All declared transitions. */
  public static Map<TaskState, Set<TaskState>> table() {
    return Collections.unmodifiableMap(TABLE);
  }

  /** The state after a report. */
  public static TaskState next(TaskState from, TaskState reported) {
    return TABLE.getOrDefault(from, Set.of()).contains(reported) ? reported : from;
  }

  /** Whether a task in this state has ended. */
  public static boolean isTerminal(TaskState state) {
    return TERMINAL.contains(state);
  }

  /** Whether a task in this state holds no resources. */
  public static boolean holdsNothing(TaskState state) {
    return isTerminal(state) || state == TASK_UNREACHABLE;
  }
}
