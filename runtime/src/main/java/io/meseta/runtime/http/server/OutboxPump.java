package io.meseta.runtime.http.server;

import io.meseta.runtime.http.Outbox;
import io.meseta.runtime.http.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Writes what comes into an outbox to its socket: all that has come together with one flush.
 * Buffers nothing and decides nothing, that is the outbox's. For the socket code of this module
 * only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel: that is seen
public final class OutboxPump {
  private final Channel channel;
  private final Outbox outbox;
  private final Function<ByteBuf, Object> framing;
  private final Runnable whenLast;

  /**
   * A pump that does not run yet.
   *
   * @param framing makes of a message what the channel's pipeline takes
   * @param whenLast runs on the network thread after the last message was written
   */
  public OutboxPump(
      Channel channel, Outbox outbox, Function<ByteBuf, Object> framing, Runnable whenLast) {
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

  private void write(Queue<ByteBuffer> messages) {
    long bytes = 0;
    ChannelFuture written = null;
    for (ByteBuffer message : messages) {
      bytes += message.remaining();
      written = channel.write(framing.apply(Unpooled.wrappedBuffer(message)));
    }
    if (written != null) {
      long total = bytes;
      written.addListener(_ -> outbox.written(total));
    }
  }
}
