package org.apache.mesos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.mesos.Protos.ExecutorID;
import org.apache.mesos.Protos.Filters;
import org.apache.mesos.Protos.FrameworkID;
import org.apache.mesos.Protos.FrameworkInfo;
import org.apache.mesos.Protos.MasterInfo;
import org.apache.mesos.Protos.Offer;
import org.apache.mesos.Protos.OfferID;
import org.apache.mesos.Protos.SlaveID;
import org.apache.mesos.Protos.TaskInfo;
import org.apache.mesos.Protos.TaskStatus;

/** A framework like those of old; loaded beside the Mesos classes it was written for. */
public final class UniverseProbe implements Scheduler, Runnable {
  private final String master;
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  public UniverseProbe(String master) {
    this.master = master;
  }

  @Override
  public void run() {
    FrameworkInfo framework = FrameworkInfo.newBuilder().setUser("").setName("probe").build();
    notes.add(new MesosSchedulerDriver(this, framework, master).run().toString());
  }

  @Override
  public String toString() {
    return String.join(", ", notes);
  }

  @Override
  public void registered(SchedulerDriver driver, FrameworkID frameworkId, MasterInfo masterInfo) {
    notes.add("registered " + frameworkId.getValue());
  }

  @Override
  public void resourceOffers(SchedulerDriver driver, List<Offer> offers) {
    OfferID offer = offers.get(0).getId();
    notes.add("offered " + offer.getValue());
    driver.launchTasks(
        Collections.singletonList(offer),
        Collections.<TaskInfo>emptyList(),
        Filters.newBuilder().setRefuseSeconds(1).build());
  }

  @Override
  public void statusUpdate(SchedulerDriver driver, TaskStatus status) {
    notes.add(status.getTaskId().getValue() + " is " + status.getState());
    driver.stop();
  }

  @Override
  public void reregistered(SchedulerDriver driver, MasterInfo masterInfo) {}

  @Override
  public void offerRescinded(SchedulerDriver driver, OfferID offerId) {}

  @Override
  public void frameworkMessage(
      SchedulerDriver driver, ExecutorID executorId, SlaveID slaveId, byte[] data) {}

  @Override
  public void disconnected(SchedulerDriver driver) {}

  @Override
  public void slaveLost(SchedulerDriver driver, SlaveID slaveId) {}

  @Override
  public void executorLost(
      SchedulerDriver driver, ExecutorID executorId, SlaveID slaveId, int status) {}

  @Override
  public void error(SchedulerDriver driver, String message) {
    notes.add("error " + message);
  }
}
