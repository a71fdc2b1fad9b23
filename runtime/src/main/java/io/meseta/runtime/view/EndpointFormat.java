package io.meseta.runtime.view;

import io.meseta.core.resource.ReservationFormat;
import org.apache.mesos.v1.Protos.Resource;

/**
 * The format of the endpoints (Mesos reference §8.4): a reservation is told in both ways where the
 * older way can tell it.
 */
final class EndpointFormat {

  private EndpointFormat() {}

  static Resource of(Resource refined) {
    return ReservationFormat.coarsen(refined)
        .map(coarse -> coarse.toBuilder().addAllReservations(refined.getReservationsList()).build())
        .orElse(refined);
  }
}
