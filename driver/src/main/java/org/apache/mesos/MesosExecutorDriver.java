package org.apache.mesos;

import io.meseta.driver.executor.ExecutorLink;
import io.meseta.driver.executor.ProcessEnd;
import java.util.Map;
import java.util.Objects;
import org.apache.mesos.Protos.Status;
import org.apache.mesos.Protos.TaskStatus;

/**
 * Links an {@link Executor} to the agent that has started this process, Meseta's or Apache Mesos',
 * over the v1 HTTP API. Which agent, framework and executor that is stands in the environment. This
 * class only turns messages into bytes, and names no class of protobuf.
 */
@SuppressWarnings("this-escape") // callbacks get the driver, and come only after start()
public class MesosExecutorDriver implements ExecutorDriver {
  private final ExecutorLink link;

  /** A driver for the executor that this process is. */
  public MesosExecutorDriver(Executor executor) {
    this(executor, System.getenv(), new ProcessEnd());
  }

  MesosExecutorDriver(Executor executor, Map<String, String> environment, ProcessEnd process) {
    Objects.requireNonNull(executor, "Not expecting a null Executor");
    this.link = new ExecutorLink(this, executor, environment, process);
    initialize();
  }

  /** Does nothing; here because it was in the native driver. */
  protected void initialize() {}

  @Override
  public Status start() {
    return link.start();
  }

  @Override
  public Status stop() {
    return link.stop();
  }

  @Override
  public Status abort() {
    return link.abort();
  }

  @Override
  public Status join() {
    return link.join();
  }

  @Override
  public Status run() {
    Status status = start();
    return status == Status.DRIVER_RUNNING ? join() : status;
  }

  @Override
  public Status sendStatusUpdate(TaskStatus status) {
    return link.update(status.toByteArray());
  }

  @Override
  public Status sendFrameworkMessage(byte[] data) {
    return link.message(data);
  }
}
