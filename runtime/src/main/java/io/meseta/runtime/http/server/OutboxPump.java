package io.meseta.runtime.http.server;

import io.meseta.runtime.http.Outbox;
import io.meseta.runtime.http.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

/**
 * Writes what comes into an outbox to its socket: all that has come together with one flush, and
 * what is small in few pieces. Buffers nothing and decides nothing, that is the outbox's. For the
 * socket code of this module only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel: that is seen
public final class OutboxPump {
  /** Small messages are copied together until they are so many bytes. */
  private static final int PACK_BYTES = 64 << 10;

  private final Channel channel;
  private final Outbox outbox;
  private final Framing framing;
  private final Runnable whenLast;

  /**
   * A pump that does not run yet.
   *
   * @param framing goes around each message
   * @param whenLast runs on the network thread after the last message was written
   */
  public OutboxPump(Channel channel, Outbox outbox, Framing framing, Runnable whenLast) {
    this.channel = channel;
    this.outbox = outbox;
    this.framing = framing;
    this.whenLast = whenLast;
  }

  /** Begins; if the outbox is over already the channel is closed. */
  public void start() {
    if (!outbox.attach(this::wake, channel::close)) {
      channel.close();
    }
  }

  private void wake() {
    try {
      channel.eventLoop().execute(this::drain);
    } catch (RejectedExecutionException e) {
      outbox.end(StreamEnd.PEER_GONE); // the network threads have ended
    }
  }

  private void drain() {
    Outbox.Batch batch = outbox.take();
    write(batch.messages());
    if (batch.last()) {
      whenLast.run();
    }
    channel.flush();
  }

  /** A write for each message would cost more than the message. */
  private void write(Queue<ByteBuffer> messages) {
    int packed = 0;
    long waiting = 0;
    for (ByteBuffer message : messages) {
      waiting += message.remaining() + framing.overheadBytes();
    }
    ByteBuf pack = Unpooled.EMPTY_BUFFER;
    for (ByteBuffer message : messages) {
      int size = message.remaining() + framing.overheadBytes();
      if (pack.writableBytes() < size) {
        write(pack, packed);
        pack = channel.alloc().ioBuffer(capacity(size, waiting));
        packed = 0;
      }
      waiting -= size;
      packed += message.remaining();
      framing.append(message.duplicate(), pack);
    }
    write(pack, packed);
  }

  private static int capacity(int atLeast, long waiting) {
    return Math.max(atLeast, (int) Math.min(PACK_BYTES, waiting));
  }

  private void write(ByteBuf pack, long messageBytes) {
    if (pack.isReadable()) {
      target().write(pack).addListener(_ -> outbox.written(messageBytes));
    } else {
      pack.release();
    }
  }

  /** Messages are framed here already: the encoder of HTTP, where there is one, is left out. */
  private ChannelOutboundInvoker target() {
    ChannelHandlerContext encoder = channel.pipeline().context(HttpResponseEncoder.class);
    return encoder == null ? channel : encoder;
  }
}
