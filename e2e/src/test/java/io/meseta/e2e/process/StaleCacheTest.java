package io.meseta.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the archive's script is for Linux")
class StaleCacheTest {

  /** Java would run the code of the jars that the cache was made of, whatever the present ones. */
  @Test
  void aStartUpCacheOfOtherJarsIsRemoved(@TempDir Path directory) throws IOException {
    Path home = Files.createDirectories(directory.resolve("home"));
    Path original = Path.of(Archive.meseta().get(0)).getParent().getParent();
    Files.createSymbolicLink(home.resolve("lib"), original.resolve("lib"));
    Files.createDirectories(home.resolve("bin"));
    for (String name : new String[] {"meseta", "find-jdk.sh"}) {
      Files.copy(original.resolve("bin").resolve(name), home.resolve("bin").resolve(name));
    }
    Path cache = Files.createDirectories(home.resolve("cache"));
    Files.writeString(cache.resolve("made"), "of other jars");
    Files.writeString(cache.resolve("meseta.aot"), "stale");
    try (Place place = new Place(Files.createDirectories(directory.resolve("place")));
        RunningProgram meseta =
            RunningProgram.start(
                place,
                Map.of("MESETA_NO_CACHE", "1"),
                List.of("sh", home.resolve("bin/meseta").toString(), "--version"))) {
      assertThat(meseta.awaitExit()).as(meseta::err).isZero();
      assertThat(cache).doesNotExist();
    }
  }
}
