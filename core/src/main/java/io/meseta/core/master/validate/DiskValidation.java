package io.meseta.core.master.validate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Offer.Operation.CreateDisk;
import org.apache.mesos.v1.Protos.Offer.Operation.DestroyDisk;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;

/**
 * What can be wrong with a CREATE_DISK or a DESTROY_DISK (Mesos reference §10.8). Disks are made by
 * resource providers, of which there are none here.
 */
final class DiskValidation {

  private DiskValidation() {}

  static Optional<String> validate(CreateDisk create) {
    Resource source = create.getSource();
    boolean hasProfile = source.getDisk().getSource().hasProfile();
    return Checks.first(
        () -> validateProvided(source),
        () ->
            Checks.errorIf(type(source) != Source.Type.RAW, "'source' is not a RAW disk resource"),
        () ->
            Checks.errorIf(
                create.getTargetType() != Source.Type.MOUNT
                    && create.getTargetType() != Source.Type.BLOCK,
                "'target_type' is neither MOUNT or BLOCK"),
        () ->
            Checks.errorIf(
                hasProfile && create.hasTargetProfile(),
                "'target_profile' must not be set when 'source' has a profile"),
        () ->
            Checks.errorIf(
                !hasProfile && !create.hasTargetProfile(),
                "'target_profile' must be set when 'source' has no profile"));
  }

  static Optional<String> validate(DestroyDisk destroy) {
    Resource source = destroy.getSource();
    return Checks.first(
        () -> validateProvided(source),
        () ->
            Checks.errorIf(
                !Set.of(Source.Type.MOUNT, Source.Type.BLOCK, Source.Type.RAW)
                    .contains(type(source)),
                "'source' is neither a MOUNT, BLOCK or RAW disk resource"),
        () ->
            Checks.errorIf(
                !source.getDisk().getSource().hasId(), "'source' is not backed by a CSI volume"),
        () ->
            Checks.errorIf(
                source.getDisk().hasPersistence(),
                "A disk resource containing a persistent volume %s cannot be destroyed directly."
                        .formatted(OperationValidation.text(source))
                    + " Please destroy the persistent volume first then destroy the disk"
                    + " resource"));
  }

  private static Optional<String> validateProvided(Resource source) {
    return Checks.first(
        () ->
            OperationValidation.validateResources(List.of(source))
                .map(error -> "Invalid resource: " + error),
        () ->
            Checks.errorIf(
                !source.hasProviderId(), "'source' is not managed by a resource provider"));
  }

  private static Source.Type type(Resource resource) {
    return resource.getDisk().getSource().getType();
  }
}
