package io.meseta.runtime.libprocess;

import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.http.Outbox;
import io.meseta.runtime.http.StreamEnd;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An address that we send to: what waits for its socket, and which processes there we are linked
 * to. Guarded by its {@link LibprocessNode}; knows no socket.
 */
final class Peer {
  private final String address;
  private final Outbox outbox;
  private final Set<Upid> linked = new LinkedHashSet<>();

  Peer(String address, long maxBufferedBytes) {
    this.address = address;
    this.outbox = new Outbox(maxBufferedBytes);
  }

  /** {@code ip:port}. */
  String address() {
    return address;
  }

  Outbox outbox() {
    return outbox;
  }

  /** The processes whose end somebody wants to hear of. */
  Set<Upid> linked() {
    return linked;
  }

  void send(byte[] message) {
    outbox.send(ByteBuffer.wrap(message));
  }

  /** Whether nobody would miss the connection now. */
  boolean isIdle() {
    return linked.isEmpty() && outbox.bufferedBytes() == 0;
  }

  /** Closes the socket, or lets it not be opened. */
  void abort() {
    outbox.end(StreamEnd.PEER_GONE);
  }
}
