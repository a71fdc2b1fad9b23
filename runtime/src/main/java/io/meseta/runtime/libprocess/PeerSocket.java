package io.meseta.runtime.libprocess;

import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.http.StreamEnd;
import io.meseta.runtime.http.server.Framing;
import io.meseta.runtime.http.server.NetworkThreads;
import io.meseta.runtime.http.server.OutboxPump;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The socket of one {@link Peer}: opens it, writes what waits, and ends the peer's outbox when it
 * is gone. What the other side answers is read and thrown away (Mesos reference §5.1).
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel: that is seen
final class PeerSocket extends ChannelInitializer<Channel> {
  private final Peer peer;
  private final LibprocessLimits limits;
  private final Runnable whenIdle;

  /**
   * A socket that is not open yet.
   *
   * @param whenIdle called again and again while nothing is written and no answer comes. An answer
   *     shows that the other side still reads what it was sent; who closes before he has read all
   *     answers takes from it what it has not read yet.
   */
  PeerSocket(Peer peer, LibprocessLimits limits, Runnable whenIdle) {
    this.peer = peer;
    this.limits = limits;
    this.whenIdle = whenIdle;
  }

  void open(NetworkThreads threads, Upid to) {
    new Bootstrap()
        .group(threads.eventLoops())
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            Math.toIntExact(limits.connectTimeout().toMillis()))
        .handler(this)
        .connect(new InetSocketAddress(to.ip(), to.port()))
        .addListener((ChannelFutureListener) this::connected);
  }

  private void connected(ChannelFuture attempt) {
    if (attempt.isSuccess()) {
      Channel channel = attempt.channel();
      new OutboxPump(channel, peer.outbox(), Framing.NONE, channel::close).start();
    } else {
      peer.outbox().end(StreamEnd.PEER_GONE);
    }
  }

  @Override
  protected void initChannel(Channel channel) {
    channel
        .pipeline()
        .addLast(
            new IdleStateHandler(
                true, 0, 0, limits.idleTimeout().toMillis(), TimeUnit.MILLISECONDS),
            new Inbound());
  }

  /** Reads answers only to notice when the other side hangs up. */
  private final class Inbound extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      peer.outbox().end(StreamEnd.PEER_GONE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof IdleStateEvent) {
        whenIdle.run();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close(); // most often a reset: the peer has gone
    }
  }
}
