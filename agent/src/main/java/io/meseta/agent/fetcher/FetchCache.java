package io.meseta.agent.fetcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that were fetched before and may be used again, for the same user and URI. Of several who
 * want the same file one fetches it. The least recently used files make room for others; what does
 * not fit, or does not say its size, is simply not cached (as Mesos).
 */
final class FetchCache {

  private static final Logger log = LoggerFactory.getLogger(FetchCache.class);

  private final Path directory;
  private final long capacity;
  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long used;
  private long nextName;

  /** An empty cache; what an earlier agent left is removed. */
  FetchCache(Path directory, long capacity) {
    this.directory = directory;
    this.capacity = capacity;
    removeLeftovers();
  }

  /** Whose file it is, and from where. */
  record Key(String user, String uri) {}

  /** How the content is got if it is not there. */
  @FunctionalInterface
  interface Origin {
    /** Opens it. */
    Download open() throws IOException, InterruptedException;
  }

  private static final class Entry {
    private final CompletableFuture<@Nullable Path> file = new CompletableFuture<>();
    private long size;
    private int leases;
  }

  /** The use of a file, which stays as long as this is open. */
  final class Lease implements AutoCloseable {
    private final Entry entry;
    private final @Nullable Path file;

    private Lease(Entry entry, @Nullable Path file) {
      this.entry = entry;
      this.file = file;
    }

    /** Whether the file is there; if not, it cannot be cached. */
    boolean isCached() {
      return file != null;
    }

    SeekableByteChannel open() throws IOException {
      if (file == null) {
        throw new IllegalStateException("not cached");
      }
      return Files.newByteChannel(file);
    }

    @Override
    public void close() {
      release(entry);
    }
  }

  /**
   * Looks a file up, fetching it if it is not there and waiting if another one does.
   *
   * @throws IOException if it could not be fetched; the next one tries again
   */
  Lease lease(Key key, Origin origin) throws IOException, InterruptedException {
    Entry fresh = new Entry();
    Entry entry;
    synchronized (this) {
      entry = entries.computeIfAbsent(key, absent -> fresh);
      entry.leases++;
    }
    return entry == fresh ? download(key, entry, origin) : await(entry, key, origin);
  }

  private Lease await(Entry entry, Key key, Origin origin)
      throws IOException, InterruptedException {
    try {
      return new Lease(entry, entry.file.get());
    } catch (ExecutionException e) {
      release(entry);
      return lease(key, origin); // whoever fetched it may have been ended
    } catch (InterruptedException e) {
      release(entry);
      throw e;
    }
  }

  private Lease download(Key key, Entry entry, Origin origin)
      throws IOException, InterruptedException {
    try (Download download = origin.open()) {
      if (download.length() < 0 || !reserve(entry, download.length())) {
        forget(key, entry);
        entry.file.complete(null);
        return new Lease(entry, null);
      }
      Path file = store(download.content(), download.length());
      entry.file.complete(file);
      return new Lease(entry, file);
    } catch (IOException | InterruptedException | RuntimeException e) {
      forget(key, entry);
      release(entry);
      entry.file.completeExceptionally(e);
      throw e;
    }
  }

  private Path store(InputStream content, long length) throws IOException {
    Path file = newFile();
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      if (content.transferTo(out) != length) {
        throw new FetchException("Error downloading resource: The size is not what was announced");
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return file;
  }

  private synchronized Path newFile() throws IOException {
    if (nextName == 0) {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
    return directory.resolve("c" + ++nextName);
  }

  private synchronized boolean reserve(Entry entry, long size) {
    if (size > capacity) {
      return false;
    }
    for (Map.Entry<Key, Entry> oldest : List.copyOf(entries.entrySet())) {
      if (used + size > capacity && oldest.getValue().leases == 0) {
        evict(oldest.getKey(), oldest.getValue());
      }
    }
    if (used + size > capacity) {
      return false;
    }
    entry.size = size;
    used += size;
    return true;
  }

  private void evict(Key key, Entry entry) {
    entries.remove(key);
    used -= entry.size;
    Path file = entry.file.getNow(null);
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      log.warn("The cached file {} stays: {}", file, e.getMessage());
    }
  }

  private synchronized void forget(Key key, Entry entry) {
    entries.remove(key, entry);
    used -= entry.size;
    entry.size = 0;
  }

  private synchronized void release(Entry entry) {
    entry.leases--;
  }

  long capacityBytes() {
    return capacity;
  }

  synchronized long usedBytes() {
    return used;
  }

  private void removeLeftovers() {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      log.warn("Files of an earlier fetcher cache stay: {}", e.getMessage());
    }
  }
}
