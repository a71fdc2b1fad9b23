package io.meseta.runtime.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a directory. One thread writes: while it waits for the disk, whatever else is
 * appended gathers and goes with the next write, so a busy daemon pays one sync for many records.
 * What may gather is bounded by the caller, who holds back what rests on it.
 */
public final class FileJournal implements Journal {

  private static final Logger log = LoggerFactory.getLogger(FileJournal.class);

  private sealed interface Work {}

  private record Append(List<byte[]> records) implements Work {}

  private record Compact(List<byte[]> history) implements Work {}

  private final Storage storage;
  private final JournalLog journal;
  private final Object monitor = new Object();
  private List<Work> pending = new ArrayList<>(); // guarded by monitor
  private boolean closed; // guarded by monitor
  private long position;
  private volatile boolean wantsCompaction;
  private @Nullable Thread thread;

  private FileJournal(Storage storage) {
    this.storage = storage;
    this.journal = new JournalLog(storage, new SecureRandom());
  }

  /**
   * Opens the journal in this directory, which is made if it is missing and locked until the
   * journal is closed.
   *
   * @throws IOException if it cannot be made, or another process has it
   */
  public static FileJournal open(Path directory) throws IOException {
    return new FileJournal(DirectoryStorage.open(directory));
  }

  /** Opens the journal in this storage, which it closes in the end. */
  public static FileJournal open(Storage storage) {
    return new FileJournal(storage);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void replay(Consumer<byte[]> reader) throws IOException {
    long torn = journal.recover(reader);
    position = journal.position();
    wantsCompaction = journal.wantsCompaction();
    if (torn > 0) {
      log.warn(
          "Cut {} bytes of an unfinished write off the end of the journal in {}, as after a crash",
          torn,
          storage);
    }
  }

  @Override
  public void start(JournalListener listener) {
    thread = new Thread(() -> run(listener), "journal");
    thread.start();
  }

  @Override
  public long append(List<byte[]> records) {
    position += records.size();
    enqueue(new Append(records));
    return position;
  }

  @Override
  public boolean wantsCompaction() {
    return wantsCompaction;
  }

  @Override
  public void compact(List<byte[]> history) {
    wantsCompaction = false;
    enqueue(new Compact(history));
  }

  private void enqueue(Work work) {
    synchronized (monitor) {
      pending.add(work);
      monitor.notifyAll();
    }
  }

  @Override
  public void close() {
    synchronized (monitor) {
      closed = true;
      monitor.notifyAll();
    }
    try {
      if (thread != null) {
        thread.join();
      }
      journal.close();
      storage.close();
    } catch (IOException e) {
      log.warn("The journal in {} was not closed properly: {}", storage, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(JournalListener listener) {
    try {
      for (List<Work> work = take(); !work.isEmpty(); work = take()) {
        carryOut(work, listener);
      }
    } catch (Throwable e) { // whatever it is, nobody may believe that the journal goes on
      listener.failed(e);
    }
  }

  /** Everything that is to be done; empty when the journal is closed. */
  private List<Work> take() throws InterruptedException {
    synchronized (monitor) {
      while (pending.isEmpty() && !closed) {
        monitor.wait();
      }
      List<Work> taken = pending;
      pending = new ArrayList<>();
      return taken;
    }
  }

  private void carryOut(List<Work> work, JournalListener listener) throws IOException {
    List<byte[]> group = new ArrayList<>();
    for (Work item : work) {
      switch (item) {
        case Append append -> group.addAll(append.records());
        case Compact compact -> {
          write(group, listener);
          group.clear();
          journal.compact(compact.history());
        }
      }
    }
    write(group, listener);
    wantsCompaction = journal.wantsCompaction();
  }

  private void write(List<byte[]> group, JournalListener listener) throws IOException {
    if (group.isEmpty()) {
      return;
    }
    journal.append(group);
    listener.durable(journal.position());
  }
}
