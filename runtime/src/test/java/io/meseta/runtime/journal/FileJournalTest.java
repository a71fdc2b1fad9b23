package io.meseta.runtime.journal;

import static io.meseta.runtime.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class FileJournalTest {

  @TempDir Path directory;

  /** What a journal said. */
  private static final class Heard implements JournalListener {

    private final List<Long> positions = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch ready;

    Heard() {
      this(new CountDownLatch(0));
    }

    /** Holds the journal up at the first thing it says until the latch is open. */
    Heard(CountDownLatch ready) {
      this.ready = ready;
    }

    @Override
    public void durable(long position) {
      positions.add(position);
      try {
        ready.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void failed(Throwable cause) {
      failure.set(cause);
    }
  }

  private static List<byte[]> record(String text) {
    return List.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> replayed(FileJournal journal) throws IOException {
    List<String> seen = new ArrayList<>();
    journal.replay(record -> seen.add(new String(record, StandardCharsets.UTF_8)));
    return seen;
  }

  @Test
  void saysWhenRecordsAreDurableAndFindsThemAgain() throws IOException {
    CountDownLatch allAppended = new CountDownLatch(1);
    Heard heard = new Heard(allAppended);
    try (FileJournal journal = FileJournal.open(directory)) {
      replayed(journal);
      journal.start(heard);
      for (int i = 1; i <= 100; i++) {
        assertThat(journal.append(record("r" + i))).isEqualTo(i);
      }
      allAppended.countDown();
      await().until(() -> heard.positions.contains(100L));
    }
    assertThat(heard.positions).isSorted();
    assertThat(heard.positions.size()).as("groups of 100 records").isLessThan(100);

    try (FileJournal journal = FileJournal.open(directory)) {
      assertThat(replayed(journal)).hasSize(100).startsWith("r1", "r2").endsWith("r100");
      assertThat(journal.position()).isEqualTo(100);
    }
  }

  @Test
  void compactsBetweenAppends() throws IOException {
    try (FileJournal journal = FileJournal.open(directory)) {
      replayed(journal);
      journal.start(new Heard());
      journal.append(record("a"));
      journal.append(record("b"));
      journal.compact(record("ab"));
      journal.append(record("c"));
    }
    try (FileJournal journal = FileJournal.open(directory)) {
      assertThat(replayed(journal)).containsExactly("ab", "c");
      assertThat(journal.position()).isEqualTo(3);
    }
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "LOCK", "00000000000000000002.snapshot", "00000000000000000003.log");
    }
  }

  @Test
  void makesDurableWhatWasAppendedBeforeItWasClosed() throws IOException {
    Heard heard = new Heard();
    FileJournal journal = FileJournal.open(directory);
    replayed(journal);
    journal.start(heard);
    journal.append(record("a"));
    journal.close();

    assertThat(heard.positions).containsExactly(1L);
  }

  @Test
  void saysThatItFailedAndMakesNothingMoreDurable() throws IOException {
    MemoryStorage storage = new MemoryStorage();
    Heard heard = new Heard();
    try (FileJournal journal = FileJournal.open(storage)) {
      replayed(journal);
      storage.failAfter(1);
      journal.start(heard);
      journal.append(record("a"));
      await().until(() -> heard.failure.get() != null);
      journal.append(record("b"));
    }
    assertThat(heard.failure.get()).hasMessage("No space left on device");
    assertThat(heard.positions).isEmpty();
  }

  @Test
  void refusesADirectoryThatIsInUse() throws IOException {
    try (FileJournal journal = FileJournal.open(directory)) {
      assertThatThrownBy(() -> FileJournal.open(directory))
          .isInstanceOf(IOException.class)
          .hasMessage(directory + " is in use by another process");
      assertThat(replayed(journal)).isEmpty();
    }
    FileJournal.open(directory).close();
  }
}
