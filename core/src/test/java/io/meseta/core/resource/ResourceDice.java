package io.meseta.core.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Resource.RevocableInfo;
import org.apache.mesos.v1.Protos.Resource.SharedInfo;
import org.apache.mesos.v1.Protos.ResourceProviderID;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;

/**
 * Valid resources of every sort, from few names, roles and amounts, so that equal kinds meet often.
 */
final class ResourceDice {

  private final RandomGenerator random;

  ResourceDice(RandomGenerator random) {
    this.random = random;
  }

  /** Up to so many resources. */
  List<Resource> some(int most) {
    List<Resource> some = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      some.add(one());
    }
    return some;
  }

  /** Of each resource a part, or all of it, or nothing. */
  List<Resource> partOf(List<Resource> whole) {
    List<Resource> part = new ArrayList<>();
    for (Resource resource : whole) {
      if (random.nextBoolean()) {
        part.add(resource);
      } else if (!Bag.isWhole(resource) && resource.getType() == Value.Type.SCALAR) {
        long most = Thousandths.of(resource.getScalar().getValue());
        part.add(withScalar(resource, 1 + random.nextLong(most)));
      }
    }
    return part;
  }

  Resource one() {
    return switch (random.nextInt(8)) {
      case 0 -> ranges();
      case 1 -> set();
      case 2, 3, 4 -> disk();
      default -> scalar();
    };
  }

  private Resource scalar() {
    Resource.Builder resource = named(oneOf("cpus", "mem", "gpus"), Value.Type.SCALAR);
    if (random.nextInt(4) == 0) {
      resource.setRevocable(RevocableInfo.getDefaultInstance());
    } else {
      reserve(resource);
    }
    return withScalar(resource.build(), 1 + random.nextInt(3000));
  }

  private Resource ranges() {
    Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
    for (long begin = random.nextInt(20); begin < 90; begin += 5 + random.nextInt(40)) {
      ranges.addRange(
          Value.Range.newBuilder().setBegin(begin).setEnd(begin + random.nextInt(4)).build());
    }
    Resource.Builder resource = named("ports", Value.Type.RANGES).setRanges(ranges);
    reserve(resource);
    return resource.build();
  }

  private Resource set() {
    Value.Set.Builder items = Value.Set.newBuilder();
    for (String item : List.of("a", "b", "c", "d")) {
      if (random.nextBoolean()) {
        items.addItem(item);
      }
    }
    Resource.Builder resource = named("zones", Value.Type.SET).setSet(items);
    reserve(resource);
    return resource.build();
  }

  private Resource disk() {
    Resource.Builder resource = named("disk", Value.Type.SCALAR);
    reserve(resource);
    DiskInfo.Builder disk = DiskInfo.newBuilder();
    if (random.nextBoolean()) {
      disk.setSource(source());
    }
    if (resource.getReservationsCount() > 0 && random.nextBoolean()) {
      disk.setPersistence(DiskInfo.Persistence.newBuilder().setId(oneOf("v1", "v2")));
      disk.setVolume(Volume.newBuilder().setContainerPath("data").setMode(Volume.Mode.RW));
      if (random.nextBoolean()) {
        resource.setShared(SharedInfo.getDefaultInstance());
      }
    }
    if (disk.hasSource() || disk.hasPersistence()) {
      resource.setDisk(disk);
    }
    return withScalar(resource.build(), 1000L * (1 + random.nextInt(2)));
  }

  private Source source() {
    String root = oneOf("/d1", "/d2");
    Source.Builder source = Source.newBuilder();
    switch (random.nextInt(4)) {
      case 0 -> source.setType(Source.Type.PATH).getPathBuilder().setRoot(root);
      case 1 -> source.setType(Source.Type.MOUNT).getMountBuilder().setRoot(root);
      case 2 -> source.setType(Source.Type.BLOCK).setId(root);
      default -> {
        source.setType(Source.Type.RAW).setProfile("fast");
        if (random.nextBoolean()) {
          source.setId(root);
        }
      }
    }
    return source.build();
  }

  private Resource.Builder named(String name, Value.Type type) {
    Resource.Builder resource = Resource.newBuilder().setName(name).setType(type);
    if (random.nextInt(4) == 0) {
      resource.setAllocationInfo(AllocationInfo.newBuilder().setRole(oneOf("a", "a/b")));
    }
    if (random.nextInt(6) == 0) {
      resource.setProviderId(ResourceProviderID.newBuilder().setValue(oneOf("p1", "p2")));
    }
    return resource;
  }

  private void reserve(Resource.Builder resource) {
    int depth = random.nextInt(4);
    String role = "a";
    for (int level = 0; level < depth; level++) {
      boolean fixed = level == 0 && random.nextBoolean();
      resource.addReservations(fixed ? fixed(role) : dynamic(role));
      role += "/" + oneOf("b", "c");
    }
  }

  private static ReservationInfo fixed(String role) {
    return ReservationInfo.newBuilder().setType(ReservationInfo.Type.STATIC).setRole(role).build();
  }

  private ReservationInfo dynamic(String role) {
    ReservationInfo.Builder reservation =
        ReservationInfo.newBuilder().setType(ReservationInfo.Type.DYNAMIC).setRole(role);
    if (random.nextInt(3) == 0) {
      reservation.setPrincipal(oneOf("alice", "bob"));
    }
    if (random.nextInt(4) == 0) {
      reservation.setLabels(
          Labels.newBuilder().addLabels(Label.newBuilder().setKey("k").setValue("v")));
    }
    return reservation.build();
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  static Resource withScalar(Resource resource, long thousandths) {
    return resource.toBuilder()
        .setScalar(Value.Scalar.newBuilder().setValue(Thousandths.toDouble(thousandths)))
        .build();
  }
}
