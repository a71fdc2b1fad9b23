package io.meseta.runtime.http.server;

import io.meseta.runtime.http.ResponseBody;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.InputStream;

/**
 * Sends a body that is read on demand: one block at a time, the next one when the socket has taken
 * the last. Runs on a virtual thread, because reading blocks. When the client goes its exchange
 * closes the input, which ends this too.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel: that is seen
final class BodyPump {
  private static final int BLOCK_BYTES = 64 << 10;

  private final Channel channel;
  private final InputStream input;
  private final long lengthBytes;

  BodyPump(Channel channel, ResponseBody.Source source) {
    this.channel = channel;
    this.input = source.input();
    this.lengthBytes = source.lengthBytes();
  }

  /** Sends it all. If the input fails or is not as long as promised the connection is closed. */
  void run(Runnable whenFinished) {
    try (input) {
      if (!copy()) {
        channel.close(); // the only way left to say that the body is not complete
        return;
      }
      channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      channel.eventLoop().execute(whenFinished);
    } catch (IOException | RuntimeException e) {
      channel.close();
    }
  }

  private boolean copy() throws IOException {
    byte[] block = new byte[BLOCK_BYTES]; // free again when the socket has taken it
    long left = lengthBytes < 0 ? Long.MAX_VALUE : lengthBytes;
    while (left > 0) {
      int read = input.read(block, 0, (int) Math.min(BLOCK_BYTES, left));
      if (read < 0) {
        return lengthBytes < 0;
      }
      left -= read;
      ChannelFuture written =
          channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(block, 0, read)));
      if (!written.awaitUninterruptibly().isSuccess()) {
        return false;
      }
    }
    return true;
  }
}
