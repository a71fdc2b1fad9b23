package io.meseta.runtime.http.server;

import io.meseta.runtime.http.HttpResponse;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Writes a response's head, and its body if that is in memory, to the channel. Adds the headers
 * that depend on how it is written. Does not flush.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel: that is seen
final class ResponseWriter {
  private static final DefaultHttpHeadersFactory HEADERS =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false);
  private static final DefaultHttpHeadersFactory TRAILERS =
      DefaultHttpHeadersFactory.trailersFactory().withValidation(false);

  private ResponseWriter() {}

  /** Head and body in one. */
  static void writeWhole(Channel channel, Exchange exchange, HttpResponse response, byte[] body) {
    byte[] sent = exchange.head() ? new byte[0] : body;
    DefaultFullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            Unpooled.wrappedBuffer(sent),
            HEADERS,
            TRAILERS);
    addHeaders(message, response);
    message.headers().set("Content-Length", body.length);
    channel.write(message);
  }

  /**
   * A head whose body follows.
   *
   * @param lengthBytes length of the body, or -1: it goes in chunks if the client knows them
   */
  static void writeHead(
      Channel channel, Exchange exchange, HttpResponse response, long lengthBytes) {
    DefaultHttpResponse message =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()), HEADERS);
    addHeaders(message, response);
    if (lengthBytes >= 0) {
      message.headers().set("Content-Length", lengthBytes);
    } else if (!exchange.closesDelimited()) {
      message.headers().set("Transfer-Encoding", HttpHeaderValues.CHUNKED);
    }
    channel.write(message);
    if (exchange.head()) {
      channel.write(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private static void addHeaders(DefaultHttpResponse message, HttpResponse response) {
    message.headers().set("Date", DateHeader.now());
    response.headers().forEach((name, value) -> message.headers().add(name, value));
  }
}
