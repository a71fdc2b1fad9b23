package io.meseta.testing.scheduler;

import com.google.protobuf.ByteString;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.Resources;
import io.meseta.testing.container.Program;
import io.meseta.testing.world.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Makes tasks of all kinds that fit into an offer. */
final class TaskFactory {

  private static final int EXECUTOR_CPU_THOUSANDTHS = 100;
  private static final int EXECUTOR_MEGABYTES = 32;

  private final String scheduler;
  private final Dice dice;
  private final double usesExecutor;
  private int tasks;
  private int executors;

  TaskFactory(String scheduler, Dice dice, double usesExecutor) {
    this.scheduler = scheduler;
    this.dice = dice;
    this.usesExecutor = usesExecutor;
  }

  /** Tasks for this offer, by themselves or as a pod, if it has room for any. */
  List<TaskInfo> tasksFor(Offer offer) {
    List<TaskInfo> tasks = singleTasksFor(offer);
    boolean hasDisk = Resources.of(offer.getResourcesList()).scalarThousandths("disk") >= 32_000;
    return hasDisk && dice.happens(usesExecutor / 2) ? pod(offer, tasks) : tasks;
  }

  /** The same tasks on one default executor. */
  private List<TaskInfo> pod(Offer offer, List<TaskInfo> tasks) {
    int number = dice.happens(0.5) ? ++executors : Math.max(1, executors);
    String id = scheduler + "-p" + number + "-" + offer.getAgentId().getValue();
    ExecutorInfo executor =
        ExecutorInfo.newBuilder()
            .setExecutorId(ExecutorID.newBuilder().setValue(id))
            .setType(ExecutorInfo.Type.DEFAULT)
            .setFrameworkId(offer.getFrameworkId())
            .addAllResources(resources(EXECUTOR_CPU_THOUSANDTHS, EXECUTOR_MEGABYTES))
            .addAllResources(ResourceSyntax.parse("disk:32", "*"))
            .build();
    return tasks.stream()
        .map(task ->
            task.toBuilder()
                .setExecutor(executor)
                .setCommand(command(program(Program.Kind.COMMAND)))
                .build())
        .toList();
  }

  private List<TaskInfo> singleTasksFor(Offer offer) {
    Resources offered = Resources.of(offer.getResourcesList());
    long cpus = offered.scalarThousandths("cpus");
    long megabytes = offered.scalarThousandths("mem") / 1000;
    List<TaskInfo> made = new ArrayList<>();
    int wanted = dice.between(1, 3);
    while (made.size() < wanted) {
      int taskCpus = 100 * dice.between(1, 10);
      int taskMegabytes = 32 * dice.between(1, 8);
      cpus -= taskCpus + EXECUTOR_CPU_THOUSANDTHS;
      megabytes -= taskMegabytes + EXECUTOR_MEGABYTES;
      if (cpus < 0 || megabytes < 0) {
        return made;
      }
      made.add(task(offer, resources(taskCpus, taskMegabytes)));
    }
    return made;
  }

  private TaskInfo task(Offer offer, List<Resource> resources) {
    String id = scheduler + "-t" + ++tasks;
    TaskInfo.Builder task =
        TaskInfo.newBuilder()
            .setName(id)
            .setTaskId(TaskID.newBuilder().setValue(id))
            .setAgentId(offer.getAgentId())
            .addAllResources(resources);
    if (dice.happens(usesExecutor)) {
      return task.setExecutor(executor(offer))
          .setData(ByteString.copyFromUtf8(program(Program.Kind.COMMAND).command()))
          .build();
    }
    Program.Kind kind = dice.happens(0.05) ? Program.Kind.BROKEN : Program.Kind.COMMAND;
    return task.setCommand(command(program(kind))).build();
  }

  /** A new executor, or the last one of this agent once more. */
  private ExecutorInfo executor(Offer offer) {
    int number = dice.happens(0.5) ? ++executors : Math.max(1, executors);
    String id = scheduler + "-e" + number + "-" + offer.getAgentId().getValue();
    boolean stubborn = number % 5 == 0;
    Program program = new Program(Program.Kind.EXECUTOR, Duration.ZERO, 0, stubborn);
    return ExecutorInfo.newBuilder()
        .setExecutorId(ExecutorID.newBuilder().setValue(id))
        .setType(ExecutorInfo.Type.CUSTOM)
        .setFrameworkId(offer.getFrameworkId())
        .setCommand(command(program))
        .addAllResources(resources(EXECUTOR_CPU_THOUSANDTHS, EXECUTOR_MEGABYTES))
        .build();
  }

  private Program program(Program.Kind kind) {
    Duration runs =
        dice.happens(0.3)
            ? Duration.ofDays(1)
            : dice.between(Duration.ofMillis(1), Duration.ofSeconds(40));
    return new Program(kind, runs, dice.happens(0.3) ? 1 : 0, dice.happens(0.2));
  }

  private static CommandInfo command(Program program) {
    return CommandInfo.newBuilder().setShell(true).setValue(program.command()).build();
  }

  private static List<Resource> resources(int cpuThousandths, int megabytes) {
    return ResourceSyntax.parse(
        "cpus:%d.%03d;mem:%d".formatted(cpuThousandths / 1000, cpuThousandths % 1000, megabytes),
        "*");
  }
}
