package io.meseta.runtime.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The unit that is written and synced as one: some records in a row, and a checksum over all of
 * them. A frame is written only when the one before it is durable, so a crash can spoil the last
 * frame of a file and no other.
 *
 * <pre>
 * mark 4 | length of the payload 4 | position of the first record 8 | CRC32C 4 | payload: (length 4, bytes)…
 * </pre>
 *
 * The checksum also covers the salt of the file. So bytes inside a record never look like a frame
 * of this file, whoever chose them.
 *
 * @param firstPosition number of the first record
 * @param records the records
 */
record Frame(long firstPosition, List<byte[]> records) {

  static final int HEADER_BYTES = 20;
  static final int MAX_PAYLOAD_BYTES = 64 << 20;
  private static final int MARK = 0x4d4a4631; // "MJF1"
  private static final int CHECKSUM_OFFSET = 16;

  /** How many bytes a record takes inside a frame. */
  static int bytesOf(byte[] record) {
    return Integer.BYTES + record.length;
  }

  ByteBuffer encode(long salt) {
    int payload = records.stream().mapToInt(Frame::bytesOf).sum();
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + payload);
    bytes.putInt(MARK).putInt(payload).putLong(firstPosition).putInt(0);
    for (byte[] record : records) {
      bytes.putInt(record.length).put(record);
    }
    bytes.putInt(CHECKSUM_OFFSET, checksum(salt, bytes));
    return bytes.flip();
  }

  /** The whole length of the frame that may start at this header, or -1 if none does. */
  static long length(ByteBuffer header) {
    if (header.remaining() < HEADER_BYTES || header.getInt(0) != MARK) {
      return -1;
    }
    int payload = header.getInt(Integer.BYTES);
    return payload < 0 || payload > MAX_PAYLOAD_BYTES ? -1 : (long) HEADER_BYTES + payload;
  }

  /** Reads a frame that stands at this offset, or returns null if there is no sound one. */
  static @Nullable Frame readFrom(StorageFile file, long offset, long salt) throws IOException {
    ByteBuffer header = read(file, offset, HEADER_BYTES);
    long length = length(header);
    if (length < 0 || offset + length > file.size()) {
      return null;
    }
    return decode(read(file, offset, (int) length), salt);
  }

  private static ByteBuffer read(StorageFile file, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    file.read(offset, bytes);
    return bytes.flip();
  }

  /** Decodes exactly one frame, or returns null if it is not sound. */
  static @Nullable Frame decode(ByteBuffer bytes, long salt) {
    if (length(bytes) != bytes.remaining()
        || bytes.getInt(CHECKSUM_OFFSET) != checksum(salt, bytes)) {
      return null;
    }
    List<byte[]> records = new ArrayList<>();
    ByteBuffer payload = bytes.slice(HEADER_BYTES, bytes.remaining() - HEADER_BYTES);
    while (payload.hasRemaining()) {
      if (payload.remaining() < Integer.BYTES) {
        return null;
      }
      int length = payload.getInt();
      if (length < 0 || length > payload.remaining()) {
        return null;
      }
      byte[] record = new byte[length];
      payload.get(record);
      records.add(record);
    }
    return new Frame(bytes.getLong(2 * Integer.BYTES), records);
  }

  private static int checksum(long salt, ByteBuffer frame) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(salt).flip());
    crc.update(frame.slice(0, CHECKSUM_OFFSET));
    int afterChecksum = CHECKSUM_OFFSET + Integer.BYTES;
    crc.update(frame.slice(afterChecksum, frame.limit() - afterChecksum));
    return (int) crc.getValue();
  }

  /** Number of the last record. */
  long lastPosition() {
    return firstPosition + records.size() - 1;
  }
}
