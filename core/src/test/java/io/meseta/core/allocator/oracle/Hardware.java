package io.meseta.core.allocator.oracle;

import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Resource.RevocableInfo;
import org.apache.mesos.v1.Protos.Resource.SharedInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;

/** Agents of all sorts. */
final class Hardware {

  private final RandomGenerator random;

  Hardware(RandomGenerator random) {
    this.random = random;
  }

  Place place() {
    return new Place(
        "h" + random.nextInt(4), "r" + (1 + random.nextInt(2)), random.nextInt(5) == 0);
  }

  Resources total() {
    List<Resource> total =
        new ArrayList<>(
            plain(
                "cpus:%d.%d;mem:%d"
                    .formatted(1 + random.nextInt(6), random.nextInt(10), some(800))));
    if (maybe(4)) {
      total.add(mount(some(500))); // and then no other disk: which is taken first is not laid down
    } else if (maybe(2)) {
      total.addAll(plain("ports:[31000-31009];disk:" + some(900)));
    }
    if (maybe(5)) {
      total.addAll(plain("gpus:" + (1 + random.nextInt(2))));
    }
    if (maybe(3)) {
      total.addAll(plain("cpus(a):%d;mem(d):%d".formatted(1 + random.nextInt(3), some(300))));
    }
    if (maybe(3)) {
      total.add(revocable(1 + random.nextInt(4)));
    }
    if (maybe(4)) {
      total.add(refined(1 + random.nextInt(2)));
    }
    if (maybe(3)) {
      total.add(sharedVolume());
    }
    return Resources.of(total);
  }

  private boolean maybe(int outOf) {
    return random.nextInt(outOf) == 0;
  }

  private int some(int most) {
    return 30 + random.nextInt(most);
  }

  private static List<Resource> plain(String text) {
    return ResourceSyntax.parse(text, "*");
  }

  private static Resource.Builder scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value));
  }

  private static Resource revocable(int cpus) {
    return scalar("cpus", cpus).setRevocable(RevocableInfo.getDefaultInstance()).build();
  }

  private static Resource mount(int megabytes) {
    Source.Builder source = Source.newBuilder().setType(Source.Type.MOUNT);
    source.getMountBuilder().setRoot("/mnt");
    return scalar("disk", megabytes).setDisk(DiskInfo.newBuilder().setSource(source)).build();
  }

  private static Resource refined(int cpus) {
    return scalar("cpus", cpus)
        .addReservations(reservation("a", ReservationInfo.Type.STATIC))
        .addReservations(reservation("a/b", ReservationInfo.Type.DYNAMIC))
        .build();
  }

  private Resource sharedVolume() {
    return scalar("disk", 50)
        .addReservations(
            reservation(random.nextBoolean() ? "a" : "d", ReservationInfo.Type.DYNAMIC))
        .setDisk(
            DiskInfo.newBuilder()
                .setPersistence(DiskInfo.Persistence.newBuilder().setId("v"))
                .setVolume(Volume.newBuilder().setContainerPath("v").setMode(Volume.Mode.RW)))
        .setShared(SharedInfo.getDefaultInstance())
        .build();
  }

  static ReservationInfo reservation(String role, ReservationInfo.Type type) {
    return ReservationInfo.newBuilder().setRole(role).setType(type).build();
  }
}
