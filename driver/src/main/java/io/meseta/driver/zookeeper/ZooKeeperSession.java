package io.meseta.driver.zookeeper;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * A session with ZooKeeper that is begun anew when it expires. Whoever listens is told when there
 * is a connection again, and reads and watches again then. Thread-safe.
 */
public final class ZooKeeperSession implements Closeable {
  /** Who hears of the session; called by ZooKeeper's own thread, and must not wait. */
  public interface Listener {
    /** There is a connection, at first or again. */
    void connected(ZooKeeper client);

    /** A watched znode has changed. */
    void changed(ZooKeeper client);

    /** The server refused the credentials; nothing helps. */
    void refused();
  }

  private final String servers;
  private final Duration timeout;
  private final @Nullable Authentication authentication;
  private final Listener listener;
  private @Nullable ZooKeeper client;
  private boolean closed;

  /** A session that is not begun yet. */
  public ZooKeeperSession(
      String servers,
      Duration timeout,
      @Nullable Authentication authentication,
      Listener listener) {
    this.servers = servers;
    this.timeout = timeout;
    this.authentication = authentication;
    this.listener = listener;
  }

  /** Begins to connect; does nothing if that was done before. */
  public synchronized void open() throws IOException {
    if (client == null && !closed) {
      client = connect();
    }
  }

  private ZooKeeper connect() throws IOException {
    ZKClientConfig config = new ZKClientConfig();
    // Nobody has written a JAAS configuration for a library inside a library.
    config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
    config.setProperty(
        ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, String.valueOf(timeout.toMillis()));
    Events events = new Events();
    ZooKeeper created = new ZooKeeper(servers, (int) timeout.toMillis(), events, false, config);
    if (authentication != null) {
      created.addAuthInfo(authentication.scheme(), authentication.credentials());
    }
    events.follow(created);
    return created;
  }

  private void expired(ZooKeeper old) {
    synchronized (this) {
      if (closed || client != old) {
        return;
      }
      try {
        client = connect();
      } catch (IOException e) {
        // Only when the servers' names cannot be read, which they could before.
        throw new IllegalStateException(e);
      }
    }
    closeQuietly(old);
  }

  @Override
  public void close() {
    ZooKeeper open;
    synchronized (this) {
      closed = true;
      open = client;
      client = null;
    }
    if (open != null) {
      closeQuietly(open);
    }
  }

  /** On a thread of its own: without a server it takes as long as a time-out. */
  private static void closeQuietly(ZooKeeper client) {
    Thread closing =
        new Thread(
            () -> {
              try {
                client.close();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "meseta-driver-zookeeper-close");
    closing.setDaemon(true);
    closing.start();
  }

  /** How to prove who one is. Immutable. */
  public static final class Authentication {
    private final String scheme;
    private final byte[] credentials;

    /** By a scheme of ZooKeeper, and what it asks for. */
    public Authentication(String scheme, byte[] credentials) {
      this.scheme = scheme;
      this.credentials = credentials.clone();
    }

    /** By {@code user:password}. */
    public static Authentication digest(String credentials) {
      return new Authentication("digest", credentials.getBytes(StandardCharsets.UTF_8));
    }

    String scheme() {
      return scheme;
    }

    byte[] credentials() {
      return credentials;
    }
  }

  /** Events of one client, which may come before its constructor has returned. */
  private final class Events implements Watcher {
    private @Nullable ZooKeeper source;
    private boolean connected;

    private void follow(ZooKeeper created) {
      boolean early;
      synchronized (this) {
        source = created;
        early = connected;
      }
      if (early) {
        listener.connected(created);
      }
    }

    @Override
    public void process(WatchedEvent event) {
      ZooKeeper known;
      synchronized (this) {
        known = source;
        connected |= event.getState() == Event.KeeperState.SyncConnected;
      }
      if (known == null) {
        return;
      }
      if (event.getType() != Event.EventType.None) {
        listener.changed(known);
      } else if (event.getState() == Event.KeeperState.SyncConnected) {
        listener.connected(known);
      } else if (event.getState() == Event.KeeperState.Expired) {
        expired(known);
      } else if (event.getState() == Event.KeeperState.AuthFailed) {
        listener.refused();
      }
    }
  }
}
