package io.meseta.core.master.machine;

import static io.meseta.core.master.machine.MasterFixture.frameworkInfo;
import static io.meseta.core.master.machine.MasterFixture.pid;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.Pid;
import io.meseta.core.RequestId;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.SchedulerCall;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.protocol.internal.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.UUID;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Does to a master whatever agents, schedulers, operators and networks may do, in any order. */
final class Chaos {

  private static final List<String> RESOURCES =
      List.of("cpus:1;mem:64", "cpus:0.5;mem:32", "cpus:0.001", "mem:128;disk:10", "cpus:9;mem:1");

  final MasterFixture master;
  private final RandomGenerator random;
  private final ChaosOperations operations;
  private final OperatorChaos operators;
  private final List<ByteString> uuids = new ArrayList<>();
  private int names;

  Chaos(MasterFixture master, RandomGenerator random) {
    this.master = master;
    this.random = random;
    this.operations = new ChaosOperations(master, random);
    this.operators = new OperatorChaos(master, random);
  }

  void act() {
    switch (random.nextInt(23)) {
      case 22 -> operators.act();
      case 20, 21 -> operations.act();
      case 0 ->
          master.registerAgentAgain(1 + random.nextInt(5), "cpus:4;mem:512;disk:100;ports:[1-9]");
      case 1 -> exitOrReturn();
      case 2 -> subscribe();
      case 3 -> disconnectOrResubscribe();
      case 4, 5, 6, 7 -> accept();
      case 8 -> decline();
      case 9 -> roles();
      case 10 -> kill();
      case 11, 12, 13 -> update();
      case 14 -> acknowledge();
      case 15 -> reconcile();
      case 16 -> rareAgentEvent();
      case 17 -> rareFrameworkEvent();
      default -> pass();
    }
  }

  private MasterSnapshot snapshot() {
    return master.core.snapshot(master.now());
  }

  private <T> Optional<T> any(List<T> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
  }

  private Optional<FrameworkSnapshot> anyConnected() {
    return any(snapshot().frameworks().stream().filter(FrameworkSnapshot::connected).toList());
  }

  private void pass() {
    snapshot().agents().stream()
        .filter(agent -> random.nextInt(5) != 0)
        .forEach(agent -> master.step(new MasterCommand.AgentPong(agent.pid())));
    master.advance(
        random.nextInt(4) == 0
            ? Duration.ofSeconds(random.nextInt(100))
            : Duration.ofMillis(random.nextInt(3)));
  }

  // ---- agents ---------------------------------------------------------------------------------

  private void exitOrReturn() {
    any(snapshot().agents())
        .ifPresent(agent -> {
          if (agent.connected()) {
            master.step(new MasterCommand.AgentExited(agent.pid()));
          } else {
            returns(agent);
          }
        });
    any(snapshot().unreachableAgents())
        .filter(agent -> random.nextBoolean())
        .ifPresent(agent -> returnsUnknown(agent.id()));
  }

  /** The agent reports most of what the master thinks it has. */
  private void returns(AgentSnapshot agent) {
    Messages.ReregisterSlaveMessage.Builder message = reregister(agent.id(), numberOf(agent));
    if (random.nextInt(4) != 0) {
      message.addAllCheckpointedResources(agent.total().checkpointed().toProtobuf());
    }
    for (FrameworkSnapshot framework : snapshot().frameworks()) {
      message.addFrameworks(framework.info());
      framework.tasks().stream()
          .filter(task -> task.getAgentId().equals(agent.info().getId()))
          .filter(task -> random.nextInt(4) != 0)
          .forEach(message::addTasks);
      framework.executors().stream()
          .filter(executor -> executor.agent().equals(agent.id()))
          .filter(executor -> random.nextInt(4) != 0)
          .forEach(executor -> message.addExecutorInfos(executor.info()));
    }
    master.step(new MasterCommand.ReregisterAgent(agent.pid(), message.build()));
  }

