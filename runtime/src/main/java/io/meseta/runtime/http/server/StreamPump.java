package io.meseta.runtime.http.server;

import io.meseta.runtime.http.ResponseStream;
import io.meseta.runtime.http.StreamEnd;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Writes what is sent on a stream to its connection: one chunk for each send, one flush for all
 * that has come together. Buffers nothing and decides nothing, that is the stream's.
 */
final class StreamPump {
  private final Channel channel;
  private final ResponseStream stream;
  private final Runnable whenFinished;

  StreamPump(Channel channel, ResponseStream stream, Runnable whenFinished) {
    this.channel = channel;
    this.stream = stream;
    this.whenFinished = whenFinished;
  }

  /** Begins; the head has been written. */
  void start() {
    if (!stream.attach(this::wake, channel::close)) {
      channel.close();
      return;
    }
    stream.heartbeat().ifPresent(this::beat);
  }

  private void beat(ResponseStream.Heartbeat heartbeat) {
    long nanos = heartbeat.interval().toNanos();
    ScheduledFuture<?> timer =
        channel
            .eventLoop()
            .scheduleAtFixedRate(
                () -> stream.send(heartbeat.content().get()), nanos, nanos, TimeUnit.NANOSECONDS);
    stream.onClose(_ -> timer.cancel(false));
  }

  private void wake() {
    try {
      channel.eventLoop().execute(this::drain);
    } catch (RejectedExecutionException e) {
      stream.end(StreamEnd.PEER_GONE); // the network threads have ended
    }
  }

  private void drain() {
    ResponseStream.Batch batch = stream.take();
    write(batch.chunks());
    if (batch.last()) {
      channel
          .write(LastHttpContent.EMPTY_LAST_CONTENT)
          .addListener(
              done -> stream.end(done.isSuccess() ? StreamEnd.CLOSED : StreamEnd.PEER_GONE));
    }
    channel.flush();
    if (batch.last()) {
      whenFinished.run();
    }
  }

  private void write(Queue<ByteBuffer> chunks) {
    long bytes = 0;
    ChannelFuture written = null;
    for (ByteBuffer chunk : chunks) {
      bytes += chunk.remaining();
      written = channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk)));
    }
    if (written != null) {
      long total = bytes;
      written.addListener(_ -> stream.written(total));
    }
  }
}
