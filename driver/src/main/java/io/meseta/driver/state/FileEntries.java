package io.meseta.driver.state;

import io.meseta.driver.store.Directory;
import io.meseta.driver.store.RecordFile;
import io.meseta.driver.wire.Message;
import io.meseta.driver.wire.MessageWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Variables in a directory of this machine: all of them in memory, every change durable before it
 * is confirmed. Not replicated. The directory is opened by the first call, and the next one tries
 * again if that fails. ADR 0008 says what holds.
 */
public final class FileEntries implements EntryStorage {
  private static final int STORED = 1;
  private static final int EXPUNGED = 2;
  private static final long MIN_COMPACTED_BYTES = 1024 * 1024;

  private final Path path;
  private final Map<String, Entry> entries = new TreeMap<>();
  private @Nullable Directory directory;
  private @Nullable RecordFile file;
  private long liveBytes;

  /** Variables in the directory {@code path}, which is made when it is needed. */
  public FileEntries(Path path) {
    this.path = path;
  }

  @Override
  public Optional<Entry> get(String name) throws IOException {
    open();
    return Optional.ofNullable(entries.get(name));
  }

  @Override
  public boolean set(Entry next, Entry known) throws IOException {
    RecordFile records = open();
    Entry current = entries.get(next.name());
    if (current != null && !current.isSameVersion(known)) {
      return false;
    }
    records.append(stored(next));
    put(next);
    compact(records);
    return true;
  }

  @Override
  public boolean expunge(Entry known) throws IOException {
    RecordFile records = open();
    Entry current = entries.get(known.name());
    if (current == null || !current.isSameVersion(known)) {
      return false;
    }
    records.append(new MessageWriter().text(EXPUNGED, known.name()).toByteArray());
    remove(known.name());
    compact(records);
    return true;
  }

  @Override
  public Set<String> names() throws IOException {
    open();
    return new TreeSet<>(entries.keySet());
  }

  private RecordFile open() throws IOException {
    if (file == null) {
      if (directory == null) {
        directory = Directory.own(path);
      }
      entries.clear();
      liveBytes = 0;
      file = RecordFile.open(directory.resolve("state.records"), this::replay);
    }
    return file;
  }

  private void replay(long place, byte[] record) throws IOException {
    Message message = Message.parse(record);
    if (message.has(STORED)) {
      put(Entry.fromBytes(message.bytes(STORED).orElseThrow()));
    } else {
      remove(message.text(EXPUNGED).orElseThrow(() -> new IOException("An unknown record")));
    }
  }

  private void put(Entry entry) {
    remove(entry.name());
    entries.put(entry.name(), entry);
    liveBytes += stored(entry).length;
  }

  private void remove(String name) {
    Entry removed = entries.remove(name);
    if (removed != null) {
      liveBytes -= stored(removed).length;
    }
  }

  private void compact(RecordFile records) throws IOException {
    if (records.length() > MIN_COMPACTED_BYTES && records.length() > 4 * liveBytes) {
      records.replace(entries.values().stream().map(FileEntries::stored).toArray(byte[][]::new));
    }
  }

  private static byte[] stored(Entry entry) {
    return new MessageWriter().bytes(STORED, entry.toBytes()).toByteArray();
  }
}
