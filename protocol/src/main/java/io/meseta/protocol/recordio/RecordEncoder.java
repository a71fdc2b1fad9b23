package io.meseta.protocol.recordio;

import java.nio.charset.StandardCharsets;

/**
 * Frames records: the length in bytes as ASCII decimal, a line feed, the bytes (Mesos reference
 * §0.3). Knows nothing of HTTP chunks, which may cut the stream anywhere.
 */
public final class RecordEncoder {
  private RecordEncoder() {}

  /** The framed form of one record; an empty record is legal. */
  public static byte[] encode(byte[] record) {
    byte[] header = header(record.length);
    byte[] framed = new byte[header.length + record.length];
    System.arraycopy(header, 0, framed, 0, header.length);
    System.arraycopy(record, 0, framed, header.length, record.length);
    return framed;
  }

  /** What goes before a record of {@code lengthBytes}, for callers that write the record itself. */
  public static byte[] header(int lengthBytes) {
    return (lengthBytes + "\n").getBytes(StandardCharsets.US_ASCII);
  }
}
