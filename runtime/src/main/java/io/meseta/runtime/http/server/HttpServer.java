package io.meseta.runtime.http.server;

import io.meseta.runtime.http.HttpHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP/1.1 server on one port. Knows requests and responses, and nothing of what they mean: that
 * is the handler's, normally a {@link Router}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel: that is seen
public final class HttpServer implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final long CLOSE_SECONDS = 5;

  private final HttpLimits limits;
  private final HttpPipeline pipeline;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final ChannelGroup connections;
  private final Channel acceptor;

  private HttpServer(
      NetworkThreads threads, InetSocketAddress address, HttpLimits limits, HttpHandler handler)
      throws IOException {
    this.limits = limits;
    this.pipeline = new HttpPipeline(limits, handler, workers);
    this.connections = new DefaultChannelGroup(threads.eventLoops().next());
    this.acceptor = bind(threads, address);
  }

  /**
   * Opens the port and serves until {@link #close}.
   *
   * @param address port 0 takes any free one, see {@link #port}
   * @throws BindException if the address is taken, or is not one of this machine; the message names
   *     it
   * @throws IOException if it fails for any other reason
   */
  public static HttpServer start(
      NetworkThreads threads, InetSocketAddress address, HttpLimits limits, HttpHandler handler)
      throws IOException {
    return new HttpServer(threads, address, limits, handler);
  }

  private Channel bind(NetworkThreads threads, InetSocketAddress address) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(threads.eventLoops())
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(64 << 10, 256 << 10))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      workers.close();
      throw cannotListen(address, bound.cause());
    }
    return bound.channel();
  }

  private static IOException cannotListen(InetSocketAddress address, Throwable cause) {
    String message =
        "Cannot listen on %s:%d: %s"
            .formatted(address.getHostString(), address.getPort(), cause.getMessage());
    IOException failure =
        cause instanceof BindException ? new BindException(message) : new IOException(message);
    failure.initCause(cause);
    return failure;
  }

  private void accept(Channel channel) {
    if (connections.size() >= limits.maxConnections()) {
      channel.close();
      return;
    }
    connections.add(channel);
    pipeline.populate(channel);
  }

  /** The port that it listens on. */
  public int port() {
    return address().getPort();
  }

  /** The address that it listens on. */
  public InetSocketAddress address() {
    return (InetSocketAddress) acceptor.localAddress();
  }

  /** How many connections are open now. */
  public int connections() {
    return connections.size();
  }

  /** Bytes that request bodies in progress hold now. */
  public long bufferedBodyBytes() {
    return pipeline.bufferedBodyBytes();
  }

  /** Closes the port and all connections. */
  @Override
  public void close() {
    acceptor.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    connections.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    workers.shutdownNow();
  }
}
