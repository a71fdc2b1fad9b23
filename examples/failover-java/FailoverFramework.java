import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.*;
import java.util.concurrent.*;
import org.apache.mesos.*;
import org.apache.mesos.Protos.*;

/** Runs every task to its end, once, however often it or the master is killed. Arguments: master, file. */
public class FailoverFramework implements Scheduler {
  static final double WEEK = 7 * 24 * 3600;

  final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  final TaskFile file;
  final Set<String> unheard = new TreeSet<>();
  Future<?> nextQuestion = CompletableFuture.completedFuture(null);

  FailoverFramework(TaskFile file) {
    this.file = file;
  }

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: FailoverFramework <master> <file> [number of tasks, 3] [seconds each, 10]");
      System.exit(2);
    }
    TaskFile file = new TaskFile(Path.of(args[1]));
    if (file.isNew()) {
      file.plan(args.length > 2 ? Integer.parseInt(args[2]) : 3, args.length > 3 ? args[3] : "10");
    }
    FrameworkInfo.Builder framework =
        FrameworkInfo.newBuilder()
            .setUser("")
            .setName("failover")
            .setCheckpoint(true) // tasks outlive their agent's daemon
            .setFailoverTimeout(WEEK); // and this process
    file.frameworkId().ifPresent(id -> framework.setId(FrameworkID.newBuilder().setValue(id)));
    FailoverFramework failover = new FailoverFramework(file);
    Status end = new MesosSchedulerDriver(failover, framework.build(), args[0]).run();
    System.exit(end == Status.DRIVER_STOPPED ? 0 : 1);
  }

  /** At first, after this process was started again, and when another master leads. */
  public void registered(SchedulerDriver driver, FrameworkID id, MasterInfo master) {
    System.out.println("Registered as " + id.getValue() + " with master " + master.getHostname());
    file.keepFrameworkId(id.getValue());
    reconcile(driver);
  }

  public void reregistered(SchedulerDriver driver, MasterInfo master) {
    System.out.println("Registered again with master " + master.getHostname());
    reconcile(driver);
  }

  /**
   * Asks for the state of every task that was launched, and asks again until all are known: a new
   * master says nothing of a task before the agent of that task is back.
   */
  synchronized void reconcile(SchedulerDriver driver) {
    nextQuestion.cancel(false);
    unheard.clear();
    unheard.addAll(file.launched());
    ask(driver, 1);
  }

  synchronized void ask(SchedulerDriver driver, int seconds) {
    if (!unheard.isEmpty()) {
      List<TaskStatus> questions = new ArrayList<>();
      for (String task : unheard) {
        questions.add(
            TaskStatus.newBuilder()
                .setTaskId(TaskID.newBuilder().setValue(task))
                .setSlaveId(SlaveID.newBuilder().setValue(file.agent(task)))
                .setState(TaskState.TASK_STAGING) // required by the message, ignored by the master
                .build());
      }
      System.out.println("What about " + unheard + "?");
      driver.reconcileTasks(questions);
      nextQuestion = timer.schedule(() -> ask(driver, Math.min(60, 2 * seconds)), seconds, SECONDS);
    }
  }

  public synchronized void resourceOffers(SchedulerDriver driver, List<Offer> offers) {
    for (Offer offer : offers) {
      List<TaskInfo> fill = new ArrayList<>();
      for (String task : file.waiting()) {
        if (fits(offer, fill.size() + 1)) {
          // First into the file, then to the master: a crash between the two is found by reconciling.
          file.launch(task, offer.getSlaveId().getValue());
          fill.add(task(task, offer));
        }
      }
      driver.launchTasks(List.of(offer.getId()), fill);
    }
  }

  TaskInfo task(String id, Offer offer) {
    String command = "echo " + id + " begins; sleep " + file.seconds() + "; echo " + id + " ends";
    return TaskInfo.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue(id))
        .setName(id)
        .setSlaveId(offer.getSlaveId())
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32))
        .setCommand(CommandInfo.newBuilder().setValue(command))
        .build();
  }

  static boolean fits(Offer offer, int tasks) {
    return offered(offer, "cpus") + 1e-6 >= 0.1 * tasks && offered(offer, "mem") >= 32 * tasks;
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

  public synchronized void statusUpdate(SchedulerDriver driver, TaskStatus status) {
    String task = status.getTaskId().getValue();
    System.out.println(task + " is " + status.getState());
    unheard.remove(task);
    switch (status.getState()) {
      case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE -> {}
      case TASK_FINISHED -> file.finish(task);
      default -> file.retry(task); // it failed, or never began: again, under a new id
    }
    if (file.isDone()) {
      driver.stop();
      file.delete();
    }
  }

  public void error(SchedulerDriver driver, String message) {
    System.err.println("Error: " + message);
  }

  public void disconnected(SchedulerDriver driver) {
    System.out.println("The master is gone; tasks run on");
  }

  public void offerRescinded(SchedulerDriver driver, OfferID offer) {}
  public void frameworkMessage(SchedulerDriver d, ExecutorID e, SlaveID agent, byte[] data) {}
  public void slaveLost(SchedulerDriver driver, SlaveID agent) {}
  public void executorLost(SchedulerDriver driver, ExecutorID id, SlaveID agent, int status) {}
}
