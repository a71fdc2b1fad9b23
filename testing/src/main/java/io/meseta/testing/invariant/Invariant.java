package io.meseta.testing.invariant;

import io.meseta.testing.cluster.Cluster;
import io.meseta.testing.observe.Observation;
import io.meseta.testing.observe.Observer;

/**
 * Something that must hold. It sees all that happens and throws {@link InvariantViolation} as soon
 * as it does not hold; it must not change anything. Made anew for each simulation.
 */
public interface Invariant extends Observer {

  @Override
  default void observe(Observation observation) {}

  /**
   * Checks what need not hold at every moment, but must once all faults have been mended and the
   * cluster had time enough.
   */
  default void checkAtRest(Cluster cluster) {}

  /** Throws unless the condition holds; the text is a format for the parts. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation would need a dependency
  default void require(boolean condition, String violation, Object... parts) {
    if (!condition) {
      throw new InvariantViolation(getClass().getSimpleName(), violation.formatted(parts));
    }
  }
}
