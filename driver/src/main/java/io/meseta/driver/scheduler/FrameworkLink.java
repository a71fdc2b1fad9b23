package io.meseta.driver.scheduler;

import io.meseta.driver.Backoff;
import io.meseta.driver.CallbackThread;
import io.meseta.driver.DriverLife;
import io.meseta.driver.master.MasterAddress;
import io.meseta.driver.master.Masters;
import io.meseta.driver.wire.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.apache.mesos.Protos.Status;
import org.apache.mesos.Scheduler;
import org.apache.mesos.SchedulerDriver;
import org.jspecify.annotations.Nullable;

/**
 * A framework's end of its link to the master: what {@link org.apache.mesos.MesosSchedulerDriver}
 * does, on bytes. Every callback comes from one thread; every call answers with the status at once
 * (Mesos reference §7.6) and must not throw.
 */
public final class FrameworkLink {
  private static final int OPERATION_ID = 12;
  private static final int FRAMEWORK_ID = 3;

  private final SchedulerOptions options;
  private final DriverLife life = new DriverLife();
  private final CallbackThread thread;
  private final SchedulerCalls calls;
  private final SchedulerCallbacks callbacks;
  private final EventDispatcher dispatcher;
  private volatile @Nullable Subscription subscription;

  /** A link that is not started yet. */
  public FrameworkLink(SchedulerDriver driver, Scheduler scheduler, SchedulerOptions options) {
    this.options = options;
    this.thread = new CallbackThread("meseta-driver", this::abort, life::end);
    this.calls =
        new SchedulerCalls(
            new FrameworkDescription(options.framework(), options.suppressedRoles()));
    this.callbacks = new SchedulerCallbacks(driver, scheduler);
    this.dispatcher =
        new EventDispatcher(life, calls, callbacks, options.implicitAcknowledgements());
  }

  /** Begins to look for the master; does not wait for one. */
  public Status start() {
    if (life.status() != Status.DRIVER_NOT_STARTED) {
      return life.status();
    }
    Subscription created;
    try {
      Backoff backoff = options.registrationBackoff();
      Masters masters = MasterAddress.parse(options.master());
      MasterLink master = new MasterLink(this, life, thread, calls, dispatcher);
      created = new Subscription(master, masters, backoff, options.authorization());
    } catch (IllegalArgumentException e) {
      return failToStart(e);
    }
    if (life.start()) {
      subscription = created;
      thread.start();
      created.start();
    }
    return life.status();
  }

  private Status failToStart(IllegalArgumentException why) {
    if (life.failToStart()) {
      String what = "Failed to create a master detector for '" + options.master() + "': ";
      callbacks.error(what + why.getMessage());
    }
    return life.status();
  }

