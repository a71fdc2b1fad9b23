package io.meseta.core.allocator.quota;

import org.jspecify.annotations.Nullable;

/**
 * What is left for a role of an agent's resources when guarantees and limits are kept.
 *
 * @param whole before anything was cut off
 * @param rest after that; the same if nothing was
 * @param reason what cut off most recently, or null if nothing was cut off
 */
public record Cut(Bundle whole, Bundle rest, @Nullable Reason reason) {

  /** Which rule cuts something off. */
  public enum Reason {
    /** A limit of the role. */
    LIMIT,
    /** Guarantees of other roles. */
    HEADROOM
  }

  /** Whether nothing was cut off. */
  public boolean isWhole() {
    return reason == null;
  }
}
