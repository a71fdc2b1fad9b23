package io.meseta.runtime.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A disk in memory for the simulator and for tests, as unkind as a real one: when the power fails
 * it loses what was not synced, or any part of it, sector by sector; and it can be told to fail.
 * Must not be used by two threads at a time.
 */
public final class MemoryStorage implements Storage {

  private static final int SECTOR_BYTES = 512;

  private final TreeMap<String, Content> files = new TreeMap<>();
  private final TreeMap<String, Content> durableFiles = new TreeMap<>();
  private final List<Consumer<TreeMap<String, Content>>> unsyncedChanges = new ArrayList<>();
  private long writesUntilFailure = Long.MAX_VALUE;

  /**
   * Lets so many writes and syncs succeed; the next one fails half-way, and so does every one after
   * it.
   */
  public void failAfter(long writes) {
    writesUntilFailure = writes;
  }

  /**
   * What a reader finds after the power failed now and came back: everything synced, and of the
   * rest whatever the dice leave. This storage itself must not be used any more.
   */
  public MemoryStorage afterPowerLoss(RandomGenerator dice) {
    for (Consumer<TreeMap<String, Content>> change : unsyncedChanges) {
      if (dice.nextBoolean()) {
        change.accept(durableFiles);
      }
    }
    MemoryStorage survivor = new MemoryStorage();
    durableFiles.forEach(
        (name, content) -> survivor.files.put(name, new Content(content.survivingBytes(dice))));
    survivor.durableFiles.putAll(survivor.files);
    return survivor;
  }

  /** The bytes of a file as a reader would see them now. */
  public byte[] content(String name) throws IOException {
    return find(name).current.clone();
  }

  /** Puts a file there, durable at once; for tests that damage one. */
  public void put(String name, byte[] bytes) {
    Content content = new Content(bytes.clone());
    files.put(name, content);
    durableFiles.put(name, content);
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public StorageFile create(String name) throws IOException {
    countWrite();
    Content content = new Content(new byte[0]);
    change(directory -> directory.put(name, content));
    return new MemoryFile(content);
  }

  @Override
  public StorageFile open(String name) throws IOException {
    return new MemoryFile(find(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    countWrite();
    Content content = find(from);
    change(directory -> {
      directory.remove(from);
      directory.put(to, content);
    });
  }

  @Override
  public void delete(String name) throws IOException {
    countWrite();
    change(directory -> directory.remove(name));
  }

  @Override
  public void syncDirectory() throws IOException {
    countWrite();
    unsyncedChanges.forEach(change -> change.accept(durableFiles));
    unsyncedChanges.clear();
  }

  @Override
  public void close() {}

  private void change(Consumer<TreeMap<String, Content>> change) {
    change.accept(files);
    unsyncedChanges.add(change);
  }

  private Content find(String name) throws FileNotFoundException {
    Content content = files.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return content;
  }

  private void countWrite() throws IOException {
    if (writesUntilFailure <= 0) {
      throw new IOException("No space left on device");
    }
    writesUntilFailure--;
  }

  /** The bytes of one file: as they are now, and as they were when last synced. */
  private static final class Content {

    private byte[] current;
    private byte[] synced;

    Content(byte[] bytes) {
      current = bytes;
      synced = bytes;
    }

    byte[] survivingBytes(RandomGenerator dice) {
      if (current.length <= synced.length) {
        return dice.nextBoolean() ? current : synced;
      }
      int kept = synced.length + dice.nextInt(current.length - synced.length + 1);
      byte[] bytes = Arrays.copyOf(current, kept);
      for (int sector = synced.length; sector < kept; sector = nextSector(sector)) {
        if (dice.nextInt(4) == 0) {
          Arrays.fill(bytes, sector, Math.min(nextSector(sector), kept), (byte) 0);
        }
      }
      return bytes;
    }

    private static int nextSector(int offset) {
      return (offset / SECTOR_BYTES + 1) * SECTOR_BYTES;
    }
  }

  private final class MemoryFile implements StorageFile {

    private final Content content;

    MemoryFile(Content content) {
      this.content = content;
    }

    @Override
    public long size() {
      return content.current.length;
    }

    @Override
    public void read(long offset, ByteBuffer into) {
      int available = Math.max(0, content.current.length - (int) offset);
      into.put(content.current, (int) offset, Math.min(into.remaining(), available));
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      boolean whole = writesUntilFailure > 0;
      int count = whole ? bytes.remaining() : bytes.remaining() / 2;
      int size = content.current.length;
      byte[] grown = Arrays.copyOf(content.current, size + count);
      bytes.get(grown, size, count);
      content.current = grown;
      countWrite();
    }

    @Override
    public void sync() throws IOException {
      countWrite();
      content.synced = content.current;
    }

    @Override
    public void truncate(long size) throws IOException {
      countWrite();
      content.current = Arrays.copyOf(content.current, (int) size);
    }

    @Override
    public void close() {}
  }
}