  private void returnsUnknown(AgentId id) {
    // Now and then it comes back in the place of another agent.
    int number = (random.nextInt(3) == 0 ? 1 : 6) + Math.floorMod(id.value().hashCode(), 5);
    Messages.ReregisterSlaveMessage.Builder message = reregister(id, number);
    for (FrameworkSnapshot framework : snapshot().frameworks()) {
      message.addFrameworks(framework.info());
      framework.unreachableTasks().stream()
          .filter(task -> task.getAgentId().getValue().equals(id.value()))
          .filter(task -> random.nextInt(4) != 0)
          .map(task -> task.toBuilder().setState(TaskState.TASK_RUNNING).build())
          .forEach(message::addTasks);
      message.addCompletedFrameworks(
          Messages.Archive.Framework.newBuilder()
              .setFrameworkInfo(framework.info())
              .addTasks(pastTask(framework.info().getId(), id, TaskState.TASK_FINISHED)));
    }
    FrameworkInfo stranger =
        frameworkInfo("stranger").setId(Text.frameworkId(new FrameworkId("s" + names++))).build();
    message
        .addFrameworks(stranger)
        .addTasks(pastTask(stranger.getId(), id, TaskState.TASK_RUNNING))
        .addTasks(pastTask(stranger.getId(), id, TaskState.TASK_RUNNING)); // by mistake
    any(snapshot().frameworks())
        .flatMap(framework -> any(framework.tasks()))
        .ifPresent(task -> message.addTasks(task.toBuilder().setAgentId(Text.agentId(id))));
    master.step(new MasterCommand.ReregisterAgent(pid(number), message.build()));
  }

  private static Task pastTask(FrameworkID framework, AgentId agent, TaskState state) {
    return Task.newBuilder()
        .setName("past")
        .setTaskId(MasterFixture.task("past", agent, "cpus:1").getTaskId())
        .setFrameworkId(framework)
        .setAgentId(Text.agentId(agent))
        .setState(state)
        .addAllResources(Text.resources("cpus:0.1;mem:8"))
        .build();
  }

  private Messages.ReregisterSlaveMessage.Builder reregister(AgentId id, int number) {
    return Messages.ReregisterSlaveMessage.newBuilder()
        .setSlave(
            MasterFixture.agentInfo(
                    number, "cpus:" + (2 + random.nextInt(3)) + ";mem:512;disk:100;ports:[1-9]")
                .toBuilder()
                .setId(Text.agentId(id)))
        .setVersion("1.11.0")
        .addAllAgentCapabilities(Text.AGENT_CAPABILITIES);
  }

  private static int numberOf(AgentSnapshot agent) {
    return Integer.parseInt(agent.info().getHostname().substring("agent".length()));
  }

  private void rareAgentEvent() {
    any(snapshot().agents())
        .ifPresent(agent -> {
          switch (random.nextInt(6)) {
            case 0 ->
                master.step(
                    new MasterCommand.UnregisterAgent(
                        agent.pid(),
                        Messages.UnregisterSlaveMessage.newBuilder()
                            .setSlaveId(agent.info().getId())
                            .build()));
            case 1 -> master.step(new MasterCommand.MarkAgentGone(new RequestId(-1), agent.id()));
            case 2 ->
                master.step(
                    new MasterCommand.UpdateAgent(
                        agent.pid(),
                        Messages.UpdateSlaveMessage.newBuilder()
                            .setSlaveId(agent.info().getId())
                            .setUpdateOversubscribedResources(true)
                            .addAllOversubscribedResources(
                                Text.revocable("cpus:" + random.nextInt(4)))
                            .setResourceVersionUuid(
                                UUID.newBuilder().setValue(ByteString.copyFromUtf8("v" + names)))
                            .build()));
            default -> exitExecutor(agent);
          }
        });
  }

  private void exitExecutor(AgentSnapshot agent) {
    any(snapshot().frameworks())
        .flatMap(framework -> any(framework.executors()))
        .ifPresent(executor ->
            master.step(
                new MasterCommand.ExitedExecutor(
                    agent.pid(),
                    Messages.ExitedExecutorMessage.newBuilder()
                        .setSlaveId(agent.info().getId())
                        .setFrameworkId(executor.info().getFrameworkId())
                        .setExecutorId(executor.info().getExecutorId())
                        .setStatus(0)
                        .build())));
  }

