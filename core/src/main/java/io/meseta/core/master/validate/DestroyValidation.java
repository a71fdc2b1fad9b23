package io.meseta.core.master.validate;

import io.meseta.core.master.state.Agent;
import io.meseta.core.resource.Resources;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer.Operation.Destroy;
import org.apache.mesos.v1.Protos.Resource;

/** What can be wrong with a DESTROY (Mesos reference §10.6). */
final class DestroyValidation {

  private DestroyValidation() {}

  static Optional<String> validate(Destroy destroy, Agent agent) {
    List<Resource> volumes =
        destroy.getVolumesList().stream()
            .map(volume -> volume.toBuilder().clearAllocationInfo().build())
            .toList();
    return Checks.first(
        () -> OperationValidation.validateResources(volumes).map(e -> "Invalid resources: " + e),
        () -> OperationValidation.validateProvider(volumes).map(e -> "Invalid resources: " + e),
        () ->
            OperationValidation.validateVolumes(volumes).map(e -> "Not a persistent volume: " + e),
        () ->
            Checks.errorIf(
                !containsEach(agent.total().checkpointed(), volumes),
                "Persistent volumes not found"),
        () ->
            Checks.errorIf(
                containsAny(agent.used().unallocated(), volumes), "Persistent volumes in use"));
  }

  private static boolean containsEach(Resources resources, List<Resource> volumes) {
    return volumes.stream()
        .filter(volume -> !volume.hasProviderId())
        .allMatch(volume -> resources.contains(Resources.of(volume)));
  }

  private static boolean containsAny(Resources resources, List<Resource> volumes) {
    return volumes.stream().anyMatch(volume -> resources.contains(Resources.of(volume)));
  }
}
