package io.meseta.runtime.files;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A piece of a file as {@code /files/read} prints it. The bytes go as they are, escaped where JSON
 * demands it: files need not be text, and pieces may end within a character.
 */
record FileChunk(long offset, byte[] data) implements JsonView {

  static FileChunk read(Path file, ReadRequest request) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      ByteBuffer buffer = ByteBuffer.allocate(request.bytesOf(size));
      channel.position(Math.max(0, request.offset()));
      while (buffer.hasRemaining() && channel.read(buffer) > 0) {
        // goes on until the buffer is full, or the file shorter than it was
      }
      long offset = request.sizeOnly() ? size : request.offset();
      return new FileChunk(offset, Arrays.copyOf(buffer.array(), buffer.position()));
    }
  }

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    out.writeFieldName("data");
    out.writeUTF8String(data, 0, data.length);
    out.writeNumberField("offset", offset);
  }
}
