package io.meseta.core.master.snapshot;

import org.apache.mesos.v1.maintenance.Protos.ClusterStatus;
import org.apache.mesos.v1.maintenance.Protos.Schedule;

/**
 * The maintenance of machines at one instant.
 *
 * @param schedule what operators have scheduled
 * @param status which machines are about to be maintained, with what their frameworks have
 *     answered, and which are down
 */
public record MaintenanceSnapshot(Schedule schedule, ClusterStatus status) {

  /** Nothing is scheduled. */
  public static final MaintenanceSnapshot NONE =
      new MaintenanceSnapshot(Schedule.getDefaultInstance(), ClusterStatus.getDefaultInstance());
}
