package io.meseta.core.master.machine;

import com.google.protobuf.ByteString;
import io.meseta.core.RequestId;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.OperatorCommand;
import io.meseta.core.master.SchedulerCall;
import io.meseta.core.master.message.Ids;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.protocol.internal.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.UUID;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Operations of any kind, wanted by anybody, and whatever agents may say of them. */
final class ChaosOperations {

  private static final List<String> LINES =
      List.of(
          "reserve cpus:0.5;disk:20 for a",
          "reserve disk:20 for a/b of a",
          "reserve disk:5 for *",
          "create v 10 for a",
          "create w 10 for a/b of a",
          "create x 10 for a shared",
          "grow v 10 for a by 5",
          "shrink v 15 for a by 5",
          "destroy v 10 for a",
          "destroy w 10 for a/b of a",
          "destroy x 10 for a shared",
          "unreserve cpus:0.5 for a",
          "unreserve disk:5 for a",
          "unreserve disk:20 for a/b of a");

  private final MasterFixture master;
  private final RandomGenerator random;
  private int names;

  ChaosOperations(MasterFixture master, RandomGenerator random) {
    this.master = master;
    this.random = random;
  }

  void act() {
    Optional<AgentSnapshot> agent = any(master.core.snapshot(master.now()).agents());
    switch (random.nextInt(5)) {
      case 0, 1 -> agent.ifPresent(this::report);
      case 2 -> agent.ifPresent(this::tellOperations);
      case 3 -> agent.ifPresent(this::acknowledge);
      default ->
          agent.ifPresent(a ->
              master.step(
                  new OperatorCommand.ChangeResources(
                      new RequestId(-3), a.id(), operation(), Optional.empty())));
    }
  }

  private <T> Optional<T> any(List<T> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
  }

  /** What a framework may put in front of its launches. */
  List<Offer.Operation> some() {
    List<Offer.Operation> some = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      some.add(operation());
    }
    return some;
  }

  private Offer.Operation operation() {
    String id = random.nextBoolean() ? " id o" + names++ : "";
    Words words = new Words(LINES.get(random.nextInt(LINES.size())) + id);
    return OperationScript.operation(words.next(), words);
  }

  private void report(AgentSnapshot agent) {
    Optional<Operation> operation = any(agent.operations());
    OperationStatus.Builder status =
        OperationStatus.newBuilder()
            .setState(OperationState.forNumber(random.nextInt(OperationState.values().length)));
    if (random.nextInt(4) != 0) {
      status.setUuid(UUID.newBuilder().setValue(ByteString.copyFromUtf8("s" + names++)));
    }
    Messages.UpdateOperationStatusMessage.Builder message =
        Messages.UpdateOperationStatusMessage.newBuilder()
            .setSlaveId(agent.info().getId())
            .setStatus(status)
            .setOperationUuid(
                operation
                    .map(Operation::getUuid)
                    .orElse(
                        UUID.getDefaultInstance().toBuilder()
                            .setValue(ByteString.copyFromUtf8("unknown"))
                            .build()));
    operation
        .filter(Operation::hasFrameworkId)
        .ifPresent(o -> message.setFrameworkId(o.getFrameworkId()));
    master.step(new MasterCommand.AgentOperationStatus(agent.pid(), message.build()));
  }

  /** Some of those that the master knows, and one that it does not. */
  private void tellOperations(AgentSnapshot agent) {
    Messages.UpdateSlaveMessage.Builder message =
        Messages.UpdateSlaveMessage.newBuilder()
            .setSlaveId(agent.info().getId())
            .setUpdateOversubscribedResources(false);
    agent.operations().stream()
        .filter(operation -> random.nextBoolean())
        .forEach(message.getOperationsBuilder()::addOperations);
    Operation.Builder unseen =
        Operation.newBuilder()
            .setInfo(operation())
            .setLatestStatus(
                OperationStatus.newBuilder().setState(OperationState.OPERATION_FINISHED))
            .setUuid(UUID.newBuilder().setValue(ByteString.copyFromUtf8("agent's " + names++)));
    any(master.core.snapshot(master.now()).frameworks())
        .ifPresent(framework -> unseen.setFrameworkId(framework.info().getId()));
    message.getOperationsBuilder().addOperations(unseen);
    master.step(new MasterCommand.UpdateAgent(agent.pid(), message.build()));
  }

  private void acknowledge(AgentSnapshot agent) {
    Optional<Operation> operation =
        any(
            agent.operations().stream()
                .filter(o -> o.hasFrameworkId() && o.getInfo().hasId())
                .toList());
    if (operation.isEmpty()) {
      return;
    }
    Operation known = operation.get();
    boolean connected =
        master
            .core
            .snapshot(master.now())
            .framework(Ids.of(known.getFrameworkId()))
            .filter(FrameworkSnapshot::connected)
            .isPresent();
    if (connected) {
      master.call(
          Ids.of(known.getFrameworkId()),
          new SchedulerCall.AcknowledgeOperationStatus(
              Call.AcknowledgeOperationStatus.newBuilder()
                  .setAgentId(agent.info().getId())
                  .setOperationId(known.getInfo().getId())
                  .setUuid(known.getLatestStatus().getUuid().getValue())
                  .build()));
      master.call(
          Ids.of(known.getFrameworkId()),
          new SchedulerCall.ReconcileOperations(Call.ReconcileOperations.getDefaultInstance()));
    }
  }
}
