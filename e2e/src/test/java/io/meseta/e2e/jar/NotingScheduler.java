package io.meseta.e2e.jar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.mesos.Protos.ExecutorID;
import org.apache.mesos.Protos.FrameworkID;
import org.apache.mesos.Protos.MasterInfo;
import org.apache.mesos.Protos.Offer;
import org.apache.mesos.Protos.OfferID;
import org.apache.mesos.Protos.SlaveID;
import org.apache.mesos.Protos.TaskState;
import org.apache.mesos.Protos.TaskStatus;
import org.apache.mesos.Scheduler;
import org.apache.mesos.SchedulerDriver;

/** Notes its callbacks as the recorded scheduler did; offers wait for whoever wants them. */
final class NotingScheduler implements Scheduler {
  final List<String> notes = new CopyOnWriteArrayList<>();
  final BlockingQueue<Offer> offers = new LinkedBlockingQueue<>();
  volatile String frameworkId = "";

  @Override
  public void registered(SchedulerDriver driver, FrameworkID framework, MasterInfo master) {
    frameworkId = framework.getValue();
    notes.add("registered");
  }

  @Override
  public void reregistered(SchedulerDriver driver, MasterInfo master) {
    notes.add("reregistered");
  }

  @Override
  public void resourceOffers(SchedulerDriver driver, List<Offer> offered) {
    offers.addAll(offered);
  }

  @Override
  public void statusUpdate(SchedulerDriver driver, TaskStatus status) {
    notes.add(
        "status %s %s %s uuid=%s %s"
            .formatted(
                status.getTaskId().getValue(),
                status.getState(),
                status.getReason(),
                status.hasUuid(),
                status.getMessage())
            .trim());
    if (status.getTaskId().getValue().equals("jx")
        && status.getState() == TaskState.TASK_RUNNING
        && status.hasUuid()) {
      ExecutorID executor = ExecutorID.newBuilder().setValue("jex").build();
      driver.sendFrameworkMessage(executor, status.getSlaveId(), "hello".getBytes(UTF_8));
    }
  }

  @Override
  public void frameworkMessage(
      SchedulerDriver driver, ExecutorID executor, SlaveID agent, byte[] data) {
    notes.add("message " + new String(data, UTF_8));
  }

  @Override
  public void disconnected(SchedulerDriver driver) {
    notes.add("disconnected");
  }

  @Override
  public void error(SchedulerDriver driver, String message) {
    notes.add("error " + message);
  }

  @Override
  public void offerRescinded(SchedulerDriver driver, OfferID offer) {}

  @Override
  public void slaveLost(SchedulerDriver driver, SlaveID agent) {}

  @Override
  public void executorLost(SchedulerDriver driver, ExecutorID id, SlaveID agent, int status) {}
}
