package io.meseta.runtime.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of a {@link Storage}: grows at its end, is read anywhere. */
public interface StorageFile extends Closeable {

  /** How many bytes it has. */
  long size() throws IOException;

  /** Fills the buffer from this offset on, or as far as the file goes. */
  void read(long offset, ByteBuffer into) throws IOException;

  /**
   * Writes all bytes of the buffer at the end. They survive a crash for certain only after {@link
   * #sync}.
   */
  void append(ByteBuffer bytes) throws IOException;

  /**
   * Makes the content durable. After a failure nobody can say what is on the disk: it must not be
   * tried again.
   */
  void sync() throws IOException;

  /** Cuts the file off at this size; durable after {@link #sync}. */
  void truncate(long size) throws IOException;
}
