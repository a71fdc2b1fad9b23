package io.meseta.core.master.offer;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.OfferEvent.OfferRefused;
import io.meseta.core.master.message.RefusalTimes;
import io.meseta.core.master.state.Turn;
import io.meseta.core.resource.Resources;
import java.time.Duration;
import org.apache.mesos.v1.Protos.Filters;

/** Remembers for how long a framework does not want what it gave back (Mesos reference §9.4). */
public final class Refusals {

  private Refusals() {}

  /** What was given back: by whom, of which agent, in which role. */
  public record Refused(FrameworkId framework, String role, AgentId agent, Resources resources) {}

  /**
   * Remembers a refusal. As with Mesos, the framework is not offered the same again before at least
   * one allocation interval has passed, whatever it asks for: since offers here do not wait for the
   * interval, a framework that refuses for no time would else be offered the same forever.
   */
  public static void remember(Turn turn, Refused refused, Filters filters) {
    if (refused.resources().isEmpty()) {
      return;
    }
    Duration wanted = RefusalTimes.of(filters);
    Duration least = turn.config().allocation().interval();
    turn.emit(
        new OfferRefused(
            refused.framework(),
            refused.role(),
            refused.agent(),
            refused.resources().unallocated(),
            turn.now().plus(wanted.compareTo(least) < 0 ? least : wanted)));
  }

  /** Whether the filters ask for no refusal at all. */
  public static boolean isNone(Filters filters) {
    return RefusalTimes.of(filters).isZero();
  }
}
