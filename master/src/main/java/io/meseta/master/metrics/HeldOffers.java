package io.meseta.master.metrics;

import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.master.snapshot.OfferSnapshot;
import io.meseta.core.resource.ResourceQuantities;
import io.meseta.core.resource.Resources;
import io.meseta.runtime.metrics.MetricSource.Receiver;
import java.time.Duration;
import java.util.Map;

/**
 * Who holds offers: how many, how much of the cluster is in them, and for how long. Others may wait
 * for what is in them, so a hoarder is named whether or not frameworks have metrics of their own.
 */
final class HeldOffers {

  private static final double MILLIS_PER_SECOND = 1000;

  /** Longer than a scheduler needs to think. */
  private static final double LONG_SECONDS = 30;

  private HeldOffers() {}

  /**
   * Tells it.
   *
   * @param total all resources of the cluster
   * @param each whether every framework is told of, and not only those that keep offers for long
   */
  static void report(Receiver out, MasterSnapshot master, Resources total, boolean each) {
    ResourceQuantities whole = ResourceQuantities.of(total);
    double oldest = 0;
    double largest = 0;
    for (FrameworkSnapshot framework : master.frameworks()) {
      double held = oldestSeconds(framework, master);
      double share = share(ResourceQuantities.of(framework.offered()), whole);
      oldest = Math.max(oldest, held);
      largest = Math.max(largest, share);
      if (each || held > LONG_SECONDS) {
        String prefix =
            FrameworkCounters.prefix(framework.info().getName(), framework.id()) + "offers/";
        out.gauge(prefix + "outstanding", framework.offers().size());
        out.gauge(prefix + "outstanding_share", share);
        out.gauge(prefix + "oldest_outstanding_secs", held);
      }
    }
    out.gauge("master/oldest_outstanding_offer_secs", oldest);
    out.gauge("master/largest_outstanding_offers_share", largest);
  }

  private static double oldestSeconds(FrameworkSnapshot framework, MasterSnapshot master) {
    long oldest = 0;
    for (OfferSnapshot offer : framework.offers()) {
      oldest = Math.max(oldest, Duration.between(offer.madeAt(), master.takenAt()).toMillis());
    }
    return oldest / MILLIS_PER_SECOND;
  }

  /** The part of the resource of which it is the largest part. */
  private static double share(ResourceQuantities some, ResourceQuantities whole) {
    double share = 0;
    for (Map.Entry<String, Long> amount : some.thousandths().entrySet()) {
      long all = whole.of(amount.getKey());
      if (all > 0) {
        share = Math.max(share, (double) amount.getValue() / all);
      }
    }
    return share;
  }
}
