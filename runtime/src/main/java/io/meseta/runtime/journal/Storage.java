package io.meseta.runtime.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One flat directory of files, as much of a file system as a journal needs: {@link
 * DirectoryStorage} is the real one, {@link MemoryStorage} one that can lose power. What is
 * created, renamed or deleted survives a crash for certain only after {@link #syncDirectory}.
 */
public interface Storage extends Closeable {

  /** The names of all files, in ascending order. */
  List<String> names() throws IOException;

  /** Makes an empty file, in the place of one of that name if there is one, and opens it. */
  StorageFile create(String name) throws IOException;

  /** Opens a file that is there. */
  StorageFile open(String name) throws IOException;

  /**
   * Renames a file, in the place of one of the new name if there is one; atomic also in a crash.
   */
  void rename(String from, String to) throws IOException;

  /** Deletes a file; nothing happens if it is not there. */
  void delete(String name) throws IOException;

  /** Makes durable which files there are and what they are called. */
  void syncDirectory() throws IOException;
}
