package io.meseta.e2e;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what must come: longer than it takes on any machine. */
public final class Patience {

  /** Only what never comes takes so long. */
  public static final Duration LIMIT = Duration.ofSeconds(90);

  private Patience() {}

  /** Waits for a condition. */
  public static ConditionFactory await() {
    return await(null);
  }

  /** Waits for a condition that has a name. */
  public static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(LIMIT);
  }
}
