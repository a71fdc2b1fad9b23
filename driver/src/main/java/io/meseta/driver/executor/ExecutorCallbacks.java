package io.meseta.driver.executor;

import java.io.IOException;
import org.apache.mesos.Executor;
import org.apache.mesos.ExecutorDriver;
import org.apache.mesos.Protos.ExecutorInfo;
import org.apache.mesos.Protos.FrameworkInfo;
import org.apache.mesos.Protos.SlaveInfo;
import org.apache.mesos.Protos.TaskID;
import org.apache.mesos.Protos.TaskInfo;

/**
 * Turns the content of events into calls of the application's Executor, ready to be run. The only
 * class here that knows the v0 messages; v1 ones are the same bytes (Mesos reference §0.1). An
 * IOException says that the content is malformed, and never comes from the application.
 */
final class ExecutorCallbacks {
  private final ExecutorDriver driver;
  private final Executor executor;

  ExecutorCallbacks(ExecutorDriver driver, Executor executor) {
    this.driver = driver;
    this.executor = executor;
  }

  Runnable registered(byte[] executorInfo, byte[] framework, byte[] agent) throws IOException {
    ExecutorInfo info = ExecutorInfo.parseFrom(executorInfo);
    FrameworkInfo frameworkInfo = FrameworkInfo.parseFrom(framework);
    SlaveInfo agentInfo = SlaveInfo.parseFrom(agent);
    return () -> executor.registered(driver, info, frameworkInfo, agentInfo);
  }

  Runnable reregistered(byte[] agent) throws IOException {
    SlaveInfo agentInfo = SlaveInfo.parseFrom(agent);
    return () -> executor.reregistered(driver, agentInfo);
  }

  void disconnected() {
    executor.disconnected(driver);
  }

  Runnable launchTask(byte[] task) throws IOException {
    TaskInfo info = TaskInfo.parseFrom(task);
    return () -> executor.launchTask(driver, info);
  }

  Runnable killTask(byte[] task) throws IOException {
    TaskID id = TaskID.parseFrom(task);
    return () -> executor.killTask(driver, id);
  }

  Runnable frameworkMessage(byte[] data) {
    return () -> executor.frameworkMessage(driver, data);
  }

  void shutdown() {
    executor.shutdown(driver);
  }

  void error(String message) {
    executor.error(driver, message);
  }
}
