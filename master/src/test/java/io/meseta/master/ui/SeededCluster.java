package io.meseta.master.ui;

import io.meseta.core.AgentId;
import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.Pid;
import io.meseta.core.allocator.Standing;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MaintenanceSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.master.snapshot.OfferSnapshot;
import io.meseta.core.master.snapshot.RoleRulesSnapshot;
import io.meseta.core.master.snapshot.RoleSnapshot;
import io.meseta.core.master.snapshot.UnreachableAgentSnapshot;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/**
 * A cluster to look at: two agents and one that is unreachable; {@code web} with tasks in every
 * situation and an offer, {@code done} that is completed.
 */
public final class SeededCluster {
  /** When the snapshot was taken. */
  public static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  /** A name that would be a script if somebody forgot to escape it. */
  public static final String HOSTILE = "\"><script>alert(1)</script>";

  private static final FrameworkId WEB = new FrameworkId("m-0000");
  private static final FrameworkId DONE = new FrameworkId("m-0001");

  private final List<Task> tasks = new ArrayList<>();
  private Pid firstAgent = new Pid("slave(1)@127.0.0.1:5051");

  /** The cluster as described. */
  public SeededCluster() {
    tasks.add(task("run", "runs", TaskState.TASK_RUNNING, "S0"));
    tasks.add(task("stage", HOSTILE, TaskState.TASK_STAGING, "S1"));
  }

  /** The same with so many more running tasks. */
  public SeededCluster withTasks(int count) {
    for (int i = 0; i < count; i++) {
      tasks.add(task("many-" + i, "one of many " + i, TaskState.TASK_RUNNING, "S" + i % 2));
    }
    return this;
  }

  /** The same with another address of the first agent. */
  public SeededCluster withFirstAgentAt(Pid pid) {
    firstAgent = pid;
    return this;
  }

  /** The picture. */
  public MasterSnapshot snapshot() {
    return new MasterSnapshot(
        NOW,
        MasterInfo.newBuilder()
            .setId("m")
            .setIp(1)
            .setPort(5050)
            .setPid("master@127.0.0.1:5050")
            .setHostname("localhost")
            .build(),
        NOW.minusSeconds(3600),
        Optional.of(NOW.minusSeconds(3599)),
        List.of(web()),
        List.of(done()),
        List.of(
            agent("S0", "alpha", firstAgent, true),
            agent("S1", "beta", new Pid("slave(1)@10.0.0.2:5051"), false)),
        List.of(),
        List.of(new UnreachableAgentSnapshot(new AgentId("S9"), NOW.minusSeconds(60))),
        List.of(
            new RoleSnapshot(
                "web",
                2.5,
                List.of(WEB),
                resources("cpus", 1, "mem", 128),
                resources("cpus", 2),
                Resources.EMPTY,
                Optional.of(new Standing(0.25, 3)))),
        RoleRulesSnapshot.NONE,
        MaintenanceSnapshot.NONE);
  }

  private FrameworkSnapshot web() {
    FrameworkInfo info =
        FrameworkInfo.newBuilder()
            .setId(FrameworkID.newBuilder().setValue(WEB.value()))
            .setName("web")
            .setUser("root")
            .addRoles("web")
            .setHostname("localhost")
            .setFailoverTimeout(3600)
            .addCapabilities(
                FrameworkInfo.Capability.newBuilder()
                    .setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
            .build();
    OfferSnapshot offer =
        new OfferSnapshot(
            new OfferId("m-O1"),
            WEB,
            new AgentId("S0"),
            "web",
            resources("cpus", 2),
            NOW.minusSeconds(1));
    return new FrameworkSnapshot(
        WEB,
        info,
        Optional.empty(),
        Optional.of(new ConnectionId("s-1")),
        true,
        false,
        times(Optional.empty()),
        Set.of(),
        OfferConstraints.getDefaultInstance(),
        tasks,
        List.of(task("away", "away", TaskState.TASK_UNREACHABLE, "S9")),
        List.of(failed(), task("fine", "fine", TaskState.TASK_FINISHED, "S0")),
        List.of(),
        List.of(offer),
        resources("cpus", 1, "mem", 128),
        resources("cpus", 2));
  }

  private static FrameworkSnapshot done() {
    FrameworkInfo info =
        FrameworkInfo.newBuilder()
            .setId(FrameworkID.newBuilder().setValue(DONE.value()))
            .setName("done")
            .setUser("nobody")
            .setRole("*")
            .build();
    return new FrameworkSnapshot(
        DONE,
        info,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        times(Optional.of(NOW.minusSeconds(10))),
        Set.of(),
        OfferConstraints.getDefaultInstance(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Resources.EMPTY,
        Resources.EMPTY);
  }

  private static FrameworkSnapshot.Times times(Optional<Instant> unregistered) {
    return new FrameworkSnapshot.Times(
        Optional.of(NOW.minusSeconds(600)), Optional.empty(), unregistered);
  }

  private static AgentSnapshot agent(String id, String host, Pid pid, boolean active) {
    AgentInfo info =
        AgentInfo.newBuilder()
            .setId(AgentID.newBuilder().setValue(id))
            .setHostname(host)
            .addAttributes(
                Attribute.newBuilder()
                    .setName("rack")
                    .setType(Value.Type.TEXT)
                    .setText(Value.Text.newBuilder().setValue("r-" + host)))
            .build();
    return new AgentSnapshot(
        new AgentId(id),
        info,
        pid,
        "1.11.0",
        List.of(),
        NOW.minusSeconds(900),
        Optional.empty(),
        true,
        active,
        !active,
        Optional.empty(),
        Optional.empty(),
        resources("cpus", 4, "mem", 1024),
        resources("cpus", 1, "mem", 128),
        Resources.EMPTY,
        Set.of(WEB),
        List.of());
  }

  private static Task task(String id, String name, TaskState state, String agent) {
    return Task.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue(id))
        .setName(name)
        .setFrameworkId(FrameworkID.newBuilder().setValue(WEB.value()))
        .setAgentId(AgentID.newBuilder().setValue(agent))
        .setState(state)
        .addAllResources(resources("cpus", 0.1, "mem", 32).allocatedTo("web").toProtobuf())
        .addStatuses(status(TaskState.TASK_STARTING, 100))
        .addStatuses(status(state, 50))
        .build();
  }

  private static Task failed() {
    TaskStatus failure =
        status(TaskState.TASK_FAILED, 5).toBuilder()
            .setSource(Source.SOURCE_EXECUTOR)
            .setReason(Reason.REASON_COMMAND_EXECUTOR_FAILED)
            .setMessage("Command exited with status 3")
            .build();
    return task("bad", "goes wrong", TaskState.TASK_RUNNING, "S0").toBuilder()
        .setState(TaskState.TASK_FAILED)
        .addStatuses(failure)
        .build();
  }

  private static TaskStatus status(TaskState state, int secondsAgo) {
    return TaskStatus.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue("t"))
        .setState(state)
        .setTimestamp(NOW.minusSeconds(secondsAgo).getEpochSecond())
        .setContainerStatus(
            ContainerStatus.newBuilder().setContainerId(ContainerID.newBuilder().setValue("c-1")))
        .build();
  }

  private static Resources resources(Object... namesAndAmounts) {
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < namesAndAmounts.length; i += 2) {
      double amount = ((Number) namesAndAmounts[i + 1]).doubleValue();
      resources.add(
          Resource.newBuilder()
              .setName((String) namesAndAmounts[i])
              .setType(Value.Type.SCALAR)
              .setScalar(Value.Scalar.newBuilder().setValue(amount))
              .build());
    }
    return Resources.of(resources);
  }
}
