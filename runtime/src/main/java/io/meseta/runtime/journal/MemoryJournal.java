package io.meseta.runtime.journal;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A journal that keeps nothing, for clusters that are meant to be forgotten when they end: every
 * record counts as durable at once. Must never stand behind state that somebody expects to find
 * again.
 */
public final class MemoryJournal implements Journal {

  private long position;
  private @Nullable JournalListener listener;

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
    if (listener == null) {
      throw new IllegalStateException("append before start");
    }
    position += records.size();
    listener.durable(position);
    return position;
  }

  @Override
  public boolean wantsCompaction() {
    return false;
  }

  @Override
  public void compact(List<byte[]> history) {}

  @Override
  public void close() {}
}
