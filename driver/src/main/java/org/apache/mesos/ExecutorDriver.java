package org.apache.mesos;

import org.apache.mesos.Protos.Status;
import org.apache.mesos.Protos.TaskStatus;

/**
 * What an executor can do. Every method may be called from any thread, answers with the driver's
 * status at once, and does nothing unless that is DRIVER_RUNNING (Mesos reference §7.5, §7.6).
 */
public interface ExecutorDriver {
  /** Begins to look for the agent and returns. */
  Status start();

  /** Stops the driver. */
  Status stop();

  /** Makes no more callbacks; the driver can only be stopped after that. */
  Status abort();

  /** Waits until the driver is stopped or aborted. */
  Status join();

  /** As {@link #start} and {@link #join}. */
  Status run();

  /**
   * Tells the framework the state of a task. The driver repeats it until the agent has it, and
   * fills in uuid, timestamp, agent, executor and source. TASK_STAGING is not allowed and aborts.
   */
  Status sendStatusUpdate(TaskStatus status);

  /** Sends a message to the framework; messages can get lost. */
  Status sendFrameworkMessage(byte[] data);
}
