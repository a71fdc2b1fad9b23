package io.meseta.runtime.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file of frames that is being written.
 *
 * @param file open at its end
 * @param salt of its header
 * @param firstPosition position that it begins with
 */
record OpenLog(StorageFile file, long salt, long firstPosition) {

  static OpenLog create(Storage storage, String name, FileHeader header) throws IOException {
    StorageFile file = storage.create(name);
    file.append(header.encode());
    return new OpenLog(file, header.salt(), header.position());
  }

  /** Writes a frame, not yet durable; returns its length in bytes. */
  int append(Frame frame) throws IOException {
    ByteBuffer bytes = frame.encode(salt);
    int length = bytes.remaining();
    file.append(bytes);
    return length;
  }
}
