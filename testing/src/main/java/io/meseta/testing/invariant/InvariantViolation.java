package io.meseta.testing.invariant;

/** An invariant does not hold. */
public final class InvariantViolation extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String invariant;

  InvariantViolation(String invariant, String text) {
    super(invariant + ": " + text);
    this.invariant = invariant;
  }

  /** The simple name of the invariant's class. */
  public String invariant() {
    return invariant;
  }
}
