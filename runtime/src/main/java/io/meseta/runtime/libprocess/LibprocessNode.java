package io.meseta.runtime.libprocess;

import io.meseta.protocol.libprocess.LibprocessEncoder;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.http.server.NetworkThreads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends libprocess messages (Mesos reference §5.1, §5.2): one outbound socket for each address, in
 * order, without waiting for answers. Delivery is at most once and silent: who must know whether
 * the other side lives links to it. Does not receive; that is {@link LibprocessReceiver}.
 */
public final class LibprocessNode implements AutoCloseable {
  private final NetworkThreads threads;
  private final Upid self;
  private final LibprocessLimits limits;
  private final Consumer<Upid> exited;
  private final Object lock = new Object();
  private final Map<String, Peer> peers = new HashMap<>();
  private boolean closed;

  /**
   * A node; opens no socket yet.
   *
   * @param self the sender that messages carry: answers come to its address, by another socket
   * @param exited told once for each link when its connection is over or cannot be made; runs on a
   *     network thread and must not block
   */
  public LibprocessNode(
      NetworkThreads threads, Upid self, LibprocessLimits limits, Consumer<Upid> exited) {
    this.threads = threads;
    this.self = self;
    this.limits = limits;
    this.exited = exited;
  }

  /** The sender that messages carry. */
  public Upid self() {
    return self;
  }

  /** As {@link #send(Upid, Upid, String, byte[])} from {@link #self}. */
  public void send(Upid to, String name, byte[] body) {
    send(self, to, name, body);
  }

  /**
   * Sends a message; returns at once. Messages to one address arrive in the order in which they
   * were sent, or not at all.
   *
   * @param from one of our processes
   * @param name full protobuf name
   * @param body serialized protobuf, may be empty
   */
  public void send(Upid from, Upid to, String name, byte[] body) {
    byte[] message = LibprocessEncoder.encode(from, to, name, body);
    synchronized (lock) {
      Peer peer = reach(to);
      if (peer != null) {
        peer.send(message);
      }
    }
  }

  /**
   * Keeps a connection to the process's address and says once when it is over. Linking twice is
   * linking once.
   */
  public void link(Upid to) {
    synchronized (lock) {
      Peer peer = reach(to);
      if (peer != null) {
        peer.linked().add(to);
      } else if (!closed) {
        tell(List.of(to));
      }
    }
  }

  /**
   * Links over a new connection, because the old one may be dead without knowing it. All links to
   * the address move to the new connection; nobody is told of the end of the old one.
   */
  public void relink(Upid to) {
    Peer old;
    synchronized (lock) {
      old = peers.remove(to.address());
      Peer peer = reach(to);
      if (peer != null && old != null) {
        peer.linked().addAll(old.linked());
        old.linked().clear();
      }
    }
    link(to);
    if (old != null) {
      old.abort();
    }
  }

  /** Ends the interest in a process; nothing more is told of it. */
  public void unlink(Upid to) {
    synchronized (lock) {
      Peer peer = peers.get(to.address());
      if (peer != null) {
        peer.linked().remove(to);
      }
    }
  }

  /** How many addresses there are connections to. */
  public int connections() {
    synchronized (lock) {
      return peers.size();
    }
  }

  /** Closes all connections; nobody is told. */
  @Override
  public void close() {
    List<Peer> open;
    synchronized (lock) {
      closed = true;
      open = List.copyOf(peers.values());
      peers.clear();
      open.forEach(peer -> peer.linked().clear());
    }
    open.forEach(Peer::abort);
  }

  /** The peer at this address, with a socket on its way; null if there is none to be had. */
  private @Nullable Peer reach(Upid to) {
    Peer known = peers.get(to.address());
    if (known != null) {
      return known;
    }
    if (closed || to.port() == 0 || peers.size() >= limits.maxConnections()) {
      return null;
    }
    Peer peer = new Peer(to.address(), limits.maxBufferedBytes());
    peers.put(to.address(), peer);
    peer.outbox().onClose(_ -> over(peer));
    new PeerSocket(peer, limits, () -> idle(peer)).open(threads, to);
    return peer;
  }

  private void over(Peer peer) {
    synchronized (lock) {
      peers.remove(peer.address(), peer);
      tell(List.copyOf(peer.linked()));
      peer.linked().clear();
    }
  }

  /** Closes the connection if it was only there for messages that have long gone. */
  private void idle(Peer peer) {
    synchronized (lock) {
      if (!peer.isIdle()) {
        return;
      }
      peers.remove(peer.address(), peer);
    }
    peer.abort();
  }

  /** Later and elsewhere, because whoever caused this holds the lock, or locks of their own. */
  private void tell(List<Upid> gone) {
    if (!gone.isEmpty()) {
      threads.execute(() -> gone.forEach(exited));
    }
  }
}
