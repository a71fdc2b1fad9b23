package io.meseta.agent.libprocess;

import com.google.protobuf.Message;
import io.meseta.core.ConnectionId;
import io.meseta.core.Pid;
import io.meseta.core.agent.AgentEffect;
import io.meseta.protocol.internal.Messages.ExecutorRegisteredMessage;
import io.meseta.protocol.internal.Messages.ExecutorReregisteredMessage;
import io.meseta.protocol.internal.Messages.FrameworkToExecutorMessage;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import io.meseta.protocol.internal.Messages.ShutdownExecutorMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateAcknowledgementMessage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.executor.Protos.Event;
import org.apache.mesos.v1.executor.Protos.Event.Subscribed;

/**
 * Executors that speak the driver protocol: to the core each is a connection as any other, here its
 * events become libprocess messages (Mesos reference §5.3).
 */
public final class ExecutorDrivers {

  /** How libprocess writes the address of a scheduler that has none, for it speaks HTTP. */
  private static final String NOWHERE = "@0.0.0.0:0";

  private final MasterLink link;
  private final Map<ConnectionId, Driver> drivers = new ConcurrentHashMap<>();
  private final Map<Pid, ConnectionId> registered = new ConcurrentHashMap<>();

  /** A driver that has registered, and what it was told about itself. */
  private record Driver(Pid pid, Subscribed subscribed) {}

  /** Drivers that are reached through this link. */
  public ExecutorDrivers(MasterLink link) {
    this.link = link;
  }

  /** Whether a driver has registered from that address. */
  boolean knows(Pid pid) {
    return registered.containsKey(pid);
  }

  /**
   * Sends an event to a driver.
   *
   * @return false if the connection is none of a driver
   */
  public boolean send(AgentEffect.SendToExecutor effect) {
    ConnectionId connection = effect.connection();
    Event event = effect.event();
    Pid pid = DriverConnection.pid(connection).orElse(null);
    if (pid == null) {
      return false;
    }
    if (event.getType() == Event.Type.SUBSCRIBED) {
      drivers.put(connection, new Driver(pid, event.getSubscribed()));
      registered.put(pid, connection);
      link.keepOpen(pid);
    }
    Driver driver = drivers.get(connection);
    if (driver != null) {
      message(effect, driver.subscribed()).ifPresent(text -> link.send(pid, text));
    } else if (event.getType() == Event.Type.SHUTDOWN) { // it is not even taken on
      link.send(pid, ShutdownExecutorMessage.getDefaultInstance());
    }
    return true;
  }

  /**
   * Forgets a driver.
   *
   * @return false if the connection is none of a driver
   */
  public boolean close(ConnectionId connection) {
    Optional<Pid> pid = DriverConnection.pid(connection);
    if (drivers.remove(connection) != null) {
      pid.filter(address -> registered.remove(address, connection)).ifPresent(link::letGo);
    }
    return pid.isPresent();
  }

  private static Optional<Message> message(
      AgentEffect.SendToExecutor effect, Subscribed subscribed) {
    Event event = effect.event();
    return switch (event.getType()) {
      case SUBSCRIBED -> Optional.of(greeting(effect.connection(), subscribed));
      case LAUNCH ->
          Optional.of(
              RunTaskMessage.newBuilder()
                  .setFramework(subscribed.getFrameworkInfo())
                  .setTask(event.getLaunch().getTask())
                  .setPid(effect.scheduler() == null ? NOWHERE : effect.scheduler().value())
                  .build());
      case KILL -> Optional.of(kill(event.getKill(), subscribed));
      case ACKNOWLEDGED ->
          Optional.of(
              StatusUpdateAcknowledgementMessage.newBuilder()
                  .setSlaveId(subscribed.getAgentInfo().getId())
                  .setFrameworkId(subscribed.getFrameworkInfo().getId())
                  .setTaskId(event.getAcknowledged().getTaskId())
                  .setUuid(event.getAcknowledged().getUuid())
                  .build());
      case MESSAGE ->
          Optional.of(
              FrameworkToExecutorMessage.newBuilder()
                  .setSlaveId(subscribed.getAgentInfo().getId())
                  .setFrameworkId(subscribed.getFrameworkInfo().getId())
                  .setExecutorId(subscribed.getExecutorInfo().getExecutorId())
                  .setData(event.getMessage().getData())
                  .build());
      case SHUTDOWN -> Optional.of(ShutdownExecutorMessage.getDefaultInstance());
      case LAUNCH_GROUP, HEARTBEAT, ERROR, UNKNOWN -> Optional.empty(); // drivers know none
    };
  }

  private static Message greeting(ConnectionId connection, Subscribed subscribed) {
    AgentInfo agent = subscribed.getAgentInfo().toBuilder().setCheckpoint(true).build(); // v0 only
    if (DriverConnection.returns(connection)) {
      return ExecutorReregisteredMessage.newBuilder()
          .setSlaveId(subscribed.getAgentInfo().getId())
          .setSlaveInfo(agent)
          .build();
    }
    return ExecutorRegisteredMessage.newBuilder()
        .setExecutorInfo(subscribed.getExecutorInfo())
        .setFrameworkId(subscribed.getFrameworkInfo().getId())
        .setFrameworkInfo(subscribed.getFrameworkInfo())
        .setSlaveId(subscribed.getAgentInfo().getId())
        .setSlaveInfo(agent)
        .build();
  }

  private static Message kill(Event.Kill kill, Subscribed subscribed) {
    KillTaskMessage.Builder message =
        KillTaskMessage.newBuilder()
            .setFrameworkId(subscribed.getFrameworkInfo().getId())
            .setTaskId(kill.getTaskId());
    if (kill.hasKillPolicy()) {
      message.setKillPolicy(kill.getKillPolicy());
    }
    return message.build();
  }
}
