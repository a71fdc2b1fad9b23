package io.meseta.core.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Resource.SharedInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;

/**
 * Operations as words of a scenario.
 *
 * @param next takes the next word
 * @param skip takes the next word if it is this one
 */
public record OperationText(Supplier<String> next, Predicate<String> skip) {

  private static final Set<String> VERBS =
      Set.of("reserve", "unreserve", "create", "destroy", "grow", "shrink");

  /** Whether an operation begins with this word. */
  public static boolean isVerb(String word) {
    return VERBS.contains(word);
  }

  private void expect(String word) {
    if (!skip.test(word)) {
      throw new IllegalArgumentException("expected: " + word);
    }
  }

  /** {@code reserve cpus:1 for web}, {@code create v 5 for web [shared]}, … {@code [id op1]}. */
  public Operation operation(String verb) {
    Operation.Builder operation = Operation.newBuilder();
    switch (verb) {
      case "reserve" ->
          operation.setType(Operation.Type.RESERVE).getReserveBuilder().addAllResources(reserved());
      case "unreserve" ->
          operation
              .setType(Operation.Type.UNRESERVE)
              .getUnreserveBuilder()
              .addAllResources(reserved());
      case "create" ->
          operation.setType(Operation.Type.CREATE).getCreateBuilder().addVolumes(volume());
      case "destroy" ->
          operation.setType(Operation.Type.DESTROY).getDestroyBuilder().addVolumes(volume());
      case "grow" -> {
        Resource volume = volume();
        expect("by");
        operation
            .setType(Operation.Type.GROW_VOLUME)
            .getGrowVolumeBuilder()
            .setVolume(volume)
            .setAddition(sized(volume.toBuilder().clearDisk().build(), next.get()));
      }
      case "shrink" -> {
        operation
            .setType(Operation.Type.SHRINK_VOLUME)
            .getShrinkVolumeBuilder()
            .setVolume(volume());
        expect("by");
        operation
            .getShrinkVolumeBuilder()
            .setSubtract(Value.Scalar.newBuilder().setValue(Double.parseDouble(next.get())));
      }
      default -> throw new IllegalArgumentException("not understood: " + verb);
    }
    if (skip.test("id")) {
      operation.setId(OperationID.newBuilder().setValue(next.get()));
    }
    return operation.build();
  }

  private static Resource sized(Resource resource, String size) {
    return resource.toBuilder()
        .setScalar(Value.Scalar.newBuilder().setValue(Double.parseDouble(size)))
        .build();
  }

  /** {@code cpus:1;mem:2 for web/blog [of web]}: dynamically, refining a reservation of another. */
  public List<Resource> reserved() {
    List<Resource> resources = ResourceSyntax.parse(next.get(), Roles.DEFAULT);
    expect("for");
    List<ReservationInfo> stack = stack();
    return resources.stream().map(r -> r.toBuilder().addAllReservations(stack).build()).toList();
  }

  private List<ReservationInfo> stack() {
    String role = next.get();
    List<ReservationInfo> stack = new ArrayList<>();
    if (skip.test("of")) {
      stack.add(dynamic(next.get()));
    }
    stack.add(dynamic(role));
    return stack;
  }

  private static ReservationInfo dynamic(String role) {
    return ReservationInfo.newBuilder().setType(ReservationInfo.Type.DYNAMIC).setRole(role).build();
  }

  /** {@code v 5 for web [shared]}: a volume of so many megabytes, with this id. */
  public Resource volume() {
    String id = next.get();
    Resource.Builder volume =
        sized(
            Resource.newBuilder().setName("disk").setType(Value.Type.SCALAR).buildPartial(),
            next.get())
            .toBuilder();
    expect("for");
    volume.addAllReservations(stack());
    volume
        .getDiskBuilder()
        .setVolume(Volume.newBuilder().setContainerPath("data").setMode(Volume.Mode.RW))
        .getPersistenceBuilder()
        .setId(id);
    if (skip.test("shared")) {
      volume.setShared(SharedInfo.getDefaultInstance());
    }
    return volume.build();
  }
}
