package io.meseta.core.resource;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;

/** The resources that stand in an operation other than a launch, and the form they must have. */
public final class OperationResources {

  private OperationResources() {}

  /** All of them, in order. */
  public static List<Resource> of(Operation operation) {
    return switch (operation.getType()) {
      case RESERVE -> operation.getReserve().getResourcesList();
      case UNRESERVE -> operation.getUnreserve().getResourcesList();
      case CREATE -> operation.getCreate().getVolumesList();
      case DESTROY -> operation.getDestroy().getVolumesList();
      case GROW_VOLUME ->
          List.of(operation.getGrowVolume().getVolume(), operation.getGrowVolume().getAddition());
      case SHRINK_VOLUME -> List.of(operation.getShrinkVolume().getVolume());
      case CREATE_DISK -> List.of(operation.getCreateDisk().getSource());
      case DESTROY_DISK -> List.of(operation.getDestroyDisk().getSource());
      case LAUNCH, LAUNCH_GROUP, UNKNOWN -> List.of();
    };
  }

  /** Whether the operation is one for a resource provider and not for the agent itself. */
  public static boolean areProvided(Operation operation) {
    return of(operation).stream().findFirst().filter(Resource::hasProviderId).isPresent();
  }

  /** What is wrong with the form of the operation, in Mesos' words, or empty. */
  public static Optional<String> validate(Operation operation) {
    return switch (operation.getType()) {
      case RESERVE ->
          missing(operation.hasReserve(), "A RESERVE offer", "reserve", ".")
              .or(() -> ResourceValidation.validate(operation.getReserve().getResourcesList()))
              .or(() -> ResourceValidation.validate(operation.getReserve().getSourceList()));
      case UNRESERVE ->
          missing(operation.hasUnreserve(), "An UNRESERVE offer", "unreserve", ".")
              .or(() -> ResourceValidation.validate(of(operation)));
      case CREATE ->
          missing(operation.hasCreate(), "A CREATE offer", "create", ".")
              .or(() -> ResourceValidation.validate(of(operation)));
      case DESTROY ->
          missing(operation.hasDestroy(), "A DESTROY offer", "destroy", ".")
              .or(() -> ResourceValidation.validate(of(operation)));
      case GROW_VOLUME ->
          missing(operation.hasGrowVolume(), "A GROW_VOLUME", "grow_volume", "")
              .or(() -> each(operation));
      case SHRINK_VOLUME ->
          missing(operation.hasShrinkVolume(), "A SHRINK_VOLUME offer", "shrink_volume", "")
              .or(() -> each(operation));
      case CREATE_DISK ->
          missing(operation.hasCreateDisk(), "A CREATE_DISK offer", "create_disk", ".")
              .or(() -> each(operation));
      case DESTROY_DISK ->
          missing(operation.hasDestroyDisk(), "A DESTROY_DISK offer", "destroy_disk", ".")
              .or(() -> each(operation));
      case LAUNCH, LAUNCH_GROUP, UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<String> missing(
      boolean present, String operation, String field, String end) {
    return present
        ? Optional.empty()
        : Optional.of(
            operation + " operation must have the Offer.Operation." + field + " field set" + end);
  }

  private static Optional<String> each(Operation operation) {
    return of(operation).stream()
        .flatMap(resource -> ResourceValidation.validate(resource).stream())
        .findFirst();
  }

  /** The operation with each of its resources changed. */
  public static Operation map(Operation operation, UnaryOperator<Resource> change) {
    Operation.Builder mapped = operation.toBuilder();
    switch (operation.getType()) {
      case RESERVE -> {
        Operation.Reserve.Builder reserve = mapped.getReserveBuilder();
        List<Resource> source = map(reserve.getSourceList(), change);
        List<Resource> resources = map(reserve.getResourcesList(), change);
        reserve.clear().addAllSource(source).addAllResources(resources);
      }
      case UNRESERVE -> {
        List<Resource> resources = map(of(operation), change);
        mapped.getUnreserveBuilder().clearResources().addAllResources(resources);
      }
      case CREATE -> {
        List<Resource> volumes = map(of(operation), change);
        mapped.getCreateBuilder().clearVolumes().addAllVolumes(volumes);
      }
      case DESTROY -> {
        List<Resource> volumes = map(of(operation), change);
        mapped.getDestroyBuilder().clearVolumes().addAllVolumes(volumes);
      }
      case GROW_VOLUME -> {
        Operation.GrowVolume.Builder grow = mapped.getGrowVolumeBuilder();
        grow.setVolume(change.apply(grow.getVolume()));
        grow.setAddition(change.apply(grow.getAddition()));
      }
      case SHRINK_VOLUME -> {
        Operation.ShrinkVolume.Builder shrink = mapped.getShrinkVolumeBuilder();
        shrink.setVolume(change.apply(shrink.getVolume()));
      }
      case CREATE_DISK ->
          mapped
              .getCreateDiskBuilder()
              .setSource(change.apply(operation.getCreateDisk().getSource()));
      case DESTROY_DISK ->
          mapped
              .getDestroyDiskBuilder()
              .setSource(change.apply(operation.getDestroyDisk().getSource()));
      case LAUNCH, LAUNCH_GROUP, UNKNOWN -> {}
    }
    return mapped.build();
  }

  private static List<Resource> map(List<Resource> resources, UnaryOperator<Resource> change) {
    return resources.stream().map(change).toList();
  }
}
