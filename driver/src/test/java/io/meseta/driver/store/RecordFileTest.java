package io.meseta.driver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read again after a crash at any byte, and what is refused. */
class RecordFileTest {
  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void write() throws IOException {
    path = directory.resolve("records");
    try (RecordFile file = RecordFile.open(path, (place, record) -> {})) {
      file.append(bytes("one"));
      file.append(bytes("twotwo"));
      file.append(bytes("three"));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> reopened() throws IOException {
    List<String> records = new ArrayList<>();
    try (RecordFile file =
        RecordFile.open(
            path, (place, record) -> records.add(new String(record, StandardCharsets.UTF_8)))) {
      assertThat(file.length()).isEqualTo(Files.size(path));
    }
    return records;
  }

  @Test
  void givesBackWhatWasAppended() throws IOException {
    assertThat(reopened()).containsExactly("one", "twotwo", "three");
  }

  @Test
  void anUnfinishedLastRecordIsCutOffWhereverTheCrashWas() throws IOException {
    byte[] whole = Files.readAllBytes(path);
    int last = whole.length - 8 - "three".length();
    for (int length = last; length < whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertThat(reopened()).as("cut at " + length).containsExactly("one", "twotwo");
      Files.write(path, Arrays.copyOf(Arrays.copyOf(whole, length), whole.length + 100));
      List<String> kept = reopened();
      assertThat(kept).as("zeros from " + length).containsExactly("one", "twotwo");
    }
  }

  @Test
  void anUnfinishedRecordIsWrittenOver() throws IOException {
    byte[] whole = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(whole, whole.length - 1));
    try (RecordFile file = RecordFile.open(path, (place, record) -> {})) {
      file.append(bytes("four"));
    }
    assertThat(reopened()).containsExactly("one", "twotwo", "four");
  }

  @Test
  void damageInTheMiddleIsRefusedAndNothingIsCutOff() throws IOException {
    byte[] damaged = Files.readAllBytes(path);
    damaged[17 + 8 + 1] ^= 1;
    Files.write(path, damaged);
    assertThatThrownBy(this::reopened)
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("is damaged at byte 17 of 55: restore it from a backup");
    assertThat(path).hasBinaryContent(damaged);
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    Files.writeString(path, "something else that is long enough");
    assertThatThrownBy(this::reopened).hasMessageContaining("is no file of records");
  }

  @Test
  void replacesAllRecordsAndFindsThem() throws IOException {
    try (RecordFile file = RecordFile.open(path, (place, record) -> {})) {
      long[] places = file.replace(new byte[][] {bytes("a"), bytes("b")});
      assertThat(file.read(places[1])).isEqualTo(bytes("b"));
      file.append(bytes("c"));
    }
    assertThat(reopened()).containsExactly("a", "b", "c");
    assertThat(directory.resolve("records.new")).doesNotExist();
  }

  @Test
  void aDirectoryHasOneOwnerAndIsNoLevelDb() throws IOException {
    Directory owned = Directory.own(directory.resolve("d"));
    assertThatThrownBy(() -> Directory.own(directory.resolve("d")))
        .hasMessageContaining("is in use");
    assertThat(owned.resolve("x").getFileName()).hasToString("x");
    Files.createFile(directory.resolve("MANIFEST-000001"));
    assertThatThrownBy(() -> Directory.own(directory)).hasMessageContaining("holds a LevelDB");
  }
}
