package org.apache.mesos;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.mesos.Protos.ExecutorID;
import org.apache.mesos.Protos.FrameworkID;
import org.apache.mesos.Protos.MasterInfo;
import org.apache.mesos.Protos.Offer;
import org.apache.mesos.Protos.OfferID;
import org.apache.mesos.Protos.SlaveID;
import org.apache.mesos.Protos.TaskStatus;

/** Keeps every callback as a line of text, and notes on which thread it came. */
class RecordingScheduler implements Scheduler {
  final BlockingQueue<String> callbacks = new LinkedBlockingQueue<>();
  final BlockingQueue<TaskStatus> statuses = new LinkedBlockingQueue<>();
  final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  final AtomicInteger concurrent = new AtomicInteger();
  volatile int maxConcurrent;

  String await() throws InterruptedException {
    return FakePeer.present(
        callbacks.poll(FakePeer.PATIENCE_SECONDS, TimeUnit.SECONDS), "callback");
  }

  private void note(String text) {
    maxConcurrent = Math.max(maxConcurrent, concurrent.incrementAndGet());
    threads.add(Thread.currentThread());
    callbacks.add(text);
    called(text);
    concurrent.decrementAndGet();
  }

  /** What a test wants to happen within a callback. */
  void called(String text) {}

  @Override
  public void registered(SchedulerDriver driver, FrameworkID frameworkId, MasterInfo masterInfo) {
    note("registered " + frameworkId.getValue() + " at " + masterInfo.getHostname());
  }

  @Override
  public void reregistered(SchedulerDriver driver, MasterInfo masterInfo) {
    note("reregistered at " + masterInfo.getHostname());
  }

  @Override
  public void resourceOffers(SchedulerDriver driver, List<Offer> offers) {
    StringBuilder text = new StringBuilder("offers");
    offers.forEach(offer -> text.append(" " + offer.getId().getValue()));
    note(text + " of " + offers.get(0).getSlaveId().getValue());
  }

  @Override
  public void offerRescinded(SchedulerDriver driver, OfferID offerId) {
    note("rescinded " + offerId.getValue());
  }

  @Override
  public void statusUpdate(SchedulerDriver driver, TaskStatus status) {
    statuses.add(status);
    String uuid = status.hasUuid() ? " uuid " + status.getUuid().toStringUtf8() : "";
    note("update " + status.getTaskId().getValue() + " " + status.getState() + uuid);
  }

  @Override
  public void frameworkMessage(
      SchedulerDriver driver, ExecutorID executorId, SlaveID slaveId, byte[] data) {
    note(
        "message "
            + new String(data, java.nio.charset.StandardCharsets.UTF_8)
            + " from "
            + executorId.getValue()
            + " on "
            + slaveId.getValue());
  }

  @Override
  public void disconnected(SchedulerDriver driver) {
    note("disconnected");
  }

  @Override
  public void slaveLost(SchedulerDriver driver, SlaveID slaveId) {
    note("slave lost " + slaveId.getValue());
  }

  @Override
  public void executorLost(
      SchedulerDriver driver, ExecutorID executorId, SlaveID slaveId, int status) {
    note("executor lost " + executorId.getValue() + " on " + slaveId.getValue() + ": " + status);
  }

  @Override
  public void error(SchedulerDriver driver, String message) {
    note("error " + message);
  }
}