  private void update() {
    any(snapshot().frameworks())
        .flatMap(framework -> any(framework.tasks()))
        .ifPresent(task -> {
          TaskState state = TaskState.values()[random.nextInt(TaskState.values().length)];
          uuids.add(
              master.update(
                  snapshot().agent(Ids.of(task.getAgentId())).map(Chaos::numberOf).orElse(1),
                  Ids.of(task.getFrameworkId()),
                  TaskInfo.newBuilder()
                      .setName("")
                      .setTaskId(task.getTaskId())
                      .setAgentId(task.getAgentId())
                      .build(),
                  state));
        });
  }

  // ---- frameworks -----------------------------------------------------------------------------

  private void subscribe() {
    if (snapshot().frameworks().size() < 6) {
      FrameworkInfo.Builder info = frameworkInfo("f" + names++);
      info.setCheckpoint(random.nextBoolean()).setFailoverTimeout(random.nextInt(3) * 20);
      if (random.nextBoolean()) {
        info.addCapabilities(Capability.newBuilder().setType(Capability.Type.PARTITION_AWARE));
      }
      if (random.nextBoolean()) {
        info.addCapabilities(Capability.newBuilder().setType(Capability.Type.MULTI_ROLE));
        info.addRoles("a").addRoles("a/b");
      }
      enter(info);
    }
  }

  private void disconnectOrResubscribe() {
    Optional<FrameworkSnapshot> framework = any(snapshot().frameworks());
    framework
        .flatMap(FrameworkSnapshot::connection)
        .filter(connection -> random.nextBoolean())
        .ifPresent(connection -> master.step(new MasterCommand.DisconnectFramework(connection)));
    framework
        .filter(f -> random.nextBoolean())
        .ifPresent(f -> {
          FrameworkInfo.Builder info = f.info().toBuilder();
          if (info.getRolesCount() > 0 && random.nextBoolean()) {
            info.clearRoles().addRoles(random.nextBoolean() ? "a" : "c");
          }
          enter(info);
        });
  }

  /** Over HTTP or with a driver, which may speak for another framework already. */
  private void enter(FrameworkInfo.Builder info) {
    if (random.nextInt(3) == 0) {
      Pid driver = new Pid("driver-" + random.nextInt(5));
      master.subscribeDriver(driver, info, random.nextBoolean());
    } else {
      master.subscribe(info);
    }
  }

