package io.meseta.runtime.http.server;

import io.meseta.runtime.http.HttpHandler;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Sets up the connections of one server, and holds what they share. */
final class HttpPipeline {
  private final HttpLimits limits;
  private final BodyBudget budget;
  private final RequestDispatcher dispatcher;

  HttpPipeline(HttpLimits limits, HttpHandler handler, Executor workers) {
    this.limits = limits;
    this.budget = new BodyBudget(limits.maxBufferedBodyBytes());
    this.dispatcher = new RequestDispatcher(handler, workers);
  }

  void populate(Channel channel) {
    RequestDecoder decoder = new RequestDecoder(limits);
    channel
        .pipeline()
        .addLast(
            decoder,
            new HttpResponseEncoder(),
            new FlowControlHandler(),
            new IdleStateHandler(
                true,
                0,
                limits.writeTimeout().toMillis(),
                limits.idleTimeout().toMillis(),
                TimeUnit.MILLISECONDS),
            new HttpConnection(channel, dispatcher, decoder, limits, budget));
  }

  /** Bytes that request bodies in progress hold now. */
  long bufferedBodyBytes() {
    return budget.usedBytes();
  }
}
