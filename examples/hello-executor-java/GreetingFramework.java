import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.nio.file.Path;
import java.util.*;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.mesos.*;
import org.apache.mesos.Protos.*;

/** Runs tasks in an executor of its own and answers what they say. Arguments: master, how many. */
public class GreetingFramework implements Scheduler {
  final CountDownLatch registered = new CountDownLatch(1);
  final Set<TaskID> ended = new HashSet<>();
  final int tasks;
  int launched;
  boolean failed;

  GreetingFramework(int tasks) {
    this.tasks = tasks;
  }

  public static void main(String[] args) throws InterruptedException {
    if (args.length == 0) {
      System.err.println("usage: GreetingFramework <master's host:port> [number of tasks, 3]");
      System.exit(2);
    }
    GreetingFramework greeting =
        new GreetingFramework(args.length > 1 ? Integer.parseInt(args[1]) : 3);
    FrameworkInfo framework = FrameworkInfo.newBuilder().setUser("").setName("greeting").build();
    SchedulerDriver driver = new MesosSchedulerDriver(greeting, framework, args[0]);
    if (driver.start() == Status.DRIVER_RUNNING && !greeting.registered.await(30, SECONDS)) {
      System.err.println("No master at " + args[0] + " has answered for 30 seconds");
      System.exit(1);
    }
    System.exit(driver.join() == Status.DRIVER_STOPPED && !greeting.failed ? 0 : 1);
  }

  public void registered(SchedulerDriver driver, FrameworkID id, MasterInfo master) {
    System.out.println("Registered as " + id.getValue() + " with master " + master.getHostname());
    registered.countDown();
  }

  public void resourceOffers(SchedulerDriver driver, List<Offer> offers) {
    for (Offer offer : offers) {
      List<TaskInfo> fill = new ArrayList<>();
      while (launched < tasks && fits(offer, fill.size() + 1)) {
        fill.add(
            TaskInfo.newBuilder()
                .setTaskId(TaskID.newBuilder().setValue("greeting-" + ++launched))
                .setName("Greeting number " + launched)
                .setSlaveId(offer.getSlaveId())
                .addResources(scalar("cpus", 0.1))
                .addResources(scalar("mem", 10))
                .setExecutor(executor())
                .build());
      }
      driver.launchTasks(List.of(offer.getId()), fill);
    }
  }

  /** The agent starts one per framework: it finds the same Java and classes as this process has. */
  static ExecutorInfo executor() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    // Tasks have no locale, and without one Java finds no class in a directory called "für mich".
    String command =
        "LC_ALL=C.UTF-8 exec '" + java + "' -Xmx32m -cp '" + classPath + "' GreetingExecutor";
    return ExecutorInfo.newBuilder()
        .setExecutorId(ExecutorID.newBuilder().setValue("greeter"))
        .setName("Greeter")
        .setCommand(CommandInfo.newBuilder().setValue(command))
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 64))
        .build();
  }

  static boolean fits(Offer offer, int tasks) {
    return offered(offer, "cpus") + 1e-6 >= 0.1 + 0.1 * tasks
        && offered(offer, "mem") >= 64 + 10 * tasks;
  }

  static double offered(Offer offer, String name) {
    return offer.getResourcesList().stream()
        .filter(resource -> resource.getName().equals(name))
        .mapToDouble(resource -> resource.getScalar().getValue())
        .sum();
  }

  static Resource.Builder scalar(String name, double value) {
    Value.Scalar amount = Value.Scalar.newBuilder().setValue(value).build();
    return Resource.newBuilder().setName(name).setType(Value.Type.SCALAR).setScalar(amount);
  }

  public void frameworkMessage(SchedulerDriver driver, ExecutorID id, SlaveID agent, byte[] task) {
    System.out.println(new String(task, UTF_8) + " says hello from " + agent.getValue());
    driver.sendFrameworkMessage(id, agent, task);
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
  public void slaveLost(SchedulerDriver driver, SlaveID agent) {}
  public void executorLost(SchedulerDriver driver, ExecutorID id, SlaveID agent, int status) {}
}
