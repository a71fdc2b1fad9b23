package io.meseta.bench.inside;

import io.meseta.bench.report.Table;
import io.meseta.bench.swarm.Calls;
import io.meseta.bench.swarm.TaskShape;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * What a master keeps for each agent, task and completed task: heap in use after a full collection,
 * before and after there are so many of them.
 */
public final class MasterHeap {

  private static final int AGENTS = 10_000;
  private static final int TASKS_PER_AGENT = 10;

  private final MasterHands master = new MasterHands();
  private final TaskShape shape = new TaskShape(Calls.command("/bin/true", false), 0.1, 10);
  private final Table table = Table.of("the master keeps", "count", "bytes each");
  private long usedBytes;

  private MasterHeap() {}

  /** Measures and returns the table. */
  public static Table measure() {
    MasterHeap heap = new MasterHeap();
    heap.fill();
    Reference.reachabilityFence(heap.master);
    return heap.table;
  }

  private void fill() {
    begin();
    for (int agent = 0; agent < AGENTS; agent++) {
      master.registerAgent(agent, "cpus:1;mem:100");
    }
    end("an agent", AGENTS);
    master.subscribe();
    List<Launch> launches = master.offers().stream().map(this::plan).toList();
    begin(); // what this side remembers must not be counted
    launches.forEach(launch -> master.call(Calls.accept(launch.offer, launch.tasks, 0).build()));
    launches.forEach(launch -> update(launch, TaskState.TASK_RUNNING));
    end("a running task", AGENTS * TASKS_PER_AGENT);
    launches.forEach(launch -> update(launch, TaskState.TASK_FINISHED));
    end("more, a completed task than a running one", AGENTS * TASKS_PER_AGENT);
    Reference.reachabilityFence(launches);
  }

  /** What is launched on one agent. */
  private record Launch(Offer offer, List<TaskInfo> tasks) {}

  private Launch plan(Offer offer) {
    List<TaskInfo> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS_PER_AGENT; i++) {
      tasks.add(shape.task("task-%s-%d".formatted(offer.getAgentId().getValue(), i), offer));
    }
    return new Launch(offer, tasks);
  }

  private void update(Launch launch, TaskState state) {
    int agent = Integer.parseInt(launch.offer.getHostname().replaceAll("\\D", ""));
    launch.tasks.forEach(task -> master.update(MasterHands.pid(agent), task, state));
  }

  private void begin() {
    usedBytes = usedAfterCollection();
  }

  private void end(String what, int count) {
    long more = usedAfterCollection() - usedBytes;
    table.row(what, "%,d".formatted(count), "%,d".formatted(more / count));
    begin();
  }

  private static long usedAfterCollection() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
