package io.meseta.core.master.message;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.TaskId;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.state.Framework;
import io.meseta.protocol.internal.Messages.AcknowledgeOperationStatusMessage;
import io.meseta.protocol.internal.Messages.DrainSlaveMessage;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.MasterSlaveConnection;
import io.meseta.protocol.internal.Messages.PingSlaveMessage;
import io.meseta.protocol.internal.Messages.ReconcileTasksMessage;
import io.meseta.protocol.internal.Messages.ShutdownExecutorMessage;
import io.meseta.protocol.internal.Messages.ShutdownFrameworkMessage;
import io.meseta.protocol.internal.Messages.ShutdownMessage;
import io.meseta.protocol.internal.Messages.SlaveRegisteredMessage;
import io.meseta.protocol.internal.Messages.SlaveReregisteredMessage;
import io.meseta.protocol.internal.Messages.UpdateFrameworkMessage;
import java.util.List;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.UUID;

/** The messages to agents that say something of the master's own (Mesos reference §5.3). */
public final class AgentMessages {

  /** Stands where a driver's process would stand, for frameworks on HTTP. */
  private static final String NO_PID = "@0.0.0.0:0";

  private AgentMessages() {}

  /** Welcome. */
  public static SlaveRegisteredMessage registered(AgentId agent, MasterConfig config) {
    return SlaveRegisteredMessage.newBuilder()
        .setSlaveId(Ids.toProtobuf(agent))
        .setConnection(connection(config))
        .build();
  }

  /** Welcome back; and what about these tasks? */
  public static SlaveReregisteredMessage reregistered(
      AgentId agent, List<ReconcileTasksMessage> reconciliations, MasterConfig config) {
    return SlaveReregisteredMessage.newBuilder()
        .setSlaveId(Ids.toProtobuf(agent))
        .addAllReconciliations(reconciliations)
        .setConnection(connection(config))
        .build();
  }

  private static MasterSlaveConnection connection(MasterConfig config) {
    return MasterSlaveConnection.newBuilder()
        .setTotalPingTimeoutSeconds(config.timing().totalPingTimeout().toMillis() / 1000.0)
        .build();
  }

  /** Are you there? And if you think that we are not connected, report back. */
  public static PingSlaveMessage ping(boolean connected) {
    return PingSlaveMessage.newBuilder().setConnected(connected).build();
  }

  /** End all, and yourself. */
  public static ShutdownMessage shutdown(String why) {
    return ShutdownMessage.newBuilder().setMessage(why).build();
  }

  /** The agent is to become empty. */
  public static DrainSlaveMessage drain(DrainConfig config) {
    return DrainSlaveMessage.newBuilder().setConfig(config).build();
  }

  /** End all executors of the framework. */
  public static ShutdownFrameworkMessage shutdownFramework(FrameworkId framework) {
    return ShutdownFrameworkMessage.newBuilder().setFrameworkId(Ids.toProtobuf(framework)).build();
  }

  /** End one executor of the framework. */
  public static ShutdownExecutorMessage shutdownExecutor(
      FrameworkId framework, ExecutorId executor) {
    return ShutdownExecutorMessage.newBuilder()
        .setExecutorId(Ids.toProtobuf(executor))
        .setFrameworkId(Ids.toProtobuf(framework))
        .build();
  }

  /** This is how the framework describes itself now, and where its driver is. */
  public static UpdateFrameworkMessage updateFramework(Framework framework) {
    return UpdateFrameworkMessage.newBuilder()
        .setFrameworkId(Ids.toProtobuf(framework.id()))
        .setPid(driver(framework))
        .setFrameworkInfo(framework.info())
        .build();
  }

  /** Where the framework's executors find its driver; agents send their messages straight there. */
  public static String driver(Framework framework) {
    return framework.driver().map(Pid::value).orElse(NO_PID);
  }

  /** The status of an operation has been received. */
  public static AcknowledgeOperationStatusMessage acknowledgeOperation(
      ByteString operation, ByteString status) {
    return AcknowledgeOperationStatusMessage.newBuilder()
        .setOperationUuid(UUID.newBuilder().setValue(operation))
        .setStatusUuid(UUID.newBuilder().setValue(status))
        .build();
  }

  /** Kill a task. */
  public static KillTaskMessage.Builder kill(FrameworkId framework, TaskId task) {
    return KillTaskMessage.newBuilder()
        .setFrameworkId(Ids.toProtobuf(framework))
        .setTaskId(Ids.toProtobuf(task));
  }
}
