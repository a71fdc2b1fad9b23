package io.meseta.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class JournalLogTest {

  private static final String FIRST = "00000000000000000001.log";

  private final RandomGenerator salts =
      RandomGeneratorFactory.of("L64X128MixRandom").create(Long.getLong("seed", 1));

  private static List<byte[]> records(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  private JournalLog opened(Storage storage, List<String> seen) throws IOException {
    JournalLog log = new JournalLog(storage, salts);
    log.recover(record -> seen.add(new String(record, StandardCharsets.UTF_8)));
    return log;
  }

  private List<String> contentOf(Storage storage) throws IOException {
    List<String> seen = new ArrayList<>();
    opened(storage, seen).close();
    return seen;
  }

  private MemoryStorage written(String... texts) throws IOException {
    MemoryStorage storage = new MemoryStorage();
    JournalLog log = opened(storage, new ArrayList<>());
    for (String text : texts) {
      log.append(records(text));
    }
    return storage;
  }

  @Test
  void givesBackWhatWasAppendedInOrder() throws IOException {
    MemoryStorage storage = new MemoryStorage();
    JournalLog log = opened(storage, new ArrayList<>());
    log.append(records("a", "b"));
    log.append(records("", "c"));

    List<String> seen = new ArrayList<>();
    JournalLog again = opened(storage, seen);

    assertThat(seen).containsExactly("a", "b", "", "c");
    assertThat(again.position()).isEqualTo(4);
    again.append(records("d"));
    assertThat(contentOf(storage)).containsExactly("a", "b", "", "c", "d");
  }

  @Test
  void splitsWhatIsTooBigForOneFrame() throws IOException {
    MemoryStorage storage = new MemoryStorage();
    JournalLog log = opened(storage, new ArrayList<>());
    log.append(records("x".repeat(5 << 20), "y".repeat(5 << 20), "z"));

    assertThat(contentOf(storage)).extracting(String::length).containsExactly(5 << 20, 5 << 20, 1);
  }

  @Test
  void refusesARecordThatNoFrameCanHold() throws IOException {
    JournalLog log = opened(new MemoryStorage(), new ArrayList<>());

    assertThatThrownBy(() -> log.append(List.of(new byte[(64 << 20) + 1])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("67108865 bytes");
  }

  @Test
  void cutsOffATornTailWhereverItWasTorn() throws IOException {
    MemoryStorage storage = written("a", "b", "last");
    byte[] whole = storage.content(FIRST);
    int lastFrame = whole.length - Frame.HEADER_BYTES - Frame.bytesOf(new byte[4]);
    for (int length = lastFrame; length < whole.length; length++) {
      MemoryStorage torn = new MemoryStorage();
      torn.put(FIRST, Arrays.copyOf(whole, length));
      assertThat(contentOf(torn)).as("cut at %d", length).containsExactly("a", "b");
      assertThat(torn.content(FIRST)).hasSize(lastFrame);
    }
  }

  @Test
  void cutsOffALastFrameWithAnyWrongByte() throws IOException {
    byte[] whole = written("a", "b", "last").content(FIRST);
    int lastFrame = whole.length - Frame.HEADER_BYTES - Frame.bytesOf(new byte[4]);
    for (int offset = lastFrame; offset < whole.length; offset++) {
      MemoryStorage torn = new MemoryStorage();
      byte[] bytes = whole.clone();
      bytes[offset] ^= 1;
      torn.put(FIRST, bytes);
      assertThat(contentOf(torn)).as("wrong at %d", offset).containsExactly("a", "b");
    }
  }

  @Test
  void namesFileAndOffsetOfDamageInTheMiddle() throws IOException {
    byte[] whole = written("a", "b", "c").content(FIRST);
    int second = FileHeader.BYTES + Frame.HEADER_BYTES + 5;
    for (int offset = second; offset < second + Frame.HEADER_BYTES + 5; offset++) {
      MemoryStorage storage = new MemoryStorage();
      byte[] bytes = whole.clone();
      bytes[offset] ^= 1;
      storage.put(FIRST, bytes);
      assertThatThrownBy(() -> contentOf(storage))
          .as("wrong at %d", offset)
          .isInstanceOf(CorruptJournalException.class)
          .hasMessage(
              "journal file %s is damaged at offset %d: record 2 cannot be read, and later ones"
                  + " follow at 78",
              FIRST, second);
    }
  }

  @Test
  void refusesAFileThatIsNotAJournal() {
    MemoryStorage storage = new MemoryStorage();
    storage.put(FIRST, new byte[100]);

    assertThatThrownBy(() -> contentOf(storage))
        .isInstanceOf(CorruptJournalException.class)
        .hasMessageContaining(FIRST + " is damaged at offset 0");
  }

  @Test
  void refusesAGapBetweenFiles() throws IOException {
    MemoryStorage storage = written("a", "b");
    JournalLog log = opened(storage, new ArrayList<>());
    log.compact(records("ab"));
    log.append(records("c"));
    storage.delete("00000000000000000002.snapshot");

    assertThatThrownBy(() -> contentOf(storage))
        .isInstanceOf(CorruptJournalException.class)
        .hasMessageContaining("records from 1 on are missing before it");
  }

  @Test
  void putsAShorterHistoryInThePlaceOfTheOldRecords() throws IOException {
    MemoryStorage storage = written("a", "b", "c");
    JournalLog log = opened(storage, new ArrayList<>());
    log.compact(records("abc"));
    log.append(records("d"));

    assertThat(contentOf(storage)).containsExactly("abc", "d");
    assertThat(storage.names())
        .containsExactly("00000000000000000003.snapshot", "00000000000000000004.log");
  }

  @Test
  void acceptsAnEmptyHistory() throws IOException {
    MemoryStorage storage = written("a");
    opened(storage, new ArrayList<>()).compact(List.of());

    assertThat(contentOf(storage)).isEmpty();
  }

  @Test
  void refusesASnapshotThatIsNotWhole() throws IOException {
    MemoryStorage storage = written("a", "b", "c");
    opened(storage, new ArrayList<>()).compact(records("abc"));
    String name = "00000000000000000003.snapshot";
    byte[] whole = storage.content(name);
    for (int length = 0; length < whole.length; length++) {
      storage.put(name, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> contentOf(storage))
          .as("cut at %d", length)
          .isInstanceOf(CorruptJournalException.class);
    }
  }

  @Test
  void wantsCompactionWhenTheLogHasOutgrownTheSnapshot() throws IOException {
    JournalLog log = opened(new MemoryStorage(), new ArrayList<>());
    assertThat(log.wantsCompaction()).isFalse();

    log.append(records("x".repeat(5 << 20)));
    assertThat(log.wantsCompaction()).isTrue();

    log.compact(records("y"));
    assertThat(log.wantsCompaction()).isFalse();
  }

  @Test
  void bytesInsideARecordNeverPassForAFrame() throws IOException {
    // Somebody who knows the format, but not the salt, hides a later frame in what is then torn.
    byte[] hidden = new Frame(7, records("forged")).encode(0).array();
    MemoryStorage storage = written("a");
    opened(storage, new ArrayList<>()).append(List.of(hidden));
    byte[] whole = storage.content(FIRST);
    whole[whole.length - hidden.length - 1] ^= 1;
    storage.put(FIRST, whole);

    assertThat(contentOf(storage)).containsExactly("a");
  }
}
