package io.meseta.agent.launcher;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * Frames over a socket: 32 bits of length, 32 bits of request number, one message. One thread may
 * read while others write.
 */
public final class FrameChannel implements AutoCloseable {

  /** No frame is longer; Linux itself takes no more than about 2 MiB of arguments. */
  public static final int MAX_FRAME_BYTES = 4 << 20;

  private static final int CHUNK_BYTES = 64 << 10;

  private final SocketChannel socket;

  /** A whole frame came, but not a message; the next frame may be one. */
  public static final class UnreadableMessageException extends IOException {

    private static final long serialVersionUID = 1;

    private final int request;
    private final String reason;

    UnreadableMessageException(int request, LauncherProtocolException cause) {
      super(cause);
      this.request = request;
      this.reason = String.valueOf(cause.getMessage());
    }

    /** What is wrong with it. */
    public String reason() {
      return reason;
    }

    /** The number of the request that cannot be read. */
    public int request() {
      return request;
    }
  }

  /** Takes over {@code socket}, which must be in blocking mode. */
  public FrameChannel(SocketChannel socket) {
    this.socket = socket;
  }

  /**
   * A message and what it belongs to.
   *
   * @param request the number of the request that is made or answered, 0 for notices
   * @param message what is said
   */
  public record Frame(int request, LauncherMessage message) {

    /** The frame without its length. */
    byte[] toBytes() {
      ByteWriter out = new ByteWriter().number(request);
      MessageCodec.encode(message, out);
      return out.toBytes();
    }
  }

  /**
   * Waits for the next frame; an end of the stream between or within frames is an EOFException.
   *
   * @throws UnreadableMessageException if what the frame holds is no message
   */
  public Frame read() throws IOException {
    int length = ByteBuffer.wrap(read(Integer.BYTES)).getInt();
    if (length <= Integer.BYTES || length > MAX_FRAME_BYTES) {
      throw new LauncherProtocolException("frame of " + length + " bytes");
    }
    ByteReader in = new ByteReader(read(length));
    int request = in.number();
    try {
      return new Frame(request, MessageCodec.decode(in));
    } catch (LauncherProtocolException e) {
      throw new UnreadableMessageException(request, e);
    }
  }

  /**
   * Writes a frame, waiting until the socket has taken it.
   *
   * @throws LauncherProtocolException if the frame is too long; nothing has been written then
   */
  public synchronized void write(Frame frame) throws IOException {
    byte[] bytes = frame.toBytes();
    if (bytes.length > MAX_FRAME_BYTES) {
      throw new LauncherProtocolException("frame of " + bytes.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + bytes.length);
    buffer.putInt(bytes.length).put(bytes).flip();
    while (buffer.hasRemaining()) {
      socket.write(buffer);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Grows with what arrives, so that an announced length alone takes no memory. */
  private byte[] read(int length) throws IOException {
    byte[] bytes = new byte[Math.min(length, CHUNK_BYTES)];
    int size = 0;
    while (size < length) {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(length, 2 * size));
      }
      int taken = socket.read(ByteBuffer.wrap(bytes, size, bytes.length - size));
      if (taken < 0) {
        throw new EOFException("the other side has closed the connection");
      }
      size += taken;
    }
    return bytes;
  }
}
