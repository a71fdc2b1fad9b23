package io.meseta.testing.disk;

import io.meseta.runtime.journal.Journal;
import io.meseta.runtime.journal.JournalListener;
import io.meseta.runtime.journal.JournalLog;
import io.meseta.testing.world.Agenda;
import io.meseta.testing.world.Life;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a daemon on a simulated disk: the format and the recovery of the real one, with
 * the agenda in the place of its thread. Records that wait while a write is going on go with the
 * next.
 */
public final class SimulatedJournal implements Journal {

  private static final int COMPACTION_EVERY = 40;

  private sealed interface Work {}

  private record Append(List<byte[]> records) implements Work {}

  private record Compact(List<byte[]> history) implements Work {}

  private final SimulatedDisk disk;
  private final Agenda agenda;
  private final Life life;
  private final JournalLog log;
  private final List<Work> pending = new ArrayList<>();
  private @Nullable JournalListener listener;
  private boolean writing;
  private long position;
  private long durable;
  private int appended;

  /** The journal that one run of a daemon opens. */
  public SimulatedJournal(SimulatedDisk disk, Agenda agenda, Life life) {
    this.disk = disk;
    this.agenda = agenda;
    this.life = life;
    this.log = new JournalLog(disk.storage(), disk.dice().generator());
  }

  @Override
  public long position() {
    return position;
  }

  /** How far it is durable. */
  public long durable() {
    return durable;
  }

  @Override
  public void replay(Consumer<byte[]> reader) throws IOException {
    log.recover(reader);
    position = log.position();
    durable = position;
  }

  @Override
  public void start(JournalListener listener) {
    this.listener = listener;
  }

  @Override
  public long append(List<byte[]> records) {
    position += records.size();
    appended += records.size();
    enqueue(new Append(records));
    return position;
  }

  @Override
  public boolean wantsCompaction() {
    return appended >= COMPACTION_EVERY;
  }

  @Override
  public void compact(List<byte[]> history) {
    appended = 0;
    enqueue(new Compact(history));
  }

  private void enqueue(Work work) {
    pending.add(work);
    if (!writing) {
      writing = true;
      agenda.in(disk.delay(), life, this::write);
    }
  }

  private void write() {
    writing = false;
    JournalListener told = listener;
    if (told == null) {
      throw new IllegalStateException("append before start");
    }
    try {
      writePending();
      durable = log.position();
      told.durable(durable);
    } catch (IOException e) {
      told.failed(e);
    }
  }

  private void writePending() throws IOException {
    List<Work> work = List.copyOf(pending);
    pending.clear();
    List<byte[]> group = new ArrayList<>();
    for (Work item : work) {
      switch (item) {
        case Append append -> group.addAll(append.records());
        case Compact compact -> {
          log.append(group);
          group.clear();
          log.compact(compact.history());
        }
      }
    }
    log.append(group);
  }

  /** The daemon was killed or the machine lost power: what was being written is torn. */
  public void crash() {
    if (!pending.isEmpty() && disk.dice().happens(0.5)) {
      disk.tearNextWrite();
      try {
        writePending();
      } catch (IOException e) {
        // as intended: only a part of it reached the disk
      }
    }
    disk.losePower();
  }

  @Override
  public void close() {}
}
