package org.apache.mesos;

import java.util.Collection;
import org.apache.mesos.Protos.ExecutorID;
import org.apache.mesos.Protos.Filters;
import org.apache.mesos.Protos.FrameworkInfo;
import org.apache.mesos.Protos.Offer;
import org.apache.mesos.Protos.OfferID;
import org.apache.mesos.Protos.Request;
import org.apache.mesos.Protos.SlaveID;
import org.apache.mesos.Protos.Status;
import org.apache.mesos.Protos.TaskID;
import org.apache.mesos.Protos.TaskInfo;
import org.apache.mesos.Protos.TaskStatus;
import org.apache.mesos.scheduler.Protos.OfferConstraints;

/**
 * What a framework can do. Every method may be called from any thread, answers with the driver's
 * status at once, and does nothing unless that is DRIVER_RUNNING (Mesos reference §7.2, §7.6). What
 * is asked for while no master listens is dropped, but for suppressed roles and the framework's
 * description, which the next master is told, and launches, which are answered with TASK_LOST.
 */
public interface SchedulerDriver {
  /** Begins to look for the master and returns. */
  Status start();

  /**
   * Stops the driver. With {@code failover} the framework stays, for its failover timeout, so that
   * another driver can go on with its id; without, it is removed and its tasks are killed.
   */
  Status stop(boolean failover);

  /** As {@code stop(false)}. */
  Status stop();

  /** Makes no more callbacks; the driver can only be stopped after that. */
  Status abort();

  /** Waits until the driver is stopped or aborted. */
  Status join();

  /** As {@link #start} and {@link #join}. */
  Status run();

  /** Asks for resources; allocators may ignore it, and Mesos' own does. */
  Status requestResources(Collection<Request> requests);

  /**
   * Launches tasks on offers of one agent; what they leave is declined with the filters. Without
   * tasks the offers are declined.
   */
  Status launchTasks(Collection<OfferID> offerIds, Collection<TaskInfo> tasks, Filters filters);

  /** As above, with the default filters. */
  Status launchTasks(Collection<OfferID> offerIds, Collection<TaskInfo> tasks);

  /** As above, on a single offer. */
  Status launchTasks(OfferID offerId, Collection<TaskInfo> tasks, Filters filters);

  /** As above, on a single offer with the default filters. */
  Status launchTasks(OfferID offerId, Collection<TaskInfo> tasks);

  /** Kills a task. An unknown task is answered as {@link #reconcileTasks} would. */
  Status killTask(TaskID taskId);

  /** Applies operations, in order, to offers of one agent. Their ids must not be set. */
  Status acceptOffers(
      Collection<OfferID> offerIds, Collection<Offer.Operation> operations, Filters filters);

  /** Gives an offer back; its resources are not offered again for as long as the filters say. */
  Status declineOffer(OfferID offerId, Filters filters);

  /** As above, with the default filters. */
  Status declineOffer(OfferID offerId);

  /** Removes all filters and suppressions. */
  Status reviveOffers();

  /** As above, for some roles; does nothing if there are none. */
  Status reviveOffers(Collection<String> roles);

  /** Asks for no more offers. */
  Status suppressOffers();

  /** As above, for some roles; does nothing if there are none. */
  Status suppressOffers(Collection<String> roles);

  /** Acknowledges an update; only with a driver made without implicit acknowledgements. */
  Status acknowledgeStatusUpdate(TaskStatus status);

  /** Sends a message to an executor; messages can get lost. */
  Status sendFrameworkMessage(ExecutorID executorId, SlaveID slaveId, byte[] data);

  /** Asks for the states of tasks, of all tasks if the collection is empty. */
  Status reconcileTasks(Collection<TaskStatus> statuses);

  /** Changes the framework's description, suppressed roles and offer constraints in place. */
  Status updateFramework(
      FrameworkInfo frameworkInfo,
      Collection<String> suppressedRoles,
      OfferConstraints constraints);

  /** As above, without offer constraints. */
  Status updateFramework(FrameworkInfo frameworkInfo, Collection<String> suppressedRoles);
}
