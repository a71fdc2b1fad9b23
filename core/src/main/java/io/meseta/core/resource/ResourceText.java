package io.meseta.core.resource;

import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Volume;

/** How Mesos prints kinds of resources in messages that frameworks and operators read. */
final class ResourceText {

  private ResourceText() {}

  /** All but the amount, for example {@code cpus(allocated: web)(reservations: [(STATIC,web)])}. */
  static String of(Resource template) {
    StringBuilder text = new StringBuilder(template.getName());
    if (template.hasAllocationInfo()) {
      text.append("(allocated: ").append(template.getAllocationInfo().getRole()).append(')');
    }
    if (template.getReservationsCount() > 0) {
      text.append(
          template.getReservationsList().stream()
              .map(ResourceText::of)
              .collect(Collectors.joining(",", "(reservations: [", "])")));
    }
    if (template.hasDisk()) {
      text.append('[').append(of(template.getDisk())).append(']');
    }
    if (template.hasRevocable()) {
      text.append("{REV}");
    }
    if (template.hasShared()) {
      text.append("<SHARED>");
    }
    return text.toString();
  }

  /** All of a resource that may be invalid. */
  static String ofUnchecked(Resource resource) {
    String amount =
        switch (resource.getType()) {
          case SCALAR -> Thousandths.toText(Thousandths.of(resource.getScalar().getValue()));
          case RANGES ->
              resource.getRanges().getRangeList().stream()
                  .map(range -> range.getBegin() + "-" + range.getEnd())
                  .collect(Collectors.joining(", ", "[", "]"));
          case SET ->
              resource.getSet().getItemList().stream().collect(Collectors.joining(", ", "{", "}"));
          case TEXT -> "";
        };
    return of(resource) + ":" + amount;
  }

  private static String of(ReservationInfo reservation) {
    StringBuilder text = new StringBuilder("(");
    text.append(reservation.getType()).append(',').append(reservation.getRole());
    if (reservation.hasPrincipal()) {
      text.append(',').append(reservation.getPrincipal());
    }
    if (reservation.hasLabels()) {
      text.append(',').append(of(reservation.getLabels()));
    }
    return text.append(')').toString();
  }

  /** Labels, for example {@code {key: value, flag}}. */
  static String of(Labels labels) {
    return labels.getLabelsList().stream()
        .map(label -> label.getKey() + (label.hasValue() ? ": " + label.getValue() : ""))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String of(DiskInfo disk) {
    StringBuilder text = new StringBuilder();
    if (disk.hasSource()) {
      text.append(of(disk.getSource()));
    }
    if (disk.hasPersistence()) {
      text.append(disk.hasSource() ? "," : "").append(disk.getPersistence().getId());
    }
    if (disk.hasVolume()) {
      text.append(':').append(of(disk.getVolume()));
    }
    return text.toString();
  }

  private static String of(DiskInfo.Source source) {
    boolean provided = source.hasId() || source.hasProfile();
    String providedText =
        "(" + source.getVendor() + "," + source.getId() + "," + source.getProfile() + ")";
    String root =
        switch (source.getType()) {
          case MOUNT -> source.getMount().hasRoot() ? ":" + source.getMount().getRoot() : "";
          case PATH -> source.getPath().hasRoot() ? ":" + source.getPath().getRoot() : "";
          case BLOCK, RAW, UNKNOWN -> "";
        };
    return source.getType() + (provided ? providedText : root);
  }

  private static String of(Volume volume) {
    if (!volume.hasHostPath()) {
      return volume.getContainerPath();
    }
    String mode = volume.hasMode() ? ":" + (volume.getMode() == Volume.Mode.RW ? "rw" : "ro") : "";
    return volume.getHostPath() + ":" + volume.getContainerPath() + mode;
  }
}
