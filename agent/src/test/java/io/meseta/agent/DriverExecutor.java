package io.meseta.agent;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.meseta.protocol.internal.Messages.ExecutorRegisteredMessage;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import io.meseta.protocol.internal.Messages.FrameworkToExecutorMessage;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.RegisterExecutorMessage;
import io.meseta.protocol.internal.Messages.ReregisterExecutorMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.StatusUpdateAcknowledgementMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import io.meseta.protocol.libprocess.LibprocessException;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.server.HttpLimits;
import io.meseta.runtime.http.server.HttpServer;
import io.meseta.runtime.http.server.NetworkThreads;
import io.meseta.runtime.libprocess.LibprocessLimits;
import io.meseta.runtime.libprocess.LibprocessNode;
import io.meseta.runtime.libprocess.LibprocessReceiver;
import io.meseta.runtime.libprocess.ReceivedMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * An executor of the driver protocol, in a process of its own: says that its tasks run until they
 * are killed, and echoes messages. Keeps, as a driver does, updates until they are acknowledged.
 */
public final class DriverExecutor {

  private final FrameworkID framework =
      FrameworkID.newBuilder().setValue(System.getenv("MESOS_FRAMEWORK_ID")).build();
  private final ExecutorID executor =
      ExecutorID.newBuilder().setValue(System.getenv("MESOS_EXECUTOR_ID")).build();
  private final AgentID agentId =
      AgentID.newBuilder().setValue(System.getenv("MESOS_SLAVE_ID")).build();
  private final Map<TaskID, TaskInfo> tasks = new LinkedHashMap<>();
  private final Map<ByteString, StatusUpdate> unacknowledged = new LinkedHashMap<>();
  private final Upid agent;
  private final LibprocessNode node;

  private DriverExecutor() throws IOException, LibprocessException {
    agent = Upid.parse(System.getenv("MESOS_SLAVE_PID"));
    NetworkThreads threads = NetworkThreads.start("executor", 1);
    HttpServer http =
        HttpServer.start(
            threads,
            new InetSocketAddress("127.0.0.1", 0),
            HttpLimits.defaults(),
            new LibprocessReceiver(
                this::receive, HttpHandler.immediate(_ -> HttpErrors.notFound())));
    Upid self = Upid.of("executor(1)", "127.0.0.1", http.port());
    node = new LibprocessNode(threads, self, LibprocessLimits.defaults(), _ -> {});
  }

  /** Registers and runs until it is told to end. */
  public static void main(String[] arguments) throws Exception {
    DriverExecutor driver = new DriverExecutor();
    driver.send(
        RegisterExecutorMessage.newBuilder()
            .setFrameworkId(driver.framework)
            .setExecutorId(driver.executor)
            .build());
    new CountDownLatch(1).await(); // the threads of the network are daemons
  }

  private void send(Message message) {
    node.send(agent, message.getDescriptorForType().getFullName(), message.toByteArray());
  }

  private synchronized boolean receive(ReceivedMessage message) {
    System.out.println(message.name());
    try {
      handle(message.name().substring("mesos.internal.".length()), message.body());
    } catch (InvalidProtocolBufferException e) {
      System.exit(1);
    }
    return true;
  }

  private void handle(String name, byte[] body) throws InvalidProtocolBufferException {
    switch (name) {
      case "ExecutorRegisteredMessage" -> ExecutorRegisteredMessage.parseFrom(body);
      case "RunTaskMessage" -> {
        TaskInfo task = RunTaskMessage.parseFrom(body).getTask();
        tasks.put(task.getTaskId(), task);
        update(task.getTaskId(), TaskState.TASK_RUNNING);
      }
      case "KillTaskMessage" -> {
        TaskID task = KillTaskMessage.parseFrom(body).getTaskId();
        tasks.remove(task);
        update(task, TaskState.TASK_KILLED);
      }
      case "StatusUpdateAcknowledgementMessage" ->
          unacknowledged.remove(StatusUpdateAcknowledgementMessage.parseFrom(body).getUuid());
      case "FrameworkToExecutorMessage" -> echo(FrameworkToExecutorMessage.parseFrom(body));
      case "ReconnectExecutorMessage" ->
          send(
              ReregisterExecutorMessage.newBuilder()
                  .setFrameworkId(framework)
                  .setExecutorId(executor)
                  .addAllTasks(tasks.values())
                  .addAllUpdates(unacknowledged.values())
                  .build());
      case "ShutdownExecutorMessage" -> System.exit(7);
      default -> {}
    }
  }

  private void echo(FrameworkToExecutorMessage message) {
    send(
        ExecutorToFrameworkMessage.newBuilder()
            .setSlaveId(message.getSlaveId())
            .setFrameworkId(framework)
            .setExecutorId(executor)
            .setData(ByteString.copyFromUtf8("echo:").concat(message.getData()))
            .build());
  }

  private void update(TaskID task, TaskState state) {
    UUID random = UUID.randomUUID();
    ByteBuffer uuid = ByteBuffer.allocate(16).putLong(random.getMostSignificantBits());
    uuid.putLong(random.getLeastSignificantBits()).flip();
    double now = System.currentTimeMillis() / 1000.0;
    StatusUpdate update =
        StatusUpdate.newBuilder()
            .setFrameworkId(framework)
            .setExecutorId(executor)
            .setSlaveId(agentId)
            .setStatus(TaskStatus.newBuilder().setTaskId(task).setState(state))
            .setTimestamp(now)
            .setUuid(ByteString.copyFrom(uuid))
            .build();
    unacknowledged.put(update.getUuid(), update);
    send(StatusUpdateMessage.newBuilder().setUpdate(update).setPid(node.self().toString()).build());
  }
}
