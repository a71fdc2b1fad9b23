package io.meseta.core.agent;

import com.google.protobuf.ByteString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Directories of persistent volumes that are to be made or to vanish (Mesos reference §8.6).
 *
 * @param operation the uuid of the operation that waits for it, or null if none does
 * @param created absolute paths; one that is there already is left as it is
 * @param destroyed what is to vanish with all that is in it
 */
public record VolumeChange(
    @Nullable ByteString operation, List<String> created, List<Destroyed> destroyed) {

  public VolumeChange {
    created = List.copyOf(created);
    destroyed = List.copyOf(destroyed);
  }

  /**
   * A directory that is to vanish.
   *
   * @param path absolute
   * @param keepsRoot whether the directory itself stays, because a disk is mounted there
   */
  public record Destroyed(String path, boolean keepsRoot) {}

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return created.isEmpty() && destroyed.isEmpty();
  }
}
