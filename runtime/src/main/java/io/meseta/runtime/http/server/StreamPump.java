package io.meseta.runtime.http.server;

import io.meseta.runtime.http.ResponseStream;
import io.meseta.runtime.http.StreamEnd;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Connects a stream with its connection: each send becomes a chunk, the end the last chunk. */
final class StreamPump {
  private final Channel channel;
  private final ResponseStream stream;
  private final Framing framing;
  private final Runnable whenFinished;

  StreamPump(Channel channel, ResponseStream stream, Framing framing, Runnable whenFinished) {
    this.channel = channel;
    this.stream = stream;
    this.framing = framing;
    this.whenFinished = whenFinished;
  }

  /** Begins; the head has been written. */
  void start() {
    new OutboxPump(channel, stream.outbox(), framing, this::finish).start();
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

  private void finish() {
    channel
        .write(LastHttpContent.EMPTY_LAST_CONTENT)
        .addListener(
            done -> stream.outbox().end(done.isSuccess() ? StreamEnd.CLOSED : StreamEnd.PEER_GONE));
    whenFinished.run();
  }
}
