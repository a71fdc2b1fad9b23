package io.meseta.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Start-up caches (JEP 514) of the processes that we start: the archive's first run makes them, all
 * others use them. The JVM ignores a cache of another JVM, the script removes one of other jars.
 */
final class StartupCache {

  private static final @Nullable String HOME = System.getProperty("meseta.home");
  private static final @Nullable String TRAINING = System.getProperty("meseta.cache.training");

  private StartupCache() {}

  /** The JVM options that make, or use, the cache of this name; none outside the archive. */
  static List<String> options(String name) {
    if (TRAINING != null) {
      return List.of("-XX:AOTCacheOutput=" + Path.of(TRAINING, name + ".aot"), "-Xlog:aot*=off");
    }
    if (HOME != null) {
      Path cache = Path.of(HOME, "cache", name + ".aot");
      return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off") : List.of();
    }
    return List.of();
  }
}
