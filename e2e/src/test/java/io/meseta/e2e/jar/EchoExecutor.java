package io.meseta.e2e.jar;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.mesos.Executor;
import org.apache.mesos.ExecutorDriver;
import org.apache.mesos.MesosExecutorDriver;
import org.apache.mesos.Protos.ExecutorInfo;
import org.apache.mesos.Protos.FrameworkInfo;
import org.apache.mesos.Protos.SlaveInfo;
import org.apache.mesos.Protos.TaskID;
import org.apache.mesos.Protos.TaskInfo;
import org.apache.mesos.Protos.TaskState;
import org.apache.mesos.Protos.TaskStatus;

/** Says that its tasks run, and sends every message back; run by an agent. */
public final class EchoExecutor implements Executor {
  private EchoExecutor() {}

  /** Runs until the agent says that it is enough. */
  public static void main(String[] arguments) {
    new MesosExecutorDriver(new EchoExecutor()).run();
  }

  @Override
  public void launchTask(ExecutorDriver driver, TaskInfo task) {
    send(driver, task.getTaskId(), TaskState.TASK_STARTING);
    send(driver, task.getTaskId(), TaskState.TASK_RUNNING);
  }

  private static void send(ExecutorDriver driver, TaskID task, TaskState state) {
    driver.sendStatusUpdate(TaskStatus.newBuilder().setTaskId(task).setState(state).build());
  }

  @Override
  public void frameworkMessage(ExecutorDriver driver, byte[] data) {
    driver.sendFrameworkMessage(("echo:" + new String(data, UTF_8)).getBytes(UTF_8));
  }

  @Override
  public void killTask(ExecutorDriver driver, TaskID task) {
    send(driver, task, TaskState.TASK_KILLED);
  }

  @Override
  public void shutdown(ExecutorDriver driver) {
    driver.stop();
  }

  @Override
  public void registered(
      ExecutorDriver driver, ExecutorInfo executor, FrameworkInfo framework, SlaveInfo agent) {}

  @Override
  public void reregistered(ExecutorDriver driver, SlaveInfo agent) {}

  @Override
  public void disconnected(ExecutorDriver driver) {}

  @Override
  public void error(ExecutorDriver driver, String message) {}
}
