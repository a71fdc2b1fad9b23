import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.*;
import java.util.concurrent.CountDownLatch;
import org.apache.mesos.*;
import org.apache.mesos.Protos.*;

/** Fills every offer with tasks that say hello. Arguments: the master's address, how many tasks. */
public class HelloFramework implements Scheduler {
  final CountDownLatch registered = new CountDownLatch(1);
  final Set<TaskID> ended = new HashSet<>();
  final int tasks;
  int launched;
  boolean failed;

  HelloFramework(int tasks) {
    this.tasks = tasks;
  }

  public static void main(String[] args) throws InterruptedException {
    if (args.length == 0) {
      System.err.println("usage: HelloFramework <master's host:port> [number of tasks, 10]");
      System.exit(2);
    }
    HelloFramework hello = new HelloFramework(args.length > 1 ? Integer.parseInt(args[1]) : 10);
    FrameworkInfo framework = FrameworkInfo.newBuilder().setUser("").setName("hello-world").build();
    SchedulerDriver driver = new MesosSchedulerDriver(hello, framework, args[0]);
    if (driver.start() == Status.DRIVER_RUNNING && !hello.registered.await(30, SECONDS)) {
      System.err.println("No master at " + args[0] + " has answered for 30 seconds");
      System.exit(1);
    }
    System.exit(driver.join() == Status.DRIVER_STOPPED && !hello.failed ? 0 : 1);
  }

  public void registered(SchedulerDriver driver, FrameworkID id, MasterInfo master) {
    System.out.println("Registered as " + id.getValue() + " with master " + master.getHostname());
    registered.countDown();
  }

  public void resourceOffers(SchedulerDriver driver, List<Offer> offers) {
    for (Offer offer : offers) {
      List<TaskInfo> hellos = new ArrayList<>();
      double room = Math.min(offered(offer, "cpus") / 0.1, offered(offer, "mem") / 10) + 1e-6;
      while (launched < tasks && hellos.size() + 1 <= room) {
        hellos.add(hello(++launched, offer.getSlaveId()));
      }
      driver.launchTasks(List.of(offer.getId()), hellos);
    }
  }

  TaskInfo hello(int number, SlaveID agent) {
    return TaskInfo.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue("hello-" + number))
        .setName("Hello number " + number)
        .setSlaveId(agent)
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 10))
        .setCommand(CommandInfo.newBuilder().setValue("echo hello from task " + number))
        .build();
  }

  double offered(Offer offer, String name) {
    return offer.getResourcesList().stream()
        .filter(resource -> resource.getName().equals(name))
        .mapToDouble(resource -> resource.getScalar().getValue())
        .sum();
  }

  Resource.Builder scalar(String name, double value) {
    Value.Scalar amount = Value.Scalar.newBuilder().setValue(value).build();
    return Resource.newBuilder().setName(name).setType(Value.Type.SCALAR).setScalar(amount);
  }

  public void statusUpdate(SchedulerDriver driver, TaskStatus status) {
    System.out.println(status.getTaskId().getValue() + " is " + status.getState());
    switch (status.getState()) {
      case TASK_STAGING, TASK_STARTING, TASK_RUNNING -> {}
      default -> {
        failed |= status.getState() != TaskState.TASK_FINISHED;
        if (ended.add(status.getTaskId()) && ended.size() == tasks) {
          driver.stop();
        }
      }
    }
  }

  public void error(SchedulerDriver driver, String message) {
    System.err.println("Error: " + message);
    registered.countDown();
  }

  public void reregistered(SchedulerDriver driver, MasterInfo master) {}
  public void disconnected(SchedulerDriver driver) {}
  public void offerRescinded(SchedulerDriver driver, OfferID offer) {}
  public void frameworkMessage(SchedulerDriver driver, ExecutorID id, SlaveID agent, byte[] data) {}
  public void slaveLost(SchedulerDriver driver, SlaveID agent) {}
  public void executorLost(SchedulerDriver driver, ExecutorID id, SlaveID agent, int status) {}
}
