package org.apache.mesos;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.Protos.ExecutorInfo;
import org.apache.mesos.Protos.FrameworkInfo;
import org.apache.mesos.Protos.SlaveInfo;
import org.apache.mesos.Protos.TaskID;
import org.apache.mesos.Protos.TaskInfo;

/** Keeps every callback as a line of text. */
class RecordingExecutor implements Executor {
  final BlockingQueue<String> callbacks = new LinkedBlockingQueue<>();

  String await() throws InterruptedException {
    return FakePeer.present(
        callbacks.poll(FakePeer.PATIENCE_SECONDS, TimeUnit.SECONDS), "callback");
  }

  private void note(String text) {
    callbacks.add(text);
    called(text);
  }

  /** What a test wants to happen within a callback. */
  void called(String text) {}

  @Override
  public void registered(
      ExecutorDriver driver, ExecutorInfo executor, FrameworkInfo framework, SlaveInfo agent) {
    note(
        "registered "
            + executor.getExecutorId().getValue()
            + " of "
            + framework.getName()
            + " on "
            + agent.getHostname());
  }

  @Override
  public void reregistered(ExecutorDriver driver, SlaveInfo agent) {
    note("reregistered on " + agent.getHostname());
  }

  @Override
  public void disconnected(ExecutorDriver driver) {
    note("disconnected");
  }

  @Override
  public void launchTask(ExecutorDriver driver, TaskInfo task) {
    note("launch " + task.getTaskId().getValue());
  }

  @Override
  public void killTask(ExecutorDriver driver, TaskID taskId) {
    note("kill " + taskId.getValue());
  }

  @Override
  public void frameworkMessage(ExecutorDriver driver, byte[] data) {
    note("message " + new String(data, StandardCharsets.UTF_8));
  }

  @Override
  public void shutdown(ExecutorDriver driver) {
    note("shutdown");
  }

  @Override
  public void error(ExecutorDriver driver, String message) {
    note("error " + message);
  }
}
