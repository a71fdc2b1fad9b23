package io.meseta.core.master.validate;

import io.meseta.core.master.state.Framework;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer.Operation.Create;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Persistence;

/** What can be wrong with a CREATE (Mesos reference §10.6). */
final class CreateValidation {

  private CreateValidation() {}

  static Optional<String> validate(Create create, OperationValidation context) {
    List<Resource> volumes = create.getVolumesList();
    return Checks.first(
        () -> OperationValidation.validateResources(volumes).map(e -> "Invalid resources: " + e),
        () -> OperationValidation.validateProvider(volumes).map(e -> "Invalid resources: " + e),
        () ->
            OperationValidation.validateVolumes(volumes).map(e -> "Not a persistent volume: " + e),
        () -> validateNew(volumes, context),
        () -> volumes.stream().flatMap(volume -> validate(volume, context).stream()).findFirst(),
        () ->
            context.framework().isPresent()
                ? UsedResourcesValidation.validateSingleRole(volumes)
                    .map(error -> "Invalid volume resources: " + error)
                : Optional.empty());
  }

  /** No two volumes of one role on one agent have the same id. */
  private static Optional<String> validateNew(List<Resource> volumes, OperationValidation context) {
    List<Resource> all = new ArrayList<>(context.agent().total().persistentVolumes().toProtobuf());
    all.addAll(volumes);
    return UsedResourcesValidation.validateUniqueVolumes(all);
  }

  private static Optional<String> validate(Resource volume, OperationValidation context) {
    String text = OperationValidation.text(volume);
    return Checks.first(
        () -> context.framework().flatMap(framework -> validateShared(volume, text, framework)),
        () -> context.validateCapabilities(volume, "Volume " + text, "created"),
        () ->
            context
                .principal()
                .flatMap(principal -> validate(volume.getDisk().getPersistence(), principal)));
  }

  private static Optional<String> validateShared(
      Resource volume, String text, Framework framework) {
    return Checks.errorIf(
        volume.hasShared() && !framework.has(Capability.Type.SHARED_RESOURCES),
        "Create volume operation for '%s' has been attempted by framework '%s' with no"
                .formatted(text, framework.id())
            + " SHARED_RESOURCES capability");
  }

  private static Optional<String> validate(Persistence persistence, String principal) {
    if (!persistence.hasPrincipal()) {
      return Optional.of(
          "Create volume operation attempted by principal '%s', but there is a volume in the"
                  .formatted(principal)
              + " operation with no principal set in 'disk.persistence'");
    }
    return Checks.errorIf(
        !persistence.getPrincipal().equals(principal),
        "Create volume operation attempted by authenticated principal '%s', which does not match a"
                .formatted(principal)
            + " volume in the operation with principal '%s' set in 'disk.persistence'"
                .formatted(persistence.getPrincipal()));
  }
}
