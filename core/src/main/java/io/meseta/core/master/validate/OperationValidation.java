package io.meseta.core.master.validate;

import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.resource.ResourceValidation;
import io.meseta.core.resource.Resources;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.ResourceProviderID;
import org.apache.mesos.v1.Protos.Volume;

/**
 * What can be wrong with an operation that changes resources (Mesos reference §10.4 to §10.8),
 * whether a framework or an operator wants it.
 *
 * @param framework who wants it, or empty if that is an operator
 * @param principal who says so, or empty where nobody has to say who he is
 * @param agent whose resources are to change
 */
public record OperationValidation(
    Optional<Framework> framework, Optional<String> principal, Agent agent) {

  /** The checks of what a framework wants. */
  public static OperationValidation of(Framework framework, Agent agent) {
    Optional<String> principal =
        framework.info().hasPrincipal()
            ? Optional.of(framework.info().getPrincipal())
            : Optional.empty();
    return new OperationValidation(Optional.of(framework), principal, agent);
  }

  /** The checks of what an operator wants. */
  public static OperationValidation ofOperator(Optional<String> principal, Agent agent) {
    return new OperationValidation(Optional.empty(), principal, agent);
  }

  /**
   * What is wrong, or empty.
   *
   * @param operation whose form is right, and whose reservations are stacks
   */
  public Optional<String> validate(Operation operation) {
    return switch (operation.getType()) {
      case RESERVE -> ReserveValidation.validate(operation.getReserve(), this);
      case UNRESERVE -> UnreserveValidation.validate(operation.getUnreserve());
      case CREATE -> CreateValidation.validate(operation.getCreate(), this);
      case DESTROY -> DestroyValidation.validate(operation.getDestroy(), agent);
      case GROW_VOLUME -> ResizeValidation.validate(operation.getGrowVolume(), agent);
      case SHRINK_VOLUME -> ResizeValidation.validate(operation.getShrinkVolume(), agent);
      case CREATE_DISK -> DiskValidation.validate(operation.getCreateDisk());
      case DESTROY_DISK -> DiskValidation.validate(operation.getDestroyDisk());
      case LAUNCH, LAUNCH_GROUP, UNKNOWN ->
          throw new IllegalArgumentException(operation.getType() + " changes no resources");
    };
  }

  /** Whether the agent can keep a reservation of this kind, and if not, why. */
  Optional<String> validateCapabilities(Resource resource, String subject, String verb) {
    String role = reservationRole(resource);
    return Checks.first(
        () ->
            Checks.errorIf(
                role.contains("/") && !agent.has(Capability.Type.HIERARCHICAL_ROLE),
                "%s with reservation for hierarchical role '%s' cannot be %s on an agent without"
                        .formatted(subject, role, verb)
                    + " HIERARCHICAL_ROLE capability"),
        () ->
            Checks.errorIf(
                resource.getReservationsCount() > 1
                    && !agent.has(Capability.Type.RESERVATION_REFINEMENT),
                "%s with reservation refinement cannot be %s on an agent without"
                        .formatted(subject, verb)
                    + " RESERVATION_REFINEMENT capability"));
  }

  /** What is wrong with resources by themselves, whatever is to be done with them. */
  static Optional<String> validateResources(List<Resource> resources) {
    return UsedResourcesValidation.validateEach(resources, Resources.of(resources));
  }

  /** Agents have resources of their own and of providers; an operation is for one of these. */
  static Optional<String> validateProvider(List<Resource> resources) {
    Set<Optional<ResourceProviderID>> providers = new HashSet<>();
    resources.forEach(resource ->
        providers.add(
            resource.hasProviderId() ? Optional.of(resource.getProviderId()) : Optional.empty()));
    if (providers.size() == 1) {
      return Optional.empty();
    }
    return Optional.of(
        providers.contains(Optional.<ResourceProviderID>empty())
            ? "Some resources have a resource provider and some do not"
            : providers.stream()
                .flatMap(Optional::stream)
                .map(ResourceProviderID::getValue)
                .collect(
                    Collectors.joining(
                        ", ", "The resources have multiple resource providers: ", "")));
  }

  /** Whether all of these are persistent volumes that can be written. */
  static Optional<String> validateVolumes(List<Resource> volumes) {
    return volumes.stream().flatMap(volume -> validateVolume(volume).stream()).findFirst();
  }

  private static Optional<String> validateVolume(Resource volume) {
    return Checks.first(
        () ->
            Checks.errorIf(
                !volume.hasDisk(), "Resource " + text(volume) + " does not have DiskInfo"),
        () ->
            Checks.errorIf(
                !volume.getDisk().hasPersistence(), "'persistence' is not set in DiskInfo"),
        () ->
            Checks.errorIf(
                !volume.getDisk().hasVolume(),
                "Expecting 'volume' to be set for persistent volume"),
        () ->
            Checks.errorIf(
                volume.getDisk().getVolume().hasMode()
                    && volume.getDisk().getVolume().getMode() == Volume.Mode.RO,
                "Read-only persistent volume not supported"));
  }

  /** The role of the innermost reservation, or "*". */
  static String reservationRole(Resource resource) {
    int count = resource.getReservationsCount();
    return count == 0 ? "*" : resource.getReservations(count - 1).getRole();
  }

  /** As Mesos prints a single resource in a message. */
  static String text(Resource resource) {
    return ResourceValidation.text(resource);
  }
}
