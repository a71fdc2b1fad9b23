package io.meseta.runtime.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of one file from its beginning, and says what is at the place where they end.
 * Never writes.
 */
final class FrameReader {

  private static final int SCAN_BYTES = 1 << 16;

  private final String name;
  private final StorageFile file;
  private final long salt;
  private long offset = FileHeader.BYTES;
  private long next;

  /**
   * Begins behind the header.
   *
   * @param firstPosition the position that the first frame must have
   */
  FrameReader(String name, StorageFile file, long salt, long firstPosition) {
    this.name = name;
    this.file = file;
    this.salt = salt;
    this.next = firstPosition;
  }

  /**
   * The next sound frame, or null where the sound ones end.
   *
   * @throws CorruptJournalException if a sound frame does not follow on the one before it
   */
  @Nullable Frame next() throws IOException {
    Frame frame = Frame.readFrom(file, offset, salt);
    if (frame == null) {
      return null;
    }
    if (frame.firstPosition() != next) {
      throw damaged("record " + next + " is missing, " + frame.firstPosition() + " stands there");
    }
    next = frame.lastPosition() + 1;
    offset += Frame.HEADER_BYTES + frame.records().stream().mapToLong(Frame::bytesOf).sum();
    return frame;
  }

  /** Where the last sound frame ends. */
  long offset() {
    return offset;
  }

  /** The position that the next record must have. */
  long nextPosition() {
    return next;
  }

  /** Whether the file ends with its last sound frame. */
  boolean atEnd() throws IOException {
    return offset == file.size();
  }

  /**
   * Makes sure that what stands behind the last sound frame is no more than one write that a crash
   * cut short: a sound frame further on was written only after this place had been durable.
   *
   * @throws CorruptJournalException if there is one
   */
  void requireOnlyTornTail() throws IOException {
    long size = file.size();
    for (long at = offset + 1; at + Frame.HEADER_BYTES <= size; at += SCAN_BYTES) {
      ByteBuffer window = ByteBuffer.allocate(SCAN_BYTES + Frame.HEADER_BYTES - 1);
      file.read(at, window);
      scan(window.flip(), at);
    }
  }

  private void scan(ByteBuffer window, long at) throws IOException {
    for (int i = 0; i + Frame.HEADER_BYTES <= window.limit(); i++) {
      if (Frame.length(window.slice(i, Frame.HEADER_BYTES)) >= 0
          && Frame.readFrom(file, at + i, salt) != null) {
        throw damaged("record " + next + " cannot be read, and later ones follow at " + (at + i));
      }
    }
  }

  CorruptJournalException damaged(String problem) {
    return new CorruptJournalException(name, offset, problem);
  }
}
