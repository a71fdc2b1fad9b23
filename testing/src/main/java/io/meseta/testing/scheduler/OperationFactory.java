package io.meseta.testing.scheduler;

import io.meseta.testing.world.Dice;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;

/** Makes operations that an offer allows: disk is reserved, becomes a volume, and goes back. */
final class OperationFactory {

  private final String scheduler;
  private final Dice dice;
  private final double often;
  private int operations;

  OperationFactory(String scheduler, Dice dice, double often) {
    this.scheduler = scheduler;
    this.dice = dice;
    this.often = often;
  }

  /** At most one for each part of the disk; none for a role that can own nothing. */
  List<Operation> operationsFor(Offer offer) {
    List<Operation> made = new ArrayList<>();
    if (!offer.getAllocationInfo().getRole().equals("*") && dice.happens(often)) {
      for (Resource resource : offer.getResourcesList()) {
        if (resource.getName().equals("disk")) {
          made.add(operationFor(resource).build());
        }
      }
    }
    return made;
  }

  private Operation.Builder operationFor(Resource disk) {
    Operation.Builder operation =
        Operation.newBuilder()
            .setId(OperationID.newBuilder().setValue(scheduler + "-o" + ++operations));
    if (disk.getDisk().hasPersistence()) {
      return operation
          .setType(Operation.Type.DESTROY)
          .setDestroy(Operation.Destroy.newBuilder().addVolumes(disk));
    }
    if (disk.getReservationsCount() == 0) {
      return operation
          .setType(Operation.Type.RESERVE)
          .setReserve(Operation.Reserve.newBuilder().addResources(reserved(disk)));
    }
    return dice.happens(0.5)
        ? operation
            .setType(Operation.Type.UNRESERVE)
            .setUnreserve(Operation.Unreserve.newBuilder().addResources(disk))
        : operation
            .setType(Operation.Type.CREATE)
            .setCreate(Operation.Create.newBuilder().addVolumes(volume(disk)));
  }

  private Resource.Builder reserved(Resource disk) {
    return some(disk)
        .addReservations(
            ReservationInfo.newBuilder()
                .setType(ReservationInfo.Type.DYNAMIC)
                .setRole(disk.getAllocationInfo().getRole()));
  }

  private Resource.Builder volume(Resource disk) {
    return some(disk)
        .setDisk(
            DiskInfo.newBuilder()
                .setPersistence(
                    DiskInfo.Persistence.newBuilder().setId(scheduler + "-v" + operations))
                .setVolume(Volume.newBuilder().setContainerPath("data").setMode(Volume.Mode.RW)));
  }

  /** Now and then more than there is, which is refused. */
  private Resource.Builder some(Resource disk) {
    double wanted = dice.happens(0.1) ? 20_000 : 32 * dice.between(1, 8);
    return disk.toBuilder().setScalar(Value.Scalar.newBuilder().setValue(wanted));
  }
}
