package io.meseta.runtime.http.server;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What goes around each message of an outbox on its way to the socket. */
public enum Framing {
  /** Nothing: the messages say themselves where they end. */
  NONE {
    @Override
    void append(ByteBuffer message, ByteBuf out) {
      out.writeBytes(message);
    }

    @Override
    int overheadBytes() {
      return 0;
    }
  },

  /**
   * A chunk for each message, as in a body whose length is not known (RFC 9112 §7.1). Clients need
   * not care about the borders of chunks, but some do.
   */
  CHUNK {
    @Override
    void append(ByteBuffer message, ByteBuf out) {
      if (!message.hasRemaining()) {
        return; // an empty chunk would end the body
      }
      String length = Integer.toHexString(message.remaining());
      out.writeCharSequence(length, StandardCharsets.US_ASCII);
      out.writeBytes(LINE_END).writeBytes(message).writeBytes(LINE_END);
    }

    @Override
    int overheadBytes() {
      return Integer.BYTES * 2 + 2 * LINE_END.length;
    }
  };

  private static final byte[] LINE_END = {'\r', '\n'};

  /** Puts the message, with what goes around it, behind what is there. */
  abstract void append(ByteBuffer message, ByteBuf out);

  /** By how much {@link #append} makes a message longer, at most. */
  abstract int overheadBytes();
}
