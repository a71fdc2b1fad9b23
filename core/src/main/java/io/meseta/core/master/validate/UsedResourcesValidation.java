package io.meseta.core.master.validate;

import io.meseta.core.resource.ResourceValidation;
import io.meseta.core.resource.Resources;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;

/** What can be wrong with the resources of a task or an executor (Mesos reference §10.3). */
final class UsedResourcesValidation {

  private UsedResourcesValidation() {}

  /**
   * What is wrong, or empty.
   *
   * @param resources in the format with {@code reservations}
   * @param parsed the same as a bag
   * @param owner whose resources these are, as the sentence begins
   */
  static Optional<String> validate(List<Resource> resources, Resources parsed, String owner) {
    return Checks.first(
        () ->
            validateEach(resources, parsed)
                .map(error -> owner + " uses invalid resources: " + error),
        () ->
            validateUniqueVolumes(resources)
                .map(error -> owner + " uses duplicate persistence ID: " + error),
        () ->
            validateSingleRole(resources)
                .map(error -> "Invalid " + owner.toLowerCase(Locale.ROOT) + " resources: " + error),
        () ->
            validateRevocable(parsed)
                .map(error -> owner + " mixes revocable and non-revocable resources: " + error));
  }

  /** What is wrong with any of them by itself. */
  static Optional<String> validateEach(List<Resource> resources, Resources parsed) {
    return Checks.first(
        () -> ResourceValidation.validate(resources).map(e -> "Invalid resources: " + e),
        () -> validateGpus(parsed).map(error -> "Invalid 'gpus' resource: " + error),
        () ->
            resources.stream()
                .filter(Resource::hasDisk)
                .flatMap(resource -> validateDisk(resource).stream())
                .findFirst()
                .map(error -> "Invalid DiskInfo: " + error),
        () -> validateReservations(resources).map(error -> "Invalid ReservationInfo: " + error));
  }

  private static Optional<String> validateGpus(Resources resources) {
    long thousandths = resources.scalarThousandths("gpus");
    return Checks.errorIf(
        thousandths % 1000 != 0, "The 'gpus' resource must be an unsigned integer");
  }

  private static Optional<String> validateDisk(Resource resource) {
    Resource.DiskInfo disk = resource.getDisk();
    if (!disk.hasPersistence()) {
      return Checks.first(
          () -> Checks.errorIf(disk.hasVolume(), "Non-persistent volume not supported"),
          () -> Checks.errorIf(!disk.hasSource(), "DiskInfo is set but empty"));
    }
    return Checks.first(
        () ->
            Checks.errorIf(
                resource.hasRevocable(),
                "Persistent volumes cannot be created from revocable resources"),
        () ->
            Checks.errorIf(
                resource.getReservationsCount() == 0,
                "Persistent volumes cannot be created from unreserved resources"),
        () ->
            Checks.errorIf(!disk.hasVolume(), "Expecting 'volume' to be set for persistent volume"),
        () ->
            Checks.errorIf(
                disk.getVolume().hasHostPath(),
                "Expecting 'host_path' to be unset for persistent volume"),
        () ->
            IdValidation.validate(disk.getPersistence().getId())
                .map(error -> "Invalid persistence ID for persistent volume: " + error));
  }

  private static Optional<String> validateReservations(List<Resource> resources) {
    return resources.stream()
        .filter(Resource::hasRevocable)
        .filter(resource ->
            resource.getReservationsCount() > 0
                && resource.getReservations(resource.getReservationsCount() - 1).getType()
                    == ReservationInfo.Type.DYNAMIC)
        .findFirst()
        .map(resource ->
            "Dynamically reserved resource "
                + Resources.of(List.of(resource))
                + " cannot be created from revocable resources");
  }

  /** Whether the same volume stands there twice. */
  static Optional<String> validateUniqueVolumes(List<Resource> resources) {
    Set<List<String>> seen = new HashSet<>();
    return resources.stream()
        .filter(resource -> resource.getDisk().hasPersistence())
        .filter(resource -> !seen.add(List.of(ownerRole(resource), volumeId(resource))))
        .findFirst()
        .map(resource -> "Persistence ID '" + volumeId(resource) + "' is not unique");
  }

  private static String ownerRole(Resource volume) {
    int count = volume.getReservationsCount();
    return count == 0 ? "*" : volume.getReservations(count - 1).getRole();
  }

  private static String volumeId(Resource volume) {
    return volume.getDisk().getPersistence().getId();
  }

  static Optional<String> validateSingleRole(List<Resource> resources) {
    for (Resource resource : resources) {
      if (!resource.getAllocationInfo().hasRole()) {
        return Optional.of("The resources are not allocated to a role");
      }
      String role = resource.getAllocationInfo().getRole();
      String first = resources.get(0).getAllocationInfo().getRole();
      if (!role.equals(first)) {
        return Optional.of(
            "The resources have multiple allocation roles ('%s' and '%s') but only one allocation"
                    .formatted(role, first)
                + " role is allowed");
      }
    }
    return Optional.empty();
  }

  /** Whether something is wanted both for good and until further notice. */
  static Optional<String> validateRevocable(Resources all) {
    if (all.revocable().isEmpty()) {
      return Optional.empty();
    }
    return all.names().stream()
        .filter(name -> !all.named(name).revocable().isEmpty())
        .filter(name -> !all.named(name).nonRevocable().isEmpty())
        .findFirst()
        .map(name -> "Cannot use both revocable and non-revocable '" + name + "' at the same time");
  }
}
