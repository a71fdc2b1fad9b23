package io.meseta.driver.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * An append-only file of records. A record is durable when {@link #append} returns; what a crash
 * left of an unfinished one is cut off when the file is opened, and damage anywhere else is refused
 * instead of read over. For one thread at a time; {@link Directory} keeps other owners out.
 *
 * <p>The file is a magic line, then for each record its length and CRC-32C (four bytes each, big
 * endian) and its bytes.
 */
public final class RecordFile implements Closeable {
  private static final byte[] MAGIC = "meseta-records-1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD_BYTES = 8;
  private static final int MAX_RECORD_BYTES = 1 << 30;

  private final Path path;
  private FileChannel channel;
  private long end;

  private RecordFile(Path path, FileChannel channel, long end) {
    this.path = path;
    this.channel = channel;
    this.end = end;
  }

  /** Told of each record that a file has when it is opened. */
  public interface Visitor {
    /**
     * Takes a record.
     *
     * @param place what {@link RecordFile#read} finds it by
     * @throws IOException if the record makes no sense
     */
    void record(long place, byte[] record) throws IOException;
  }

  /**
   * Opens or creates a file and reads all of it.
   *
   * @throws IOException if it cannot, or if the file is damaged; the text says where
   */
  public static RecordFile open(Path path, Visitor visitor) throws IOException {
    Files.deleteIfExists(successor(path));
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.size() < MAGIC.length) {
        channel.truncate(0);
        write(channel, 0, ByteBuffer.wrap(MAGIC));
        channel.force(true);
        Directory.forceNameOf(path);
      }
      return new RecordFile(path, channel, new RecordScan(path, channel).scan(MAGIC, visitor));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Path successor(Path path) {
    return path.resolveSibling(path.getFileName() + ".new");
  }

  /** Adds a record, and returns its place when it is durable. */
  public long append(byte[] record) throws IOException {
    long place = end;
    try {
      write(channel, place, framed(record));
      channel.force(false);
    } catch (IOException e) {
      // Whoever appends next writes over what there is of this one.
      channel.truncate(place);
      throw e;
    }
    end = place + HEAD_BYTES + record.length;
    return place;
  }

  /** The record at a place. */
  public byte[] read(long place) throws IOException {
    byte[] record = RecordScan.recordAt(channel, place, end);
    if (record == null) {
      throw new IOException(path + " is damaged at byte " + place);
    }
    return record;
  }

  /** How long the file is, in bytes. */
  public long length() {
    return end;
  }

  /**
   * Puts other records into the place of all, at once: a crash leaves the old ones or the new ones.
   *
   * @return the places of the new records
   */
  public long[] replace(byte[][] records) throws IOException {
    Path successor = successor(path);
    FileChannel fresh =
        FileChannel.open(
            successor,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    long[] places = new long[records.length];
    long position = MAGIC.length;
    try {
      write(fresh, 0, ByteBuffer.wrap(MAGIC));
      for (int i = 0; i < records.length; i++) {
        places[i] = position;
        write(fresh, position, framed(records[i]));
        position += HEAD_BYTES + records[i].length;
      }
      fresh.force(true);
      Files.move(successor, path, StandardCopyOption.ATOMIC_MOVE);
      Directory.forceNameOf(path);
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
    channel.close();
    channel = fresh;
    end = position;
    return places;
  }

  private static ByteBuffer framed(byte[] record) {
    if (record.length > MAX_RECORD_BYTES) {
      throw new IllegalArgumentException("a record of " + record.length + " bytes is too long");
    }
    CRC32C checksum = new CRC32C();
    checksum.update(record);
    ByteBuffer framed = ByteBuffer.allocate(HEAD_BYTES + record.length);
    framed.putInt(record.length).putInt((int) checksum.getValue()).put(record).flip();
    return framed;
  }

  private static void write(FileChannel channel, long position, ByteBuffer bytes)
      throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
