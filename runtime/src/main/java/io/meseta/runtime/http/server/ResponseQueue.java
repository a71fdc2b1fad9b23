package io.meseta.runtime.http.server;

import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.ResponseBody;
import io.meseta.runtime.http.ResponseStream;
import io.meseta.runtime.http.StreamEnd;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The answers of one connection, written in the order of their requests whenever they come. Lives
 * on the connection's network thread. Stops the reading of requests while too many wait, or while
 * the client does not take its answers.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel: that is seen
final class ResponseQueue {
  private static final long LINGER_SECONDS = 1;

  private final Channel channel;
  private final Executor workers;
  private final int maxWaiting;
  private final Deque<Exchange> waiting = new ArrayDeque<>();
  private boolean dirty;
  private boolean ended;

  ResponseQueue(Channel channel, Executor workers, int maxWaiting) {
    this.channel = channel;
    this.workers = workers;
    this.maxWaiting = maxWaiting;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Takes an exchange, answered or not, whose turn comes after all others. */
  void add(Exchange exchange) {
    waiting.add(exchange);
    if (waiting.size() >= maxWaiting) {
      if (streams()) {
        channel.close(); // its turn would never come, and reading must go on to notice a hang-up
        return;
      }
      channel.config().setAutoRead(false);
    }
  }

  /** Whether the first in line is an open stream. */
  private boolean streams() {
    Exchange first = waiting.peek();
    HttpResponse response = first == null ? null : first.response();
    return response != null && response.body() instanceof ResponseBody.Live;
  }

  /** Writes what can be written; flushes are the caller's decision. */
  void advance() {
    while (!ended && channel.isWritable()) {
      Exchange first = waiting.peek();
      if (first == null || first.writing()) {
        break;
      }
      if (first.silent()) {
        finished(first, false);
        break;
      }
      HttpResponse response = first.response();
      if (response == null) {
        break;
      }
      first.startWriting();
      dirty = true;
      write(first, response);
    }
    if (!ended && waiting.size() <= maxWaiting / 2 && !channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
  }

  private void write(Exchange exchange, HttpResponse response) {
    switch (response.body()) {
      case ResponseBody.Bytes(byte[] bytes) -> {
        ResponseWriter.writeWhole(channel, exchange, response, bytes);
        finished(exchange, exchange.keepAlive());
      }
      case ResponseBody.Live(ResponseStream stream) -> {
        ResponseWriter.writeHead(channel, exchange, response, -1);
        if (exchange.head()) {
          stream.outbox().end(StreamEnd.CLOSED);
          finished(exchange, exchange.keepAlive());
        } else {
          channel.config().setAutoRead(true); // or a hang-up would go unnoticed
          Framing framing = exchange.closesDelimited() ? Framing.NONE : Framing.CHUNK;
          new StreamPump(channel, stream, framing, () -> finishedLater(exchange, -1)).start();
        }
      }
      case ResponseBody.Source source -> {
        ResponseWriter.writeHead(channel, exchange, response, source.lengthBytes());
        if (exchange.head()) {
          source.close();
          finished(exchange, exchange.keepAlive());
        } else {
          BodyPump pump = new BodyPump(channel, source);
          workers.execute(() -> pump.run(() -> finishedLater(exchange, source.lengthBytes())));
        }
      }
    }
  }

  /** The end of a body that was not written at once. */
  private void finishedLater(Exchange exchange, long lengthBytes) {
    finished(exchange, exchange.keepAlive() && (lengthBytes >= 0 || !exchange.closesDelimited()));
    advance();
    flush();
  }

  private void finished(Exchange exchange, boolean keepAlive) {
    waiting.remove(exchange);
    if (!keepAlive) {
      ended = true;
      dirty = false;
      channel.flush();
      hangUp();
    }
  }

  void flush() {
    if (dirty) {
      dirty = false;
      channel.flush();
    }
  }

  /**
   * Ends the connection when all is written. Closing at once with unread bytes in our buffer would
   * reset the connection, and the client might never see its answer.
   */
  private void hangUp() {
    if (channel instanceof DuplexChannel duplex) {
      channel.config().setAutoRead(true);
      channel.write(Unpooled.EMPTY_BUFFER).addListener(_ -> duplex.shutdownOutput());
      channel.flush();
      channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    } else {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Whether the connection only waits for its last words to be taken. */
  boolean ended() {
    return ended;
  }

  /** The client has gone: nobody waits for these answers any more. */
  void abandon() {
    ended = true;
    waiting.forEach(Exchange::abandon);
    waiting.clear();
  }
}
