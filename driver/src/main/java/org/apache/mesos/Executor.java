package org.apache.mesos;

import org.apache.mesos.Protos.ExecutorInfo;
import org.apache.mesos.Protos.FrameworkInfo;
import org.apache.mesos.Protos.SlaveInfo;
import org.apache.mesos.Protos.TaskID;
import org.apache.mesos.Protos.TaskInfo;

/**
 * What an executor implements: the driver calls these methods one after another from a single
 * thread, so a method that blocks holds up all later ones. Whatever a method throws is printed and
 * aborts the driver (Mesos reference §7.4).
 */
public interface Executor {
  /** The agent has taken the executor. */
  void registered(
      ExecutorDriver driver,
      ExecutorInfo executorInfo,
      FrameworkInfo frameworkInfo,
      SlaveInfo slaveInfo);

  /** The agent has taken the executor back, after a restart. */
  void reregistered(ExecutorDriver driver, SlaveInfo slaveInfo);

  /** The agent is lost. The driver looks for it for a while; tasks go on meanwhile. */
  void disconnected(ExecutorDriver driver);

  /** A task is to be started. Must not block: start a thread or a process for it. */
  void launchTask(ExecutorDriver driver, TaskInfo task);

  /** A task is to be ended, with an update that says so. */
  void killTask(ExecutorDriver driver, TaskID taskId);

  /** The framework has sent a message; messages can get lost. */
  void frameworkMessage(ExecutorDriver driver, byte[] data);

  /**
   * All tasks are to be ended, and the process after them. It is killed when the grace period is
   * over; updates can be sent until then.
   */
  void shutdown(ExecutorDriver driver);

  /** Something is wrong beyond repair; the driver has aborted already. */
  void error(ExecutorDriver driver, String message);
}
