package io.meseta.driver.master;

import io.meseta.driver.http.HttpAddress;
import io.meseta.driver.zookeeper.ZooKeeperSession;
import io.meseta.driver.zookeeper.ZooKeeperUrl;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/**
 * The master that leads by what ZooKeeper says (Mesos reference §6.1). While ZooKeeper is away the
 * last leader that it named stays the one: a framework that is connected need not notice.
 */
final class ZooKeeperMasters implements Masters {
  private static final System.Logger LOG = System.getLogger("org.apache.mesos");
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

  private final ZooKeeperUrl url;
  private final ZooKeeperSession session;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Listener listener = leader -> {};
  private @Nullable HttpAddress leader;
  private String problem = "ZooKeeper has not answered";
  private boolean closed;

  ZooKeeperMasters(ZooKeeperUrl url) {
    this.url = url;
    this.session =
        new ZooKeeperSession(
            url.servers(),
            SESSION_TIMEOUT,
            url.credentials().map(ZooKeeperSession.Authentication::digest).orElse(null),
            new Watch());
  }

  /** As {@link Masters#current}; waits for a leader as long as a session may be without one. */
  @Override
  public HttpAddress current() throws IOException {
    openSession();
    lock.lock();
    try {
      long left = SESSION_TIMEOUT.toNanos();
      while (leader == null && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (leader == null) {
        throw new IOException(problem);
      }
      return leader;
    } catch (InterruptedException e) {
      throw new IOException("Interrupted while waiting for a leader", e);
    } finally {
      lock.unlock();
    }
  }

  private void openSession() throws IOException {
    try {
      session.open();
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A master that ZooKeeper names and that does not lead soon will, or will not be named. */
  @Override
  public boolean redirect(String location) {
    return false;
  }

  @Override
  public void succeeded() {}

  @Override
  public void failed() {}

  @Override
  public void onChange(Listener newListener) {
    lock.lock();
    try {
      listener = newListener;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    session.close();
  }

  @Override
  public String toString() {
    return url.toString();
  }

  private void found(HttpAddress found) {
    Listener told = null;
    lock.lock();
    try {
      if (!found.equals(leader)) {
        LOG.log(Level.INFO, "The master at {0} leads, says {1}", found, url);
        leader = found;
        told = listener;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (told != null) {
      told.leads(found);
    }
  }

  private void none(String why) {
    lock.lock();
    try {
      problem = why;
      leader = null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads who leads whenever something may have changed. Answers of a lost connection are left out:
   * the next connection asks again.
   */
  private final class Watch implements ZooKeeperSession.Listener {
    @Override
    public void connected(ZooKeeper client) {
      client.getChildren(
          url.path(), true, (rc, path, context, children) -> listed(client, rc, children), null);
    }

    @Override
    public void changed(ZooKeeper client) {
      connected(client);
    }

    @Override
    public void refused() {
      none("ZooKeeper at " + url + " refused the user or the password");
    }

    private void listed(ZooKeeper client, int rc, @Nullable List<String> children) {
      if (rc == Code.OK.intValue() && children != null) {
        read(client, children);
      } else if (rc == Code.NONODE.intValue()) {
        none("there is no " + url.path() + " in ZooKeeper");
        client.exists(
            url.path(),
            true,
            (code, path, context, stat) -> {
              if (stat != null) {
                connected(client);
              }
            },
            null);
      } else if (rc == Code.NOAUTH.intValue()) {
        none("ZooKeeper does not let us read " + url);
      }
    }

    private void read(ZooKeeper client, List<String> children) {
      Optional<String> first = MasterRecord.leader(children);
      if (!first.isPresent()) {
        none("no master has written its name to " + url);
        return;
      }
      String name = first.get();
      String path = (url.path().equals("/") ? "" : url.path()) + "/" + name;
      client.getData(
          path,
          false,
          (rc, asked, context, content, stat) -> {
            if (rc == Code.OK.intValue() && content != null) {
              parsed(name, content);
            } else if (rc == Code.NONODE.intValue()) {
              connected(client);
            }
          },
          null);
    }

    private void parsed(String name, byte[] content) {
      try {
        found(MasterRecord.address(name, content));
      } catch (IOException e) {
        none(e.getMessage() + "");
      }
    }
  }
}
