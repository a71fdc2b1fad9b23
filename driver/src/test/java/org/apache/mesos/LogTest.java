package org.apache.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mesos' Log (reference §7.7) with a quorum of one. */
class LogTest {
  @TempDir Path directory;

  private Log log(String name) {
    return new Log(1, directory.resolve(name).toString(), Set.of());
  }

  private static Log.Writer writer(Log log) {
    return new Log.Writer(log, 60, TimeUnit.SECONDS, 3);
  }

  private static Log.Position append(Log.Writer writer, String text) throws Exception {
    return writer.append(text.getBytes(StandardCharsets.UTF_8), 60, TimeUnit.SECONDS);
  }

  private static List<String> all(Log log) throws Exception {
    Log.Reader reader = new Log.Reader(log);
    return reader.read(reader.beginning(), reader.ending(), 60, TimeUnit.SECONDS).stream()
        .map(entry -> new String(entry.data, StandardCharsets.UTF_8))
        .collect(Collectors.toList());
  }

  @Test
  void givesBackWhatWasAppendedInOrder() throws Exception {
    Log log = log("a");
    assertThat(all(log)).isEmpty();
    Log.Writer writer = writer(log);
    Log.Position first = append(writer, "one");
    Log.Position second = append(writer, "two");
    assertThat(second).isGreaterThan(first);
    assertThat(log.position(first.identity())).isEqualTo(first).hasSameHashCodeAs(first);
    assertThat(all(log)).containsExactly("one", "two");
    assertThat(new Log.Reader(log).read(second, second, 60, TimeUnit.SECONDS))
        .singleElement()
        .satisfies(entry -> assertThat(entry.position).isEqualTo(second));
  }

  @Test
  void truncatesBeforeAPosition() throws Exception {
    Log log = log("a");
    Log.Writer writer = writer(log);
    Log.Position first = append(writer, "one");
    Log.Position second = append(writer, "two");
    Log.Position truncation = writer.truncate(second, 60, TimeUnit.SECONDS);
    assertThat(all(log)).containsExactly("two");
    Log.Reader reader = new Log.Reader(log);
    assertThat(reader.beginning()).isEqualTo(second);
    assertThat(reader.ending()).isEqualTo(truncation);
    assertThat(reader.catchup(60, TimeUnit.SECONDS)).isEqualTo(truncation);
    assertThatThrownBy(() -> reader.read(first, second, 60, TimeUnit.SECONDS))
        .isInstanceOf(Log.OperationFailedException.class)
        .hasMessage("Bad read range (truncated position)");
    Log.Position beyond = new Log.Position(99);
    assertThatThrownBy(() -> reader.read(second, beyond, 60, TimeUnit.SECONDS))
        .hasMessage("Bad read range (past end of log)");
    assertThatThrownBy(() -> reader.read(beyond, second, 60, TimeUnit.SECONDS))
        .hasMessage("Bad read range (from > to)");
  }

  @Test
  void ofTwoWritersTheYoungerMayWrite() throws Exception {
    Log log = log("a");
    Log.Writer old = writer(log);
    append(old, "one");
    Log.Writer young = writer(log);
    append(young, "two");
    assertThatThrownBy(() -> append(old, "lost"))
        .isInstanceOf(Log.WriterFailedException.class)
        .hasMessage("Exclusive write promise lost");
    assertThat(all(log)).containsExactly("one", "two");
  }

  @Test
  void isTheSameAfterARestartAndGivesTruncatedRoomBack() throws Exception {
    Log log = log("a");
    Log.Writer writer = writer(log);
    Log.Position last = append(writer, "start");
    String big = "x".repeat(10_000);
    for (int i = 0; i < 300; i++) {
      last = append(writer, big + i);
    }
    writer.truncate(last, 60, TimeUnit.SECONDS);
    Log.Position truncation = new Log.Reader(log).ending();
    Path file = directory.resolve("a/log.records");
    assertThat(Files.size(file)).isLessThan(100_000);
    assertThat(all(log)).containsExactly(big + 299);
    Files.createDirectory(directory.resolve("copy"));
    Files.copy(file, directory.resolve("copy/log.records"));
    Log copy = log("copy");
    assertThat(all(copy)).containsExactly(big + 299);
    assertThat(new Log.Reader(copy).beginning()).isEqualTo(last);
    assertThat(new Log.Reader(copy).ending()).isEqualTo(truncation);
    assertThat(append(writer(copy), "next")).isGreaterThan(truncation);
    assertThat(all(copy)).containsExactly(big + 299, "next");
  }

  @Test
  void replicasAreRefused() {
    assertThatThrownBy(
            () -> new Log(2, directory.toString(), "zk:2181", 60, TimeUnit.SECONDS, "/log"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A quorum of 2 needs a replicated log");
  }
}
