package io.meseta.runtime.journal;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where durable events go. Records are numbered from 1 without gaps; the number of the last one is
 * the journal's position. A journal is used by one thread; what it says to its listener may come
 * from another.
 *
 * <p>It knows nothing of what a record means, and it never retries: after one failure nothing more
 * becomes durable.
 */
public interface Journal extends AutoCloseable {

  /** Number of the last record appended, durable or not; 0 when there is none. */
  long position();

  /**
   * Hands over every record that survived, oldest first; to be called before {@link #start}. After
   * a compaction that is the compacted history and what was appended since.
   *
   * @throws CorruptJournalException if a record that had been durable cannot be read
   * @throws IOException if the storage cannot be read
   */
  void replay(Consumer<byte[]> reader) throws IOException;

  /**
   * Begins to accept records. The listener is called in the order of positions, and must be quick.
   */
  void start(JournalListener listener);

  /**
   * Appends records that become durable together with whatever is appended at about the same time.
   * Returns at once; the listener hears when they are durable.
   *
   * @param records at least one; must not be changed afterwards
   * @return the position of the last of them
   */
  long append(List<byte[]> records);

  /** Whether so much was appended since the last compaction that another one pays. */
  boolean wantsCompaction();

  /**
   * Puts a shorter history, one that leads to the same state, in the place of everything appended
   * so far. Returns at once; the old records go only after the new history is durable.
   */
  void compact(List<byte[]> history);

  /** Makes durable what was appended, then lets go of the storage. */
  @Override
  void close();
}
