package io.meseta.protocol.libprocess;

import java.nio.charset.StandardCharsets;

/**
 * Writes a message as libprocess does: header order and body form are exactly those of Mesos
 * reference §5.1. Opens no socket and waits for no answer.
 */
public final class LibprocessEncoder {
  private static final byte[] LAST_CHUNK = ascii("\r\n0\r\n\r\n");

  private LibprocessEncoder() {}

  /**
   * The whole request, ready for a socket to {@code to.address()}.
   *
   * @param messageName full protobuf name, e.g. {@code mesos.internal.PingSlaveMessage}
   * @param body the serialized protobuf; if empty the request has no body headers at all
   * @throws IllegalArgumentException if the name cannot stand in a request line
   */
  public static byte[] encode(Upid from, Upid to, String messageName, byte[] body) {
    if (!messageName.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("Not a message name: '" + messageName + "'");
    }
    byte[] head = head(from, to, messageName, body.length).getBytes(StandardCharsets.UTF_8);
    if (body.length == 0) {
      return head;
    }
    byte[] request = new byte[head.length + body.length + LAST_CHUNK.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    System.arraycopy(LAST_CHUNK, 0, request, head.length + body.length, LAST_CHUNK.length);
    return request;
  }

  private static String head(Upid from, Upid to, String messageName, int bodyLength) {
    String process = to.id().isEmpty() ? "" : "/" + to.id();
    String head =
        "POST "
            + process
            + "/"
            + messageName
            + " HTTP/1.1\r\n"
            + "User-Agent: libprocess/"
            + from
            + "\r\n"
            + "Libprocess-From: "
            + from
            + "\r\n"
            + "Connection: Keep-Alive\r\n"
            + "Host: "
            + to.address()
            + "\r\n";
    return bodyLength == 0
        ? head + "\r\n"
        : head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(bodyLength) + "\r\n";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
