package io.meseta.runtime.http.server;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading side of one connection: makes requests of what the decoder delivers, gives them to
 * the dispatcher and their answers to the {@link ResponseQueue}. Lives on one network thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel: that is seen
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  private final Channel channel;
  private final RequestDispatcher dispatcher;
  private final RequestDecoder decoder;
  private final HttpLimits limits;
  private final BodyBudget budget;
  private final ResponseQueue responses;
  private final RequestDeadline deadline;
  private @Nullable RequestAssembler assembling;
  private boolean deaf;
  private boolean mayIdle;

  HttpConnection(
      Channel channel,
      RequestDispatcher dispatcher,
      RequestDecoder decoder,
      HttpLimits limits,
      BodyBudget budget) {
    this.channel = channel;
    this.dispatcher = dispatcher;
    this.decoder = decoder;
    this.limits = limits;
    this.budget = budget;
    this.responses = new ResponseQueue(channel, dispatcher.workers(), limits.maxPipelined());
    this.deadline = new RequestDeadline(channel, limits.requestTimeout(), this::requestIsLate);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (!deaf && message instanceof HttpObject object) {
        read(object);
      }
    } catch (HttpRejection rejection) {
      endWith(Optional.of(rejection.response()));
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(HttpObject object) {
    if (object.decoderResult().isFailure()) {
      endWith(MalformedRequest.answer(object, decoder.badRequestLine(), limits));
      return;
    }
    if (object instanceof io.netty.handler.codec.http.HttpRequest head) {
      begin(head);
    }
    if (object instanceof HttpContent content && assembling != null) {
      assembling.append(content.content());
      if (object instanceof LastHttpContent) {
        finish(assembling);
      }
    }
  }

  private void begin(io.netty.handler.codec.http.HttpRequest head) {
    Optional<HttpMethod> method = HttpMethod.named(head.method().name());
    Optional<String> target = RequestTarget.originForm(head.uri());
    if (method.isEmpty() || target.isEmpty()) {
      endWith(Optional.empty());
      return;
    }
    assembling = new RequestAssembler(method.get(), target.get(), head, limits, budget);
  }

  private void finish(RequestAssembler complete) {
    deadline.stop();
    HttpRequest request = complete.finish(channel.remoteAddress());
    assembling = null;
    Exchange exchange = complete.exchange();
    exchange.whenSettled(() -> budget.giveBack(complete.reservedBytes()));
    deaf = !exchange.keepAlive();
    responses.add(exchange);
    dispatcher.dispatch(request, exchange.acceptsGzip(), response -> answered(exchange, response));
  }

  private void answered(Exchange exchange, HttpResponse response) {
    if (channel.eventLoop().inEventLoop()) {
      answeredHere(exchange, response);
    } else {
      channel
          .eventLoop()
          .execute(() -> {
            answeredHere(exchange, response);
            responses.flush();
          });
    }
  }

  private void answeredHere(Exchange exchange, HttpResponse response) {
    mayIdle = !response.isOnLink();
    exchange.answer(response);
    responses.advance();
  }

  /** Answers what cannot be a request, or not even that, and reads no further. */
  private void endWith(Optional<HttpResponse> lastWords) {
    deaf = true;
    deadline.stop();
    dropAssembling();
    responses.add(lastWords.map(Exchange::lastWords).orElseGet(Exchange::silence));
    responses.advance();
    responses.flush();
  }

  private void dropAssembling() {
    if (assembling != null) {
      budget.giveBack(assembling.reservedBytes());
      assembling = null;
    }
  }

  private void requestIsLate() {
    endWith(Optional.of(HttpErrors.standard(408)));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!deaf && decoder.midRequest()) {
      deadline.incomplete(assembling == null ? 0 : assembling.receivedBytes());
      if (assembling != null && assembling.takeExpectation() && responses.isEmpty()) {
        channel.write(goOn());
        channel.flush();
      }
    }
    responses.flush();
  }

  private static DefaultFullHttpResponse goOn() {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    responses.advance();
    responses.flush();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent idle) {
      boolean stuck = idle.state() == IdleState.WRITER_IDLE && !channel.isWritable();
      boolean unused =
          idle.state() == IdleState.ALL_IDLE
              && mayIdle
              && responses.isEmpty()
              && assembling == null;
      if (stuck || unused) {
        channel.close();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    deaf = true;
    deadline.stop();
    dropAssembling();
    responses.abandon();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) { // a reset by the client is nobody's fault
      LOG.warn("Connection of {} failed", channel.remoteAddress(), cause);
    }
    channel.close();
  }
}
