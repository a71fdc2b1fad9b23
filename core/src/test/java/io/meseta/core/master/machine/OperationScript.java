package io.meseta.core.master.machine;

import com.google.protobuf.ByteString;
import io.meseta.core.Pid;
import io.meseta.core.master.MasterCommand;
import io.meseta.protocol.internal.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Resource.SharedInfo;
import org.apache.mesos.v1.Protos.UUID;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;

/** Operations as lines of a scenario, and what agents say of them. */
final class OperationScript {

  private static final Set<String> VERBS =
      Set.of("reserve", "unreserve", "create", "destroy", "grow", "shrink");

  /** What agents were told to carry out, in order. */
  private final List<Messages.ApplyOperationMessage> applied = new ArrayList<>();

  private int updates;

  static boolean isVerb(String word) {
    return VERBS.contains(word);
  }

  void noteApplied(Messages.ApplyOperationMessage message) {
    applied.add(message);
  }

  /** {@code reserve cpus:1 for web}, {@code create v 5 for web [shared]}, … {@code [id op1]}. */
  static Operation operation(String verb, Words words) {
    Operation.Builder operation = Operation.newBuilder();
    switch (verb) {
      case "reserve" ->
          operation
              .setType(Operation.Type.RESERVE)
              .getReserveBuilder()
              .addAllResources(reserved(words));
      case "unreserve" ->
          operation
              .setType(Operation.Type.UNRESERVE)
              .getUnreserveBuilder()
              .addAllResources(reserved(words));
      case "create" ->
          operation.setType(Operation.Type.CREATE).getCreateBuilder().addVolumes(volume(words));
      case "destroy" ->
          operation.setType(Operation.Type.DESTROY).getDestroyBuilder().addVolumes(volume(words));
      case "grow" -> {
        Resource volume = volume(words);
        words.expect("by");
        operation
            .setType(Operation.Type.GROW_VOLUME)
            .getGrowVolumeBuilder()
            .setVolume(volume)
            .setAddition(sized(volume.toBuilder().clearDisk().build(), words.next()));
      }
      case "shrink" -> {
        operation
            .setType(Operation.Type.SHRINK_VOLUME)
            .getShrinkVolumeBuilder()
            .setVolume(volume(words));
        words.expect("by");
        operation
            .getShrinkVolumeBuilder()
            .setSubtract(Value.Scalar.newBuilder().setValue(Double.parseDouble(words.next())));
      }
      default -> throw new IllegalArgumentException("not understood: " + words);
    }
    if (words.skip("id")) {
      operation.setId(OperationID.newBuilder().setValue(words.next()));
    }
    return operation.build();
  }

  private static Resource sized(Resource resource, String size) {
    return resource.toBuilder()
        .setScalar(Value.Scalar.newBuilder().setValue(Double.parseDouble(size)))
        .build();
  }

  /** {@code cpus:1;mem:2 for web/blog [of web]}: dynamically, refining a reservation of another. */
  static List<Resource> reserved(Words words) {
    List<Resource> resources = Text.resources(words.next());
    words.expect("for");
    List<ReservationInfo> stack = stack(words);
    return resources.stream().map(r -> r.toBuilder().addAllReservations(stack).build()).toList();
  }

  private static List<ReservationInfo> stack(Words words) {
    String role = words.next();
    List<ReservationInfo> stack = new ArrayList<>();
    if (words.skip("of")) {
      stack.add(dynamic(words.next()));
    }
    stack.add(dynamic(role));
    return stack;
  }

  private static ReservationInfo dynamic(String role) {
    return ReservationInfo.newBuilder().setType(ReservationInfo.Type.DYNAMIC).setRole(role).build();
  }

  /** {@code v 5 for web [shared]}: a volume of so many megabytes, with this id. */
  static Resource volume(Words words) {
    String id = words.next();
    Resource.Builder volume =
        sized(
            Resource.newBuilder().setName("disk").setType(Value.Type.SCALAR).buildPartial(),
            words.next())
            .toBuilder();
    words.expect("for");
    volume.addAllReservations(stack(words));
    volume
        .getDiskBuilder()
        .setVolume(Volume.newBuilder().setContainerPath("data").setMode(Volume.Mode.RW))
        .getPersistenceBuilder()
        .setId(id);
    if (words.skip("shared")) {
      volume.setShared(SharedInfo.getDefaultInstance());
    }
    return volume.build();
  }

  /** {@code 0 on S0 OPERATION_FINISHED [unacknowledged]}: of the operation sent first. */
  MasterCommand report(Pid pid, Words words, AgentID agent) {
    Messages.ApplyOperationMessage message = applied.get(Integer.parseInt(words.next()));
    OperationStatus.Builder status =
        OperationStatus.newBuilder().setState(OperationState.valueOf(words.next()));
    if (!words.skip("unacknowledged")) {
      status.setUuid(UUID.newBuilder().setValue(uuid()));
    }
    Messages.UpdateOperationStatusMessage.Builder update =
        Messages.UpdateOperationStatusMessage.newBuilder()
            .setSlaveId(agent)
            .setStatus(status)
            .setOperationUuid(message.getOperationUuid());
    if (message.hasFrameworkId()) {
      update.setFrameworkId(message.getFrameworkId());
    }
    return new MasterCommand.AgentOperationStatus(pid, update.build());
  }

  /** Each status has a uuid of its own, which its number tells. */
  private ByteString uuid() {
    return ByteString.copyFromUtf8("status-%09d".formatted(++updates));
  }

  ByteString lastUuid() {
    return ByteString.copyFromUtf8("status-%09d".formatted(updates));
  }

  /** {@code 0 2}: the agent has these, finished, and no others. */
  MasterCommand known(Pid pid, Words words, AgentID agent) {
    Messages.UpdateSlaveMessage.Builder message =
        Messages.UpdateSlaveMessage.newBuilder()
            .setSlaveId(agent)
            .setUpdateOversubscribedResources(false);
    while (words.hasNext()) {
      Messages.ApplyOperationMessage sent = applied.get(Integer.parseInt(words.next()));
      org.apache.mesos.v1.Protos.Operation.Builder operation =
          org.apache.mesos.v1.Protos.Operation.newBuilder()
              .setInfo(sent.getOperationInfo())
              .setUuid(sent.getOperationUuid())
              .setLatestStatus(
                  OperationStatus.newBuilder().setState(OperationState.OPERATION_FINISHED));
      if (sent.hasFrameworkId()) {
        operation.setFrameworkId(sent.getFrameworkId());
      }
      message.getOperationsBuilder().addOperations(operation);
    }
    return new MasterCommand.UpdateAgent(pid, message.build());
  }

  /** The operation as a line shows it. */
  static String text(Messages.ApplyOperationMessage message, String type) {
    Offer.Operation info = message.getOperationInfo();
    return type + " " + info.getType() + (info.hasId() ? " " + info.getId().getValue() : "");
  }
}
