package io.meseta.core.allocator;

import io.meseta.core.resource.Resources;
import java.util.List;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Resource.SharedInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;

/** Volumes that several tasks may use at a time. */
final class SharedVolumes {

  private SharedVolumes() {}

  static Resources of(String role, String id, double megabytes) {
    return Resources.of(
        List.of(
            Resource.newBuilder()
                .setName("disk")
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(megabytes))
                .addReservations(
                    ReservationInfo.newBuilder()
                        .setType(ReservationInfo.Type.DYNAMIC)
                        .setRole(role))
                .setDisk(
                    DiskInfo.newBuilder()
                        .setPersistence(DiskInfo.Persistence.newBuilder().setId(id))
                        .setVolume(
                            Volume.newBuilder().setContainerPath("data").setMode(Volume.Mode.RW)))
                .setShared(SharedInfo.getDefaultInstance())
                .build()));
  }
}
