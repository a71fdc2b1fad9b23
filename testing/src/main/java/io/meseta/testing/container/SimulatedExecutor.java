package io.meseta.testing.container;

import com.google.protobuf.ByteString;
import io.meseta.core.ConnectionId;
import io.meseta.core.agent.ContainerLaunch;
import io.meseta.testing.world.Dice;
import io.meseta.testing.world.Life;
import io.meseta.testing.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;

/**
 * A custom executor as a good one is written: subscribes again when its stream breaks, repeats what
 * was not acknowledged, runs the {@link Program} of each task, and ends when it has had nothing to
 * do for a while.
 */
public final class SimulatedExecutor {

  private static final Duration PATIENCE_WITHOUT_AGENT = Duration.ofMinutes(5);
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration LONG_GOODBYE = Duration.ofSeconds(30);
  private static final Duration LOCAL = Duration.ofMillis(4);

  private final World world;
  private final Dice dice;
  private final Life life;
  private final ContainerLaunch.Owner owner;
  private final Program program;
  private final ExecutorHost host;
  private final IntConsumer exit;
  private final Map<TaskID, TaskInfo> running = new LinkedHashMap<>();
  private final Map<TaskID, TaskInfo> unacknowledgedTasks = new LinkedHashMap<>();
  private final Map<ByteString, Call.Update> unacknowledgedUpdates = new LinkedHashMap<>();
  private ConnectionId connection = new ConnectionId("none");
  private int connections;
  private int attempts;
  private int activities;
  private boolean connected;

  /**
   * An executor in a container.
   *
   * @param life of its container
   * @param exit ends its process
   */
  SimulatedExecutor(
      World world, Life life, ContainerLaunch launch, ExecutorHost host, IntConsumer exit) {
    this.world = world;
    this.dice = world.dice().split();
    this.life = life;
    this.owner = launch.owner();
    this.program = SimulatedLauncher.program(launch);
    this.host = host;
    this.exit = exit;
  }

  void start() {
    in(dice.between(Duration.ofMillis(20), Duration.ofMillis(800)), this::subscribe);
    rest();
  }

  /** Whose executor it is. */
  public ContainerLaunch.Owner owner() {
    return owner;
  }

  private void subscribe() {
    attempts++;
    boolean subscribed = false;
    if (!connected) {
      connection = new ConnectionId(owner + "#" + ++connections + "@" + dice.between(0, 1 << 30));
      connected = true;
      subscribed =
          host.call(
              this,
              connection,
              call(Call.Type.SUBSCRIBE)
                  .setSubscribe(
                      Call.Subscribe.newBuilder()
                          .addAllUnacknowledgedTasks(unacknowledgedTasks.values())
                          .addAllUnacknowledgedUpdates(unacknowledgedUpdates.values()))
                  .build());
    }
    connected = subscribed;
    if (!subscribed) {
      tryAgain();
    }
  }

  private void tryAgain() {
    if (attempts > PATIENCE_WITHOUT_AGENT.toSeconds()) {
      exit.accept(1);
      return;
    }
    in(Duration.ofSeconds(1), this::subscribe);
  }

  /** Its stream broke. */
  public void disconnected(ConnectionId stream) {
    if (connected && stream.equals(connection)) {
      connected = false;
      tryAgain();
    }
  }

  /** Its process was killed, and its container's life is over. */
  void die() {
    host.hangUp(connection);
  }

  /** An event came on a stream. */
  public void receive(ConnectionId stream, Event event) {
    if (life.isOver() || !stream.equals(connection)) {
      return;
    }
    switch (event.getType()) {
      case SUBSCRIBED -> attempts = 0;
      case LAUNCH -> launch(event.getLaunch().getTask());
      case KILL -> kill(event.getKill().getTaskId());
      case ACKNOWLEDGED -> {
        unacknowledgedUpdates.remove(event.getAcknowledged().getUuid());
        unacknowledgedTasks.remove(event.getAcknowledged().getTaskId());
        rest();
      }
      case SHUTDOWN -> shutDown();
      default -> {} // nothing to do
    }
  }

  private void launch(TaskInfo task) {
    activities++;
    running.put(task.getTaskId(), task);
    unacknowledgedTasks.put(task.getTaskId(), task);
    if (dice.happens(0.5)) {
      update(task.getTaskId(), TaskState.TASK_STARTING);
    }
    update(task.getTaskId(), TaskState.TASK_RUNNING);
    Program work = Program.of(task.getData().toStringUtf8());
    in(work.runs(), () -> end(task.getTaskId(), ended(work)));
  }

  private static TaskState ended(Program work) {
    return work.exitCode() == 0 ? TaskState.TASK_FINISHED : TaskState.TASK_FAILED;
  }

  private void kill(TaskID task) {
    TaskInfo info = running.get(task);
    if (info != null) {
      boolean stubborn = Program.of(info.getData().toStringUtf8()).stubborn();
      in(stubborn ? LONG_GOODBYE : Duration.ZERO, () -> end(task, TaskState.TASK_KILLED));
    }
  }

  private void end(TaskID task, TaskState state) {
    if (running.remove(task) != null) {
      update(task, state);
      rest();
    }
  }

  private void shutDown() {
    if (program.stubborn()) {
      return;
    }
    List.copyOf(running.keySet()).forEach(task -> end(task, TaskState.TASK_KILLED));
    in(dice.between(Duration.ofMillis(1), Duration.ofSeconds(1)), () -> exit.accept(0));
  }

  private void update(TaskID task, TaskState state) {
    byte[] uuid = new byte[16];
    dice.generator().nextBytes(uuid);
    TaskStatus status =
        TaskStatus.newBuilder()
            .setTaskId(task)
            .setState(state)
            .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
            .setUuid(ByteString.copyFrom(uuid))
            .build();
    Call.Update update = Call.Update.newBuilder().setStatus(status).build();
    unacknowledgedUpdates.put(status.getUuid(), update);
    ConnectionId stream = connection;
    if (connected) {
      host.call(this, stream, call(Call.Type.UPDATE).setUpdate(update).build());
    }
  }

  /** Ends the process if nothing happens for a while. */
  private void rest() {
    int before = activities;
    in(
        IDLE,
        () -> {
          boolean idle = activities == before && running.isEmpty();
          if (idle && unacknowledgedUpdates.isEmpty()) {
            exit.accept(program.exitCode());
          }
        });
  }

  private Call.Builder call(Call.Type type) {
    return Call.newBuilder()
        .setType(type)
        .setFrameworkId(FrameworkID.newBuilder().setValue(owner.framework().value()))
        .setExecutorId(ExecutorID.newBuilder().setValue(owner.executor().value()));
  }

  private void in(Duration delay, Runnable action) {
    world.agenda().in(delay, life, action);
  }

  /** How long a message on one machine takes at most. */
  public static Duration local() {
    return LOCAL;
  }

  /** The tasks it runs, in the order in which they came. */
  public List<TaskInfo> running() {
    return new ArrayList<>(running.values());
  }
}
