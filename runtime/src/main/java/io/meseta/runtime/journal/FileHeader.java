package io.meseta.runtime.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of every file of a journal: {@code mark 8 | salt 8 | position 8 | CRC32C 4}.
 *
 * @param salt random; goes into the checksum of each frame
 * @param position the same as in the file's name
 */
record FileHeader(long salt, long position) {

  static final int BYTES = 28;
  private static final long MARK = 0x4d45534554414a31L; // "MESETAJ1"

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(MARK).putLong(salt).putLong(position).putInt(checksum(bytes));
    return bytes.flip();
  }

  /** Reads a file's header, or returns null if there is no sound one. */
  static @Nullable FileHeader readFrom(StorageFile file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    file.read(0, bytes);
    bytes.flip();
    if (bytes.remaining() < BYTES
        || bytes.getLong(0) != MARK
        || bytes.getInt(BYTES - Integer.BYTES) != checksum(bytes)) {
      return null;
    }
    return new FileHeader(bytes.getLong(Long.BYTES), bytes.getLong(2 * Long.BYTES));
  }

  private static int checksum(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.slice(0, BYTES - Integer.BYTES));
    return (int) crc.getValue();
  }
}