  private void accept() {
    Optional<FrameworkSnapshot> framework = anyConnected();
    if (framework.isEmpty() || framework.get().offers().isEmpty()) {
      return;
    }
    var offer = any(framework.get().offers()).orElseThrow();
    List<TaskInfo> tasks = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tasks.add(task(offer.agent()));
    }
    OfferId id = random.nextInt(10) == 0 ? new OfferId("M-O0") : offer.id();
    Call.Accept.Builder body =
        Call.Accept.newBuilder()
            .addOfferIds(Text.offerId(id))
            .addAllOperations(operations.some())
            .setFilters(Filters.newBuilder().setRefuseSeconds(random.nextInt(3) * 7.5));
    if (!tasks.isEmpty()) {
      body.addOperations(
          Operation.newBuilder()
              .setType(Operation.Type.LAUNCH)
              .setLaunch(Operation.Launch.newBuilder().addAllTaskInfos(tasks)));
    }
    master.call(framework.get().id(), new SchedulerCall.Accept(body.build()));
  }

  private TaskInfo task(AgentId agent) {
    TaskInfo task =
        MasterFixture.task(
            "t" + random.nextInt(30), agent, RESOURCES.get(random.nextInt(RESOURCES.size())));
    if (random.nextInt(3) != 0) {
      return task;
    }
    return task.toBuilder()
        .clearCommand()
        .setExecutor(
            ExecutorInfo.newBuilder()
                .setExecutorId(ExecutorID.newBuilder().setValue("e" + random.nextInt(3)))
                .setCommand(CommandInfo.newBuilder().setValue("x"))
                .addAllResources(Text.resources("cpus:0.1;mem:8")))
        .build();
  }

  private void decline() {
    anyConnected()
        .flatMap(framework -> any(framework.offers()))
        .ifPresent(offer -> master.decline(offer.framework(), offer.id(), random.nextInt(20)));
  }

  private void roles() {
    anyConnected()
        .ifPresent(framework ->
            master.call(
                framework.id(),
                switch (random.nextInt(4)) {
                  case 0 -> new SchedulerCall.Suppress(Call.Suppress.getDefaultInstance());
                  case 1 -> describeAnew(framework.info());
                  default -> new SchedulerCall.Revive(Call.Revive.getDefaultInstance());
                }));
  }

  /** Other roles while offers and tasks of the old ones are there. */
  private SchedulerCall describeAnew(FrameworkInfo old) {
    FrameworkInfo.Builder info = old.toBuilder();
    if (info.getRolesCount() > 0) {
      info.clearRoles().addRoles(random.nextBoolean() ? "a/b" : "c");
    }
    Call.UpdateFramework.Builder body = Call.UpdateFramework.newBuilder().setFrameworkInfo(info);
    if (random.nextInt(4) == 0) {
      body.addAllSuppressedRoles(info.getRolesList());
    }
    return new SchedulerCall.UpdateFramework(body.build(), OfferConstraints.NONE);
  }

  private void kill() {
    anyConnected()
        .flatMap(framework -> any(framework.tasks()))
        .ifPresent(task ->
            master.call(
                Ids.of(task.getFrameworkId()),
                new SchedulerCall.Kill(
                    Call.Kill.newBuilder().setTaskId(task.getTaskId()).build())));
  }

  private void acknowledge() {
    Optional<Task> task = anyConnected().flatMap(framework -> any(framework.tasks()));
    task.filter(Task::hasStatusUpdateUuid)
        .ifPresent(t ->
            master.call(
                Ids.of(t.getFrameworkId()),
                new SchedulerCall.Acknowledge(
                    Call.Acknowledge.newBuilder()
                        .setAgentId(t.getAgentId())
                        .setTaskId(t.getTaskId())
                        .setUuid(
                            random.nextInt(5) == 0
                                ? any(uuids).orElse(ByteString.EMPTY)
                                : t.getStatusUpdateUuid())
                        .build())));
  }

  private void reconcile() {
    anyConnected()
        .ifPresent(framework ->
            master.call(
                framework.id(),
                new SchedulerCall.Reconcile(
                    random.nextBoolean()
                        ? Call.Reconcile.getDefaultInstance()
                        : Call.Reconcile.newBuilder()
                            .addTasks(
                                Call.Reconcile.Task.newBuilder()
                                    .setTaskId(
                                        MasterFixture.task("t1", new AgentId("x"), "cpus:1")
                                            .getTaskId()))
                            .build())));
  }

  private void rareFrameworkEvent() {
    switch (random.nextInt(5)) {
      case 0 ->
          anyConnected()
              .ifPresent(framework -> master.call(framework.id(), new SchedulerCall.Teardown()));
      case 3 ->
          any(snapshot().frameworks())
              .ifPresent(framework ->
                  framework
                      .connection()
                      .ifPresent(connection ->
                          master.step(
                              new MasterCommand.DeactivateFramework(connection, framework.id()))));
      case 1 -> master.step(new MasterCommand.DisconnectFramework(new ConnectionId("nobody")));
      case 2 ->
          master.step(
              new MasterCommand.TearDownFramework(new RequestId(-2), new FrameworkId("nobody")));
      default ->
          any(snapshot().completedFrameworks())
              .ifPresent(framework ->
                  master.step(
                      new MasterCommand.Subscribe(
                          master.newConnection(),
                          Call.Subscribe.newBuilder().setFrameworkInfo(framework.info()).build(),
                          OfferConstraints.NONE)));
    }
  }
}
