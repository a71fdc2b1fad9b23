import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.mesos.*;
import org.apache.mesos.Protos.*;

/** Started by an agent. Each task says hello to the framework until that answers, and is finished. */
public class GreetingExecutor implements Executor {
  final Map<String, CountDownLatch> greeted = new ConcurrentHashMap<>();

  public static void main(String[] args) {
    System.exit(new MesosExecutorDriver(new GreetingExecutor()).run() == Status.DRIVER_STOPPED ? 0 : 1);
  }

  public void launchTask(ExecutorDriver driver, TaskInfo task) {
    greeted.put(task.getTaskId().getValue(), new CountDownLatch(1));
    new Thread(() -> greet(driver, task.getTaskId())).start();
  }

  void greet(ExecutorDriver driver, TaskID task) {
    send(driver, task, TaskState.TASK_RUNNING);
    try {
      do {
        driver.sendFrameworkMessage(task.getValue().getBytes(UTF_8));
      } while (!greeted.get(task.getValue()).await(1, SECONDS));
      send(driver, task, TaskState.TASK_FINISHED);
    } catch (InterruptedException e) {
      send(driver, task, TaskState.TASK_FAILED);
    }
  }

  void send(ExecutorDriver driver, TaskID task, TaskState state) {
    System.out.println(task.getValue() + " is " + state);
    driver.sendStatusUpdate(TaskStatus.newBuilder().setTaskId(task).setState(state).build());
  }

  public void frameworkMessage(ExecutorDriver driver, byte[] task) {
    System.out.println("The framework has answered " + new String(task, UTF_8));
    greeted.get(new String(task, UTF_8)).countDown();
  }

  public void killTask(ExecutorDriver driver, TaskID task) {
    send(driver, task, TaskState.TASK_KILLED);
  }

  public void shutdown(ExecutorDriver driver) {
    driver.stop();
  }

  public void error(ExecutorDriver driver, String message) {
    System.err.println("Error: " + message);
  }

  public void registered(ExecutorDriver d, ExecutorInfo executor, FrameworkInfo f, SlaveInfo agent) {
    System.out.println("Registered on " + agent.getHostname());
  }

  public void reregistered(ExecutorDriver driver, SlaveInfo agent) {}
  public void disconnected(ExecutorDriver driver) {}
}
