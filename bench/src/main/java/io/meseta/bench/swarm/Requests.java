package io.meseta.bench.swarm;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Requests to {@code /api/v1/scheduler} as bytes. */
final class Requests {

  private static final String PROTOBUF = "application/x-protobuf";

  private Requests() {}

  /** All of the head that is the same for every call. */
  static String head(InetSocketAddress master) {
    return "POST /api/v1/scheduler HTTP/1.1\r\nHost: "
        + master.getHostString()
        + ":"
        + master.getPort()
        + "\r\nContent-Type: "
        + PROTOBUF
        + "\r\nAccept: "
        + PROTOBUF
        + "\r\n";
  }

  static void write(OutputStream out, String head, byte[] body) throws IOException {
    String whole = head + "Content-Length: " + body.length + "\r\n\r\n";
    out.write(whole.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
  }
}
