package io.meseta.driver.zookeeper;

import io.meseta.driver.state.Entry;
import io.meseta.driver.state.EntryStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Variables in ZooKeeper, one znode each, with the content that Mesos gives them: a framework may
 * go from its driver to this one and back. While ZooKeeper is away an operation waits, as in Mesos.
 */
public final class ZooKeeperEntries implements EntryStorage {
  private static final int MAX_ENTRY_BYTES = 1024 * 1024;

  private final String path;
  private final List<ACL> acl;
  private final ZooKeeperSession session;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable ZooKeeper client;
  private boolean refused;

  /** Variables below the znode {@code path}, which is made when the first one is stored. */
  public ZooKeeperEntries(
      String servers,
      Duration timeout,
      String path,
      ZooKeeperSession.@Nullable Authentication authentication) {
    this.path = path.replaceAll("/+$", "");
    this.acl = authentication == null ? ZooDefs.Ids.OPEN_ACL_UNSAFE : everyoneReadsCreatorWrites();
    this.session = new ZooKeeperSession(servers, timeout, authentication, new Connections());
  }

  private static List<ACL> everyoneReadsCreatorWrites() {
    // No List.of: ZooKeeper asks whether the list has a null in it.
    return Arrays.asList(
        new ACL(ZooDefs.Perms.READ, ZooDefs.Ids.ANYONE_ID_UNSAFE),
        new ACL(ZooDefs.Perms.ALL, new Id("auth", "")));
  }

  @Override
  public Optional<Entry> get(String name) throws IOException, InterruptedException {
    return retried(
        "get '" + path + "/" + name + "'",
        zookeeper -> {
          try {
            return Optional.of(Entry.fromBytes(zookeeper.getData(znode(name), false, null)));
          } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public boolean set(Entry next, Entry known) throws IOException, InterruptedException {
    byte[] data = next.toBytes();
    if (data.length > MAX_ENTRY_BYTES) {
      throw new IOException("Serialized data is too big (> 1 MB)");
    }
    return retried(
        "set '" + znode(next.name()) + "'",
        zookeeper -> {
          Stat stat = new Stat();
          try {
            Entry current = Entry.fromBytes(zookeeper.getData(znode(next.name()), false, stat));
            if (current.isSameVersion(next)) {
              // The answer to an earlier attempt was lost.
              return true;
            }
            if (!current.isSameVersion(known)) {
              return false;
            }
            zookeeper.setData(znode(next.name()), data, stat.getVersion());
            return true;
          } catch (KeeperException.NoNodeException e) {
            return create(zookeeper, znode(next.name()), data);
          } catch (KeeperException.BadVersionException e) {
            return false;
          }
        });
  }

  private boolean create(ZooKeeper zookeeper, String znode, byte[] data)
      throws KeeperException, InterruptedException {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      createParent(zookeeper, path.substring(0, slash));
    }
    if (!path.isEmpty()) {
      createParent(zookeeper, path);
    }
    try {
      zookeeper.create(znode, data, acl, CreateMode.PERSISTENT);
      return true;
    } catch (KeeperException.NodeExistsException e) {
      return false;
    }
  }

  private void createParent(ZooKeeper zookeeper, String parent)
      throws KeeperException, InterruptedException {
    try {
      zookeeper.create(parent, new byte[0], acl, CreateMode.PERSISTENT);
    } catch (KeeperException.NodeExistsException e) {
      // Somebody was here before.
    }
  }

  @Override
  public boolean expunge(Entry known) throws IOException, InterruptedException {
    return retried(
        "remove '" + znode(known.name()) + "'",
        zookeeper -> {
          Stat stat = new Stat();
          try {
            Entry current = Entry.fromBytes(zookeeper.getData(znode(known.name()), false, stat));
            if (!current.isSameVersion(known)) {
              return false;
            }
            zookeeper.delete(znode(known.name()), stat.getVersion());
            return true;
          } catch (KeeperException.NoNodeException | KeeperException.BadVersionException e) {
            return false;
          }
        });
  }

  @Override
  public Set<String> names() throws IOException, InterruptedException {
    return retried(
        "get children of '" + path + "'",
        zookeeper -> {
          try {
            return new TreeSet<>(zookeeper.getChildren(path.isEmpty() ? "/" : path, false));
          } catch (KeeperException.NoNodeException e) {
            return new TreeSet<>();
          }
        });
  }

  private String znode(String name) {
    return path + "/" + name;
  }

  private interface Operation<T> {
    T run(ZooKeeper zookeeper) throws KeeperException, InterruptedException, IOException;
  }

  private <T> T retried(String what, Operation<T> operation)
      throws IOException, InterruptedException {
    while (true) {
      ZooKeeper connected = awaitClient();
      try {
        return operation.run(connected);
      } catch (KeeperException.ConnectionLossException
          | KeeperException.SessionExpiredException
          | KeeperException.OperationTimeoutException
          | KeeperException.RequestTimeoutException e) {
        disconnected(connected);
      } catch (KeeperException e) {
        throw new IOException("Failed to " + what + " in ZooKeeper: " + e.getMessage(), e);
      }
    }
  }

  private ZooKeeper awaitClient() throws IOException, InterruptedException {
    session.open();
    lock.lockInterruptibly();
    try {
      while (client == null && !refused) {
        changed.await();
      }
      if (client == null) {
        throw new IOException("Failed to authenticate with ZooKeeper");
      }
      return client;
    } finally {
      lock.unlock();
    }
  }

  /** The client tells when it is connected again; until then there is none. */
  private void disconnected(ZooKeeper lost) {
    lock.lock();
    try {
      if (client == lost && lost.getState() != ZooKeeper.States.CONNECTED) {
        client = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private final class Connections implements ZooKeeperSession.Listener {
    @Override
    public void connected(ZooKeeper connected) {
      lock.lock();
      try {
        client = connected;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void changed(ZooKeeper source) {}

    @Override
    public void refused() {
      lock.lock();
      try {
        refused = true;
        client = null;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
