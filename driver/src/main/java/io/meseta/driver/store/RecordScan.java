package io.meseta.driver.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The first pass over a file of records: finds where it ends, and what a crash has left there. */
final class RecordScan {
  private static final int HEAD_BYTES = 8;

  private final Path path;
  private final FileChannel channel;

  RecordScan(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Visits all records, cuts off an unfinished last one, and returns where the next one goes. */
  long scan(byte[] magic, RecordFile.Visitor visitor) throws IOException {
    long size = channel.size();
    if (!Arrays.equals(bytes(channel, 0, magic.length), magic)) {
      throw new IOException(path + " is no file of records that this release can read");
    }
    long position = magic.length;
    for (byte[] record = recordAt(channel, position, size);
        record != null;
        record = recordAt(channel, position, size)) {
      visitor.record(position, record);
      position += HEAD_BYTES + record.length;
    }
    if (position < size) {
      if (!isUnfinished(position, size)) {
        throw new IOException(
            path
                + " is damaged at byte "
                + position
                + " of "
                + size
                + ": restore it from a backup");
      }
      channel.truncate(position);
      channel.force(true);
    }
    return position;
  }

  /**
   * Whether nothing durable can stand behind a bad record: it reaches to the end of the file or
   * beyond, or only zeros follow, which is what some file systems leave of a write.
   */
  private boolean isUnfinished(long position, long size) throws IOException {
    if (size - position < HEAD_BYTES) {
      return true;
    }
    int length = ByteBuffer.wrap(bytes(channel, position, HEAD_BYTES)).getInt();
    return length > 0
        ? isZero(position + HEAD_BYTES + length, size)
        : isZero(position + HEAD_BYTES, size);
  }

  private boolean isZero(long from, long to) throws IOException {
    for (long position = from; position < to; position += HEAD_BYTES * 1024) {
      int length = (int) Math.min(HEAD_BYTES * 1024, to - position);
      if (!Arrays.equals(bytes(channel, position, length), new byte[length])) {
        return false;
      }
    }
    return true;
  }

  /** The record at a place; null if there is none that is whole. */
  static byte @Nullable [] recordAt(FileChannel channel, long position, long size)
      throws IOException {
    if (size - position < HEAD_BYTES) {
      return null;
    }
    ByteBuffer head = ByteBuffer.wrap(bytes(channel, position, HEAD_BYTES));
    int length = head.getInt();
    int expected = head.getInt();
    if (length < 0 || length > size - position - HEAD_BYTES) {
      return null;
    }
    byte[] record = bytes(channel, position + HEAD_BYTES, length);
    CRC32C checksum = new CRC32C();
    checksum.update(record);
    // All zeros would pass for an empty record; nobody writes an empty one.
    return length > 0 && (int) checksum.getValue() == expected ? record : null;
  }

  private static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("The file has become shorter while it was read");
      }
    }
    return bytes.array();
  }
}
