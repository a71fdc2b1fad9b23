package io.meseta.testing;

import io.meseta.testing.invariant.InvariantViolation;

/** A simulation found something wrong; the message says how to see it again. */
public final class SimulationFailure extends AssertionError {

  private static final long serialVersionUID = 1;

  private final long seed;
  private final String violated;

  SimulationFailure(long seed, Throwable cause, String trace) {
    super(
        "Seed %d: %s%nRepeat with -Dseed=%d, and -Dtrace=5000 to see more. What happened last:%n%s"
            .formatted(seed, what(cause), seed, trace),
        cause);
    this.seed = seed;
    this.violated =
        cause instanceof InvariantViolation violation
            ? violation.invariant()
            : cause.getClass().getSimpleName();
  }

  private static String what(Throwable cause) {
    return String.valueOf(
        cause instanceof InvariantViolation ? cause.getMessage() : cause.toString());
  }

  /** The seed with which it happens again. */
  public long seed() {
    return seed;
  }

  /** The simple name of the violated invariant's class, or of the exception. */
  public String violated() {
    return violated;
  }
}
