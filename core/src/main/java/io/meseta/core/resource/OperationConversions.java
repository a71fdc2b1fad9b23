package io.meseta.core.resource;

import java.util.List;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;

/**
 * What each kind of operation makes of which resources (Mesos reference §10.1); for valid
 * operations whose resources have a stack of reservations.
 */
public final class OperationConversions {

  private OperationConversions() {}

  /**
   * The conversions of an operation other than a launch, in order; resources keep their allocation.
   */
  public static List<ResourceConversion> of(Operation operation) {
    return switch (operation.getType()) {
      case RESERVE -> List.of(reserve(operation.getReserve()));
      case UNRESERVE ->
          operation.getUnreserve().getResourcesList().stream()
              .map(OperationConversions::unreserve)
              .toList();
      case CREATE ->
          operation.getCreate().getVolumesList().stream()
              .map(OperationConversions::create)
              .toList();
      case DESTROY ->
          operation.getDestroy().getVolumesList().stream()
              .map(OperationConversions::destroy)
              .toList();
      case GROW_VOLUME -> List.of(grow(operation.getGrowVolume()));
      case SHRINK_VOLUME -> List.of(shrink(operation.getShrinkVolume()));
      case LAUNCH, LAUNCH_GROUP, CREATE_DISK, DESTROY_DISK, UNKNOWN ->
          throw new IllegalArgumentException(operation.getType() + " converts nothing at once");
    };
  }

  private static ResourceConversion reserve(Operation.Reserve reserve) {
    Resources reserved = Resources.of(reserve.getResourcesList());
    Resources source =
        reserve.getSourceCount() > 0
            ? Resources.of(reserve.getSourceList())
            : reserved.withoutLastReservation();
    return new ResourceConversion(source, reserved);
  }

  private static ResourceConversion unreserve(Resource resource) {
    Resources reserved = Resources.of(resource);
    return new ResourceConversion(reserved, reserved.withoutLastReservation());
  }

  private static ResourceConversion create(Resource volume) {
    Resources created = Resources.of(volume);
    return new ResourceConversion(created.withoutPersistence(), created);
  }

  private static ResourceConversion destroy(Resource volume) {
    Resources destroyed = Resources.of(volume);
    return new ResourceConversion(destroyed, destroyed.withoutPersistence(), destroyed);
  }

  private static ResourceConversion grow(Operation.GrowVolume grow) {
    Resource volume = grow.getVolume();
    double size = volume.getScalar().getValue() + grow.getAddition().getScalar().getValue();
    return new ResourceConversion(
        Resources.of(List.of(volume, grow.getAddition())), Resources.of(sized(volume, size)));
  }

  private static ResourceConversion shrink(Operation.ShrinkVolume shrink) {
    Resource volume = shrink.getVolume();
    double freed = shrink.getSubtract().getValue();
    double size = volume.getScalar().getValue() - freed;
    return new ResourceConversion(
        Resources.of(volume),
        Resources.of(sized(volume, size))
            .plus(Resources.of(sized(volume, freed)).withoutPersistence()));
  }

  private static Resource sized(Resource volume, double size) {
    Resource.Builder sized = volume.toBuilder();
    sized.getScalarBuilder().setValue(Thousandths.toDouble(Thousandths.of(size)));
    return sized.build();
  }
}
