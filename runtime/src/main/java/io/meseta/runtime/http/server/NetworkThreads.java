package io.meseta.runtime.http.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that do all socket work of a process; servers, links and daemons that live in one
 * process share them. Nothing may block on them.
 */
public final class NetworkThreads implements AutoCloseable {
  /**
   * Netty names each channel after the hardware address of a network card, which nobody here reads.
   * It complains on a machine that has none, such as a container without a network.
   */
  static {
    if (System.getProperty("io.netty.machineId") == null) {
      System.setProperty("io.netty.machineId", "02:00:00:00:00:00");
    }
  }

  private final EventLoopGroup eventLoops;

  private NetworkThreads(EventLoopGroup eventLoops) {
    this.eventLoops = eventLoops;
  }

  /** Starts threads called {@code <name>-1-1} and so on; they do not keep the process alive. */
  public static NetworkThreads start(String name, int threads) {
    return new NetworkThreads(
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory()));
  }

  /** One thread for each processor, four at most. */
  public static NetworkThreads start(String name) {
    return start(name, Math.min(4, Runtime.getRuntime().availableProcessors()));
  }

  /** For the socket code of this module only. */
  public EventLoopGroup eventLoops() {
    return eventLoops;
  }

  /** Runs something short on one of the threads; not at all if they have ended. */
  public void execute(Runnable task) {
    try {
      eventLoops.execute(task);
    } catch (RejectedExecutionException e) {
      // The process is ending, and nothing that was to happen on the network will.
    }
  }

  /** Ends the threads, after what they are doing; sockets that are still open get closed. */
  @Override
  public void close() {
    eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
