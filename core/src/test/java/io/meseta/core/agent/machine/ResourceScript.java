package io.meseta.core.agent.machine;

import com.google.protobuf.ByteString;
import io.meseta.core.Pid;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.resource.OperationText;
import io.meseta.protocol.internal.Messages.AcknowledgeOperationStatusMessage;
import io.meseta.protocol.internal.Messages.ApplyOperationMessage;
import io.meseta.protocol.internal.Messages.ReconcileOperationsMessage;
import io.meseta.protocol.internal.Messages.ResourceVersionUUID;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.UUID;
import org.jspecify.annotations.Nullable;

/** The lines of a scenario that are about resources and operations. */
final class ResourceScript {

  private final AgentScenario scenario;

  ResourceScript(AgentScenario scenario) {
    this.scenario = scenario;
  }

  void master(String verb, Pid from, Words words) {
    switch (verb) {
      case "applies" -> apply(from, words);
      case "checkpoints" -> checkpoint(from, words);
      case "acknowledges-operation" -> acknowledge(from, words);
      default -> ask(from, words);
    }
  }

  /** {@code o1 [of f] reserve cpus:1 for web [id name]}. */
  private void apply(Pid from, Words words) {
    ApplyOperationMessage.Builder message =
        ApplyOperationMessage.newBuilder()
            .setOperationUuid(uuid(words.next()))
            .setResourceVersionUuid(
                ResourceVersionUUID.newBuilder().setUuid(AgentScenario.CONFIG.resourceVersion()));
    if (words.skip("of")) {
      message.setFrameworkId(FrameworkID.newBuilder().setValue(words.next()));
    }
    OperationText text = new OperationText(words::next, words::skip);
    message.setOperationInfo(text.operation(words.next()));
    scenario.step(new AgentCommand.ApplyOperation(from, message.build()));
  }

  /** {@code nothing}, or {@code [reserved cpus:1 for web]… [volume v 5 for web]…}. */
  private void checkpoint(Pid from, Words words) {
    List<Resource> resources = new ArrayList<>();
    OperationText text = new OperationText(words::next, words::skip);
    while (words.hasNext()) {
      if (words.skip("reserved")) {
        resources.addAll(text.reserved());
      } else if (words.skip("volume")) {
        resources.add(text.volume());
      } else {
        words.expect("nothing");
      }
    }
    scenario.step(new AgentCommand.CheckpointResources(from, resources));
  }

  /** {@code o1 [wrongly]}. */
  private void acknowledge(Pid from, Words words) {
    UUID uuid = uuid(words.next());
    UUID status =
        scenario.core().snapshot().operations().stream()
            .filter(operation -> operation.getUuid().equals(uuid))
            .map(operation -> operation.getLatestStatus().getUuid())
            .findFirst()
            .orElse(uuid);
    scenario.step(
        new AgentCommand.AcknowledgeOperation(
            from,
            AcknowledgeOperationStatusMessage.newBuilder()
                .setOperationUuid(uuid)
                .setStatusUuid(words.skip("wrongly") ? uuid : status)
                .build()));
  }

  /** {@code o1}, or {@code name of f}. */
  private void ask(Pid from, Words words) {
    String name = words.next();
    ReconcileOperationsMessage.Builder message = ReconcileOperationsMessage.newBuilder();
    ReconcileOperationsMessage.Operation.Builder asked = message.addOperationsBuilder();
    if (words.skip("of")) {
      message.setFrameworkId(FrameworkID.newBuilder().setValue(words.next()));
      asked.setOperationId(OperationID.newBuilder().setValue(name));
    } else {
      asked.setOperationUuid(uuid(name));
    }
    scenario.step(new AgentCommand.ReconcileOperations(from, message.build()));
  }

  /** {@code [for o1] done} or {@code [for o1] fail why}. */
  void volumes(Words words) {
    ByteString operation = words.skip("for") ? uuid(words.next()).getValue() : null;
    String failure = words.skip("fail") ? words.next() : null;
    if (failure == null) {
      words.expect("done");
    }
    record(operation, failure);
  }

  private void record(@Nullable ByteString operation, @Nullable String failure) {
    scenario.step(new AgentCommand.RecordVolumeChange(operation, failure));
  }

  private static UUID uuid(String name) {
    return UUID.newBuilder().setValue(ByteString.copyFromUtf8(name)).build();
  }
}
