package io.meseta.core.master.message;

import java.time.Duration;
import org.apache.mesos.v1.Protos.Filters;

/** For how long a framework does not want what it refuses (Mesos reference §1.6). */
public final class RefusalTimes {

  private static final double DEFAULT_SECONDS = 5;
  private static final double MAX_SECONDS = Duration.ofDays(365).toSeconds();

  private RefusalTimes() {}

  /** At most a year; five seconds if the filters say nothing that makes sense. */
  public static Duration of(Filters filters) {
    double seconds = filters.getRefuseSeconds();
    boolean valid = seconds >= 0; // false for NaN
    double bounded = valid ? Math.min(seconds, MAX_SECONDS) : DEFAULT_SECONDS;
    return Duration.ofNanos((long) (bounded * 1e9));
  }
}
