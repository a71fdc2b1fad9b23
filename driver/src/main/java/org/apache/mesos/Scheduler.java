package org.apache.mesos;

import java.util.List;
import org.apache.mesos.Protos.ExecutorID;
import org.apache.mesos.Protos.FrameworkID;
import org.apache.mesos.Protos.MasterInfo;
import org.apache.mesos.Protos.Offer;
import org.apache.mesos.Protos.OfferID;
import org.apache.mesos.Protos.SlaveID;
import org.apache.mesos.Protos.TaskStatus;

/**
 * What a framework implements: the driver calls these methods one after another from a single
 * thread, so a method that blocks holds up all later ones. Whatever a method throws is printed and
 * aborts the driver (Mesos reference §7.1).
 */
public interface Scheduler {
  /**
   * A master has registered the framework: for the first time, or after another master has taken
   * over. Only now does the framework have its id.
   */
  void registered(SchedulerDriver driver, FrameworkID frameworkId, MasterInfo masterInfo);

  /** The same master has taken the framework back after the connection was lost. */
  void reregistered(SchedulerDriver driver, MasterInfo masterInfo);

  /**
   * Resources are offered to the framework alone until it launches tasks on them, declines, or the
   * offer is rescinded.
   */
  void resourceOffers(SchedulerDriver driver, List<Offer> offers);

  /** An offer does not hold any more; tasks launched on it are lost. */
  void offerRescinded(SchedulerDriver driver, OfferID offerId);

  /**
   * A task has changed its state, or its state was asked for. May come more than once. With
   * implicit acknowledgements the update is acknowledged when this method returns.
   */
  void statusUpdate(SchedulerDriver driver, TaskStatus status);

  /** An executor has sent a message; messages can get lost. */
  void frameworkMessage(
      SchedulerDriver driver, ExecutorID executorId, SlaveID slaveId, byte[] data);

  /** The master is lost; all open offers are void. The driver looks for a master by itself. */
  void disconnected(SchedulerDriver driver);

  /** An agent is gone for good. Its tasks get updates of their own. */
  void slaveLost(SchedulerDriver driver, SlaveID slaveId);

  /** An executor has exited with this wait status, -1 if unknown. Its tasks get updates. */
  void executorLost(SchedulerDriver driver, ExecutorID executorId, SlaveID slaveId, int status);

  /** Something is wrong beyond repair; the driver has aborted already. */
  void error(SchedulerDriver driver, String message);
}
