package io.meseta.driver.log;

import io.meseta.driver.store.Directory;
import io.meseta.driver.store.RecordFile;
import io.meseta.driver.wire.Message;
import io.meseta.driver.wire.MessageWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An append-only log in a directory of this machine. Positions count up from one; an append or a
 * truncation takes one and is durable when it returns. Of several writers the youngest may write.
 * The directory is opened by the first operation. Thread-safe.
 */
public final class LogFile {
  private static final int POSITION = 1;
  private static final int APPENDED = 2;
  private static final int TRUNCATED_TO = 3;
  private static final long MIN_COMPACTED_BYTES = 1024 * 1024;

  private final Path path;
  private final NavigableMap<Long, Stored> entries = new TreeMap<>();
  private @Nullable Directory directory;
  private @Nullable RecordFile file;
  private @Nullable Object writer;
  private long beginning;
  private long ending;
  private long liveBytes;

  /** A log in the directory {@code path}, which is made when it is needed. */
  public LogFile(Path path) {
    this.path = path;
  }

  /** The position of the oldest entry that is not truncated, 0 in an empty log. */
  public synchronized long beginning() throws IOException {
    open();
    return beginning;
  }

  /** The position that was taken last, 0 in an empty log. */
  public synchronized long ending() throws IOException {
    open();
    return ending;
  }

  /**
   * The entries at these positions, both included, by position; truncations are no entries.
   *
   * @throws IOException if the range is not in the log; the text says how
   */
  public synchronized NavigableMap<Long, byte[]> read(long from, long to) throws IOException {
    RecordFile records = open();
    if (from > to) {
      throw new IOException("Bad read range (from > to)");
    } else if (from < beginning) {
      throw new IOException("Bad read range (truncated position)");
    } else if (to > ending) {
      throw new IOException("Bad read range (past end of log)");
    }
    NavigableMap<Long, byte[]> found = new TreeMap<>();
    for (Map.Entry<Long, Stored> entry : entries.subMap(from, true, to, true).entrySet()) {
      Message record = Message.parse(records.read(entry.getValue().place));
      found.put(entry.getKey(), record.bytes(APPENDED).orElse(new byte[0]));
    }
    return found;
  }

  /** Makes {@code token} the one that may write; whoever could before has lost that. */
  public synchronized void elect(Object token) throws IOException {
    open();
    writer = token;
  }

  /** Appends an entry, and returns its position; 0 if the token may not write any more. */
  public synchronized long append(Object token, byte[] data) throws IOException {
    return write(token, new MessageWriter().bytes(APPENDED, data));
  }

  /** Removes all entries before a position; returns the position that this takes, 0 as above. */
  public synchronized long truncate(Object token, long to) throws IOException {
    long position = write(token, new MessageWriter().number(TRUNCATED_TO, to));
    compact(open());
    return position;
  }

  private long write(Object token, MessageWriter action) throws IOException {
    RecordFile records = open();
    if (writer != token) {
      return 0;
    }
    byte[] record = action.number(POSITION, ending + 1).toByteArray();
    apply(records.append(record), record);
    return ending;
  }

  private RecordFile open() throws IOException {
    if (file == null) {
      if (directory == null) {
        directory = Directory.own(path);
      }
      entries.clear();
      beginning = 0;
      ending = 0;
      liveBytes = 0;
      file = RecordFile.open(directory.resolve("log.records"), this::apply);
    }
    return file;
  }

  private void apply(long place, byte[] record) throws IOException {
    Message action = Message.parse(record);
    ending = action.number(POSITION).orElseThrow(() -> new IOException("A record has no position"));
    if (action.has(APPENDED)) {
      entries.put(ending, new Stored(place, record.length));
      liveBytes += record.length;
      beginning = Math.max(1, beginning);
    }
    forget(Math.min(action.number(TRUNCATED_TO).orElse(0), ending));
  }

  private void forget(long before) {
    if (before > beginning) {
      beginning = before;
      NavigableMap<Long, Stored> truncated = entries.headMap(before, false);
      liveBytes -= truncated.values().stream().mapToLong(stored -> stored.length).sum();
      truncated.clear();
    }
  }

  /** Gives the room of truncated entries back, once they are most of the file. */
  private void compact(RecordFile records) throws IOException {
    if (records.length() < MIN_COMPACTED_BYTES || records.length() < 4 * liveBytes) {
      return;
    }
    List<byte[]> live = new ArrayList<>();
    for (Stored stored : entries.values()) {
      live.add(records.read(stored.place));
    }
    live.add(
        new MessageWriter().number(TRUNCATED_TO, beginning).number(POSITION, ending).toByteArray());
    long[] places = records.replace(live.toArray(byte[][]::new));
    int next = 0;
    for (Stored stored : entries.values()) {
      stored.place = places[next++];
    }
  }

  /** Where the record of an entry is, and how long it is. */
  private static final class Stored {
    private long place;
    private final int length;

    private Stored(long place, int length) {
      this.place = place;
      this.length = length;
    }
  }
}
