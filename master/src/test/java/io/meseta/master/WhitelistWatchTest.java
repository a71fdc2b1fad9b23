package io.meseta.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhitelistWatchTest {

  @TempDir Path directory;

  private final List<Optional<Set<String>>> told = new ArrayList<>();

  @Test
  void tellsOnlyWhatChanged() throws IOException {
    Path file = directory.resolve("hosts");
    try (WhitelistWatch watch = new WhitelistWatch(file, told::add)) {
      watch.read();
      assertThat(told).as("there is no file yet").isEmpty();
      Files.writeString(file, "host1\n\n host2 \n");
      watch.read();
      watch.read();
      Files.writeString(file, "");
      watch.read();
      Files.delete(file);
      watch.read();
    }
    assertThat(told).containsExactly(Optional.of(Set.of("host1", "host2")), Optional.of(Set.of()));
  }
}
