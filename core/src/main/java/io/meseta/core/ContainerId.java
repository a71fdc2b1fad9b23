package io.meseta.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a container on an agent; containers of a pod carry the id of the container they are nested
 * in.
 *
 * @param value unique among the containers of the same parent
 * @param parent the container this one is nested in, or null for a top-level one
 */
public record ContainerId(String value, @Nullable ContainerId parent) {

  public ContainerId {
    Objects.requireNonNull(value, "value");
  }

  /** A top-level container. */
  public ContainerId(String value) {
    this(value, null);
  }

  /**
   * Returns the values from the outermost container inwards, joined by dots, as Mesos prints them.
   */
  @Override
  public String toString() {
    return parent == null ? value : parent + "." + value;
  }
}
