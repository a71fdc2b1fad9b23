package org.apache.mesos;

import io.meseta.driver.log.LogFile;
import io.meseta.driver.log.Replication;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An append-only log on this machine. The API is that of Mesos' replicated log; there are no
 * replicas here, so a quorum above one is refused, and nothing ever has to wait for others:
 * operations come to an end by themselves and the given timeouts never strike.
 */
@SuppressWarnings("this-escape") // initialize is a hook of Mesos' API
public class Log {
  private LogFile file;

  /** Where an entry stands; later ones are greater. */
  public static class Position implements Comparable<Position> {
    private final long value;

    /** A position that was known by its number; the log makes them otherwise. */
    public Position(long value) {
      this.value = value;
    }

    @Override
    public int compareTo(Position that) {
      return Long.compare(value, that.value);
    }

    @Override
    public boolean equals(Object that) {
      return that instanceof Position && value == ((Position) that).value;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(value);
    }

    @Override
    public String toString() {
      return "Position " + value;
    }

    /** The position as eight bytes, for {@link Log#position} to read later. */
    public byte[] identity() {
      return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
  }

  /** What was appended, and where it stands. */
  public static class Entry {
    /** Where it stands. */
    public final Position position;

    /** What was appended. */
    public final byte[] data;

    /** An entry; the log makes them otherwise. */
    public Entry(Position position, byte[] data) {
      this.position = position;
      this.data = data;
    }
  }

  /** A read has failed. */
  public static class OperationFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public OperationFailedException(String message) {
      super(message);
    }

    /** With the reason and what is behind it. */
    public OperationFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A write has failed, or the writer may not write any more: a new one is needed. */
  public static class WriterFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public WriterFailedException(String message) {
      super(message);
    }

    /** With the reason and what is behind it. */
    public WriterFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Reads a log. */
  public static class Reader {
    private Log log;

    /** A reader of {@code log}. */
    public Reader(Log log) {
      this.log = log;
      initialize(log);
    }

    /** Called by the constructor. */
    protected void initialize(Log log) {
      this.log = log;
    }

    /** The entries from one position to another, both included. */
    public List<Entry> read(Position from, Position to, long timeout, TimeUnit unit)
        throws TimeoutException, OperationFailedException {
      try {
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<Long, byte[]> entry : log.file.read(from.value, to.value).entrySet()) {
          entries.add(new Entry(new Position(entry.getKey()), entry.getValue()));
        }
        return entries;
      } catch (IOException e) {
        throw new OperationFailedException(e.getMessage(), e);
      }
    }

    /** The position of the oldest entry that is not truncated. */
    public Position beginning() {
      try {
        return new Position(log.file.beginning());
      } catch (IOException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }

    /** The position that was written last. */
    public Position ending() {
      try {
        return new Position(log.file.ending());
      } catch (IOException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }

    /** Catches up with the other replicas, of which there are none; the ending. */
    public Position catchup(long timeout, TimeUnit unit)
        throws TimeoutException, OperationFailedException {
      try {
        return new Position(log.file.ending());
      } catch (IOException e) {
        throw new OperationFailedException(e.getMessage(), e);
      }
    }
  }

  /** Writes to a log, as long as no younger writer of it is made. */
  public static class Writer {
    private Log log;

    /** The writer of {@code log} from now on. */
    public Writer(Log log, long timeout, TimeUnit unit, int retries) {
      this.log = log;
      initialize(log, timeout, unit, retries);
    }

    /** Called by the constructor. */
    protected void initialize(Log log, long timeout, TimeUnit unit, int retries) {
      this.log = log;
      try {
        log.file.elect(this);
      } catch (IOException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }

    /** Appends an entry; it is durable when this returns. */
    public Position append(byte[] data, long timeout, TimeUnit unit)
        throws TimeoutException, WriterFailedException {
      try {
        return written(log.file.append(this, data));
      } catch (IOException e) {
        throw new WriterFailedException(e.getMessage(), e);
      }
    }

    /** Removes all entries before {@code to}; gives the position that this takes in the log. */
    public Position truncate(Position to, long timeout, TimeUnit unit)
        throws TimeoutException, WriterFailedException {
      try {
        return written(log.file.truncate(this, to.value));
      } catch (IOException e) {
        throw new WriterFailedException(e.getMessage(), e);
      }
    }

    private static Position written(long position) throws WriterFailedException {
      if (position == 0) {
        throw new WriterFailedException("Exclusive write promise lost");
      }
      return new Position(position);
    }
  }

  /** A log in the directory {@code path}; {@code pids} would be those of other replicas. */
  public Log(int quorum, String path, Set<String> pids) {
    initialize(quorum, path, pids);
  }

  /** As above; other replicas would be found through ZooKeeper. */
  public Log(int quorum, String path, String servers, long timeout, TimeUnit unit, String znode) {
    initialize(quorum, path, servers, timeout, unit, znode);
  }

  /** As above. */
  public Log(
      int quorum,
      String path,
      String servers,
      long timeout,
      TimeUnit unit,
      String znode,
      String scheme,
      byte[] credentials) {
    initialize(quorum, path, servers, timeout, unit, znode, scheme, credentials);
  }

  /** Called by the first constructor. */
  protected void initialize(int quorum, String path, Set<String> pids) {
    Replication.requireNone(quorum);
    file = new LogFile(Path.of(path));
  }

  /** Called by the second constructor. */
  protected void initialize(
      int quorum, String path, String servers, long timeout, TimeUnit unit, String znode) {
    initialize(quorum, path, Set.of());
  }

  /** Called by the third constructor. */
  protected void initialize(
      int quorum,
      String path,
      String servers,
      long timeout,
      TimeUnit unit,
      String znode,
      String scheme,
      byte[] credentials) {
    initialize(quorum, path, Set.of());
  }

  /** The position that these eight bytes are the identity of. */
  public Position position(byte[] identity) {
    return new Position(ByteBuffer.wrap(identity).getLong());
  }
}
