package io.meseta.core.master.machine;

import com.google.protobuf.ByteString;
import io.meseta.core.Pid;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.resource.OperationText;
import io.meseta.protocol.internal.Messages;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.UUID;

/** Operations as lines of a scenario, and what agents say of them. */
final class OperationScript {

  /** What agents were told to carry out, in order. */
  private final List<Messages.ApplyOperationMessage> applied = new ArrayList<>();

  private int updates;

  static boolean isVerb(String word) {
    return OperationText.isVerb(word);
  }

  void noteApplied(Messages.ApplyOperationMessage message) {
    applied.add(message);
  }

  /** As {@link OperationText} reads it. */
  static Operation operation(String verb, Words words) {
    return text(words).operation(verb);
  }

  private static OperationText text(Words words) {
    return new OperationText(words::next, words::skip);
  }

  static List<Resource> reserved(Words words) {
    return text(words).reserved();
  }

  static Resource volume(Words words) {
    return text(words).volume();
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
