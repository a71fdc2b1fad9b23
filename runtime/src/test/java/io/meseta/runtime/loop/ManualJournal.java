package io.meseta.runtime.loop;

import io.meseta.runtime.journal.Journal;
import io.meseta.runtime.journal.JournalListener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal whose disk is slow until the test says otherwise. */
final class ManualJournal implements Journal {

  final List<List<String>> groups = new CopyOnWriteArrayList<>();
  final List<List<String>> histories = new CopyOnWriteArrayList<>();
  volatile boolean compactionWanted;
  private volatile long position;
  private volatile @Nullable JournalListener listener;

  void syncTo(long durable) {
    Objects.requireNonNull(listener).durable(durable);
  }

  void fail(Throwable cause) {
    Objects.requireNonNull(listener).failed(cause);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void replay(Consumer<byte[]> reader) {}

  @Override
  public void start(JournalListener listener) {
    this.listener = listener;
  }

  @Override
  public long append(List<byte[]> records) {
    groups.add(texts(records));
    return position += records.size();
  }

  @Override
  public boolean wantsCompaction() {
    return compactionWanted;
  }

  @Override
  public void compact(List<byte[]> history) {
    compactionWanted = false;
    histories.add(texts(history));
  }

  @Override
  public void close() {}

  private static List<String> texts(List<byte[]> records) {
    return records.stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
  }
}