  /** Ends callbacks and the link; without {@code failover} ends the framework and its tasks. */
  public Status stop(boolean failover) {
    Status before = life.stop();
    if (before != Status.DRIVER_RUNNING && before != Status.DRIVER_ABORTED) {
      return before;
    }
    thread.close();
    try {
      calls.finish(!failover);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    return before == Status.DRIVER_ABORTED ? before : Status.DRIVER_STOPPED;
  }

  /**
   * Ends callbacks. The framework stays subscribed, without offers, so that its tasks run until the
   * process ends or {@link #stop} is called, as in Mesos.
   */
  public Status abort() {
    if (life.abort()) {
      thread.close();
      calls.deactivate();
      if (!calls.isConnected()) {
        close();
      }
    }
    return life.status();
  }

  /** Ends the link to the master, and every attempt at one. */
  void close() {
    Subscription open = subscription;
    if (open != null) {
      open.close();
    }
  }

  /** Where the driver stands. */
  public Status status() {
    return life.status();
  }

  /** Waits until the driver is stopped or aborted and the last callback has returned. */
  public Status join() {
    return thread.isCurrent() ? life.status() : life.join();
  }

  /** ACCEPT of offers; every task to launch is lost at once if no master hears it. */
  public Status accept(Collection<byte[]> offerIds, Collection<byte[]> operations, byte[] filters) {
    Status status = life.status();
    if (status != Status.DRIVER_RUNNING) {
      return status;
    }
    try {
      for (byte[] operation : operations) {
        if (Message.parse(operation).has(OPERATION_ID)) {
          misused(
              "An offer operation's 'id' field was set, but the SchedulerDriver has no callback for"
                  + " updates of operations");
          return status;
        }
      }
      if (!calls.accept(offerIds, operations, filters)) {
        loseTasks(operations);
      }
    } catch (IOException e) {
      misused("Malformed offer operation: " + e.getMessage());
    }
    return status;
  }

  /** ACCEPT of offers to launch tasks on them. */
  public Status launch(Collection<byte[]> offerIds, Collection<byte[]> tasks, byte[] filters) {
    return accept(offerIds, List.of(CallEncoder.launch(tasks)), filters);
  }

  private void loseTasks(Collection<byte[]> operations) throws IOException {
    boolean partitionAware = calls.isPartitionAware();
    for (byte[] taskId : EventDispatcher.launchedTaskIds(operations)) {
      Runnable lost = dispatcher.taskLost(taskId, partitionAware);
      thread.post(() -> {
        if (life.isRunning()) {
          lost.run();
        }
      });
    }
  }

  /** DECLINE of an offer. */
  public Status decline(byte[] offerId, byte[] filters) {
    return whenRunning(() -> calls.decline(offerId, filters));
  }

  /** REVIVE of roles, of all if none are named. */
  public Status revive(Collection<String> roles) {
    return whenRunning(() -> calls.revive(roles));
  }

  /** SUPPRESS of roles, of all if none are named. */
  public Status suppress(Collection<String> roles) {
    return whenRunning(() -> calls.suppress(roles));
  }

  /** KILL of a task. */
  public Status kill(byte[] taskId) {
    return whenRunning(() -> calls.call(id -> CallEncoder.kill(id, taskId)));
  }

  /** REQUEST for resources. */
  public Status request(Collection<byte[]> requests) {
    return whenRunning(() -> calls.call(id -> CallEncoder.request(id, requests)));
  }

  /** MESSAGE to an executor. */
  public Status message(byte[] executorId, byte[] agentId, byte[] data) {
    return whenRunning(() -> calls.call(id -> CallEncoder.message(id, agentId, executorId, data)));
  }

  /** RECONCILE of tasks, given as TaskStatus; of all if there are none. */
  public Status reconcile(Collection<byte[]> statuses) {
    return whenRunning(() -> {
      List<byte[]> tasks = new ArrayList<>(statuses.size());
      try {
        for (byte[] status : statuses) {
          tasks.add(CallEncoder.reconciledTask(Message.parse(status)));
        }
        calls.call(id -> CallEncoder.reconcile(id, tasks));
      } catch (IOException e) {
        misused("Malformed TaskStatus: " + e.getMessage());
      }
    });
  }

  /** ACKNOWLEDGE of an update, given as TaskStatus; illegal with implicit acknowledgements. */
  public Status acknowledge(byte[] status) {
    return whenRunning(() -> {
      if (options.implicitAcknowledgements()) {
        misused("Cannot call acknowledgeStatusUpdate: Implicit acknowledgements are enabled");
        return;
      }
      try {
        EventDispatcher.acknowledge(calls, Message.parse(status));
      } catch (IOException e) {
        misused("Malformed TaskStatus: " + e.getMessage());
      }
    });
  }

  /**
   * UPDATE_FRAMEWORK; told with the next subscription while no master listens.
   *
   * @param constraints encoded OfferConstraints, null for none
   */
  public Status updateFramework(
      byte[] info, Collection<String> suppressedRoles, byte @Nullable [] constraints) {
    return whenRunning(() -> {
      String known = calls.frameworkId();
      if (known.isEmpty()) {
        misused(
            "MesosSchedulerDriver::updateFramework() must not be called prior to registration"
                + " with the master");
      } else if (!known.equals(idOf(info))) {
        misused(
            "The 'FrameworkInfo.id' provided to MesosSchedulerDriver::updateFramework() ("
                + idOf(info)
                + ") must be equal to the value known to the MesosSchedulerDriver ("
                + known
                + ")");
      } else if (new HashSet<>(suppressedRoles).size() < suppressedRoles.size()) {
        misused("Invalid suppressed role list: contains duplicates " + suppressedRoles);
      } else {
        calls.updateFramework(info, suppressedRoles, constraints);
      }
    });
  }

  private static String idOf(byte[] info) {
    try {
      return Message.parse(info).message(FRAMEWORK_ID).text(1).orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private Status whenRunning(Runnable action) {
    Status status = life.status();
    if (status == Status.DRIVER_RUNNING) {
      action.run();
    }
    return status;
  }

  /** Aborts and tells the application why; from any thread. */
  void misused(String message) {
    thread.post(() -> fail(message));
  }

  /** As {@link #misused}, but at once; on the callback thread only. */
  void fail(String message) {
    if (life.isRunning()) {
      abort();
      callbacks.error(message);
    }
  }
}
