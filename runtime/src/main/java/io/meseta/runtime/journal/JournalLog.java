package io.meseta.runtime.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The journal on a {@link Storage}, without threads: every call returns when its work is durable.
 * {@link FileJournal} puts a thread in front of it; the simulator calls it as it is.
 *
 * <p>Records stand in log files; a snapshot file holds a shorter history that replaces all records
 * up to its position. A new snapshot is written beside, synced, renamed into place; only then do
 * older files go. After an exception the object must not be used again, except to close it: what is
 * on the disk is known only after {@link #recover} by a new one.
 */
public final class JournalLog implements Closeable {

  private static final int FRAME_TARGET_BYTES = 8 << 20;
  private static final long LEAST_COMPACTION_BYTES = 4 << 20;

  private final Storage storage;
  private final RandomGenerator salts;
  private @Nullable OpenLog open;
  private long position;
  private long logBytes;
  private long snapshotBytes;

  /**
   * A journal in this storage, which it does not close.
   *
   * @param salts where the salts of new files come from
   */
  public JournalLog(Storage storage, RandomGenerator salts) {
    this.storage = storage;
    this.salts = salts;
  }

  /**
   * Reads everything that is durable, oldest first, cuts off the write that a crash has torn, and
   * gets ready to append. To be called once, before anything else.
   *
   * @return how many bytes were cut off
   * @throws CorruptJournalException if a record that had been durable cannot be read
   */
  public long recover(Consumer<byte[]> reader) throws IOException {
    Recovery recovery = new Recovery(storage, reader);
    recovery.run();
    position = recovery.position();
    logBytes = recovery.logBytes();
    snapshotBytes = recovery.snapshotBytes();
    open = recovery.openLog();
    if (open == null) {
      open = newLog();
    }
    return recovery.tornBytes();
  }

  /** Number of the last durable record. */
  public long position() {
    return position;
  }

  /** Writes the records and makes them durable. */
  public void append(List<byte[]> records) throws IOException {
    OpenLog log = Objects.requireNonNull(open, "recover first");
    for (List<byte[]> part : parts(records)) {
      logBytes += log.append(new Frame(position + 1, part));
      log.file().sync();
      position += part.size();
    }
  }

  /** Whether the log has grown so far beyond the last snapshot that a new one pays. */
  public boolean wantsCompaction() {
    return logBytes > Math.max(LEAST_COMPACTION_BYTES, 2 * snapshotBytes);
  }

  /** Replaces every record so far by this history. */
  public void compact(List<byte[]> history) throws IOException {
    roll();
    FileName name = new FileName(FileName.Kind.SNAPSHOT, position);
    snapshotBytes = writeSnapshot(name, history);
    logBytes = 0;
    deleteBefore(name);
  }

  private void roll() throws IOException {
    OpenLog log = Objects.requireNonNull(open, "recover first");
    if (log.firstPosition() > position) {
      return; // nothing in it yet
    }
    log.file().close();
    open = newLog();
  }

  private OpenLog newLog() throws IOException {
    FileName name = new FileName(FileName.Kind.LOG, position + 1);
    OpenLog log = OpenLog.create(storage, name.toString(), header(position + 1));
    log.file().sync();
    storage.syncDirectory();
    return log;
  }

  private FileHeader header(long at) {
    return new FileHeader(salts.nextLong(), at);
  }

  private long writeSnapshot(FileName name, List<byte[]> history) throws IOException {
    String unfinished = name + FileName.UNFINISHED;
    OpenLog snapshot = OpenLog.create(storage, unfinished, header(name.position()));
    long written = 0;
    long number = 1;
    try (StorageFile file = snapshot.file()) {
      for (List<byte[]> part : parts(history)) {
        written += snapshot.append(new Frame(number, part));
        number += part.size();
      }
      written += snapshot.append(new Frame(number, List.of())); // says that nothing is missing
      file.sync();
    }
    storage.rename(unfinished, name.toString());
    storage.syncDirectory();
    return written;
  }

  private void deleteBefore(FileName snapshot) throws IOException {
    for (String text : storage.names()) {
      FileName name = FileName.parse(text).orElse(null);
      if (name != null && !name.equals(snapshot) && name.position() <= snapshot.position()) {
        storage.delete(text);
      }
    }
  }

  /** Cuts a list into pieces that each make a frame of fair size. */
  private static List<List<byte[]>> parts(List<byte[]> records) {
    List<List<byte[]>> parts = new ArrayList<>();
    List<byte[]> part = new ArrayList<>();
    long bytes = 0;
    for (byte[] record : records) {
      int size = Frame.bytesOf(record);
      if (size < 0 || size > Frame.MAX_PAYLOAD_BYTES) {
        throw new IllegalArgumentException(
            "a record of " + record.length + " bytes is too big for the journal");
      }
      if (bytes + size > FRAME_TARGET_BYTES && !part.isEmpty()) {
        parts.add(part);
        part = new ArrayList<>();
        bytes = 0;
      }
      part.add(record);
      bytes += size;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.file().close();
    }
  }
}
