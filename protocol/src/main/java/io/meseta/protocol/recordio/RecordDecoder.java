package io.meseta.protocol.recordio;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records in a stream that arrives in pieces (Mesos reference §0.3). The same stream
 * gives the same records and the same error however it is cut. Memory follows the bytes that have
 * arrived and not the length that was announced. Does no I/O; one thread at a time.
 */
public final class RecordDecoder {
  private static final int FIRST_ALLOCATION_BYTES = 16 * 1024;

  private final int maxRecordBytes;
  private final StringBuilder header = new StringBuilder(10);
  private byte[] record = {};
  private int recordLength = -1;
  private int received;
  private long position;
  private @Nullable String failure;

  /**
   * @param maxRecordBytes the longest record that is accepted
   */
  public RecordDecoder(int maxRecordBytes) {
    if (maxRecordBytes < 0) {
      throw new IllegalArgumentException("maxRecordBytes is negative: " + maxRecordBytes);
    }
    this.maxRecordBytes = maxRecordBytes;
  }

  /** As {@link #decode(ByteBuffer, Consumer)}, of a whole array. */
  public void decode(byte[] bytes, Consumer<byte[]> records) throws RecordIOException {
    decode(ByteBuffer.wrap(bytes), records);
  }

  /**
   * Takes all of {@code bytes} and hands every record that is complete to {@code records}, in
   * order, before it returns or throws.
   *
   * @throws RecordIOException if a length is not a number or above the limit; every later call
   *     throws the same
   */
  public void decode(ByteBuffer bytes, Consumer<byte[]> records) throws RecordIOException {
    if (failure != null) {
      throw new RecordIOException(failure);
    }
    while (bytes.hasRemaining()) {
      if (recordLength < 0) {
        readHeader(bytes.get());
      } else {
        readRecord(bytes);
      }
      if (received == recordLength) {
        records.accept(takeRecord());
      }
    }
  }

  /**
   * To be called when the stream has ended.
   *
   * @throws RecordIOException if it ended within a record
   */
  public void end() throws RecordIOException {
    if (failure != null) {
      throw new RecordIOException(failure);
    }
    if (recordLength >= 0) {
      throw fail("Stream ended after " + received + " of " + recordLength + " bytes of a record");
    }
    if (header.length() > 0) {
      throw fail("Stream ended within the length of a record");
    }
  }

  private void readHeader(byte next) throws RecordIOException {
    if (next == '\n' && header.length() > 0) {
      position++;
      recordLength = Integer.parseInt(header.toString());
      header.setLength(0);
      return;
    }
    if (next < '0' || next > '9') {
      throw fail(
          "Failed to decode the length of a record: expected "
              + (header.length() == 0 ? "a digit" : "a digit or a line feed")
              + " but found "
              + describe(next));
    }
    position++;
    header.append((char) next);
    if (Long.parseLong(header.toString()) > maxRecordBytes) {
      throw fail("Record is too long: at least " + header + " bytes, limit " + maxRecordBytes);
    }
    if (header.length() > 1 && header.charAt(0) == '0') {
      header.deleteCharAt(0);
    }
  }

  private void readRecord(ByteBuffer bytes) {
    int count = Math.min(bytes.remaining(), recordLength - received);
    if (received + count > record.length) {
      long wanted = Math.max(received + (long) count, record.length * 2L);
      wanted = Math.max(wanted, FIRST_ALLOCATION_BYTES);
      record = Arrays.copyOf(record, (int) Math.min(wanted, recordLength));
    }
    bytes.get(record, received, count);
    received += count;
    position += count;
  }

  private byte[] takeRecord() {
    byte[] complete = record;
    record = new byte[0];
    recordLength = -1;
    received = 0;
    return complete;
  }

  private RecordIOException fail(String message) {
    failure = message + " (byte " + position + " of the stream)";
    record = new byte[0];
    return new RecordIOException(failure);
  }

  private static String describe(byte value) {
    return value > ' ' && value < 127 ? "'" + (char) value + "'" : String.format("0x%02x", value);
  }
}
