package io.meseta.runtime.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's request decoder, which also knows whether it is in the middle of a request: that is what
 * tells an idle connection from a half request.
 */
final class RequestDecoder extends HttpRequestDecoder {
  private boolean begun;
  private boolean badRequestLine;

  RequestDecoder(HttpLimits limits) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.maxRequestLineBytes())
            .setMaxHeaderSize(limits.maxHeaderBytes())
            .setInitialBufferSize(256)
            .setMaxChunkSize(64 << 10)
            .setUseRfc9112TransferEncoding(true));
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    int before = in.readableBytes();
    super.decode(context, in, out);
    if (!out.isEmpty() && out.getLast() instanceof LastHttpContent) {
      begun = false;
    } else if (in.readableBytes() < before) {
      begun = true;
    }
  }

  @Override
  protected HttpMessage createInvalidMessage() {
    badRequestLine = true; // Netty asks for a stand-in only if there was no line to be read
    return super.createInvalidMessage();
  }

  /** Whether decoding failed in the request line, so that nothing is known about the sender. */
  boolean badRequestLine() {
    return badRequestLine;
  }

  /** Whether some but not all bytes of a request have arrived. */
  boolean midRequest() {
    return begun || actualReadableBytes() > 0;
  }
}
