package io.meseta.driver.scheduler;

import io.meseta.driver.wire.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.Protos.ExecutorID;
import org.apache.mesos.Protos.FrameworkID;
import org.apache.mesos.Protos.MasterInfo;
import org.apache.mesos.Protos.Offer;
import org.apache.mesos.Protos.OfferID;
import org.apache.mesos.Protos.SlaveID;
import org.apache.mesos.Protos.TaskStatus;
import org.apache.mesos.Scheduler;
import org.apache.mesos.SchedulerDriver;

/**
 * Turns the content of events into calls of the application's Scheduler, ready to be run. The only
 * class here that knows the v0 messages; v1 ones are the same bytes (Mesos reference §0.1). An
 * IOException says that the content is malformed, and never comes from the application.
 */
final class SchedulerCallbacks {
  private static final int UUID = 11;

  private final SchedulerDriver driver;
  private final Scheduler scheduler;

  SchedulerCallbacks(SchedulerDriver driver, Scheduler scheduler) {
    this.driver = driver;
    this.scheduler = scheduler;
  }

  Runnable registered(byte[] framework, byte[] master) throws IOException {
    FrameworkID id = FrameworkID.parseFrom(framework);
    MasterInfo info = MasterInfo.parseFrom(master);
    return () -> scheduler.registered(driver, id, info);
  }

  Runnable reregistered(byte[] master) throws IOException {
    MasterInfo info = MasterInfo.parseFrom(master);
    return () -> scheduler.reregistered(driver, info);
  }

  void disconnected() {
    scheduler.disconnected(driver);
  }

  Runnable resourceOffers(List<byte[]> encoded) throws IOException {
    List<Offer> offers = new ArrayList<>(encoded.size());
    for (byte[] offer : encoded) {
      offers.add(Offer.parseFrom(offer));
    }
    return () -> scheduler.resourceOffers(driver, offers);
  }

  Runnable offerRescinded(byte[] offer) throws IOException {
    OfferID id = OfferID.parseFrom(offer);
    return () -> scheduler.offerRescinded(driver, id);
  }

  /** An update; its uuid is shown only if the master waits for an acknowledgement. */
  Runnable statusUpdate(Message update) throws IOException {
    boolean acknowledge = update.bytes(UUID).filter(uuid -> uuid.length > 0).isPresent();
    byte[] shown = (acknowledge ? update.without() : update.without(UUID)).toByteArray();
    TaskStatus status = TaskStatus.parseFrom(shown);
    return () -> scheduler.statusUpdate(driver, status);
  }

  Runnable frameworkMessage(byte[] executor, byte[] agent, byte[] data) throws IOException {
    ExecutorID executorId = ExecutorID.parseFrom(executor);
    SlaveID agentId = SlaveID.parseFrom(agent);
    return () -> scheduler.frameworkMessage(driver, executorId, agentId, data);
  }

  Runnable slaveLost(byte[] agent) throws IOException {
    SlaveID agentId = SlaveID.parseFrom(agent);
    return () -> scheduler.slaveLost(driver, agentId);
  }

  Runnable executorLost(byte[] executor, byte[] agent, int status) throws IOException {
    ExecutorID executorId = ExecutorID.parseFrom(executor);
    SlaveID agentId = SlaveID.parseFrom(agent);
    return () -> scheduler.executorLost(driver, executorId, agentId, status);
  }

  void error(String message) {
    scheduler.error(driver, message);
  }
}
