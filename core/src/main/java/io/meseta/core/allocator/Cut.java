package io.meseta.core.allocator;

import org.jspecify.annotations.Nullable;

/**
 * What is left for a role of an agent's resources when guarantees and limits are kept.
 *
 * @param whole before anything was cut off
 * @param rest after that; the same if nothing was
 * @param reason what cut off most recently, or null if nothing was cut off
 */
record Cut(Bundle whole, Bundle rest, @Nullable Obstacle reason) {

  boolean isWhole() {
    return reason == null;
  }
}
