package io.meseta.runtime.http.server;

import java.time.Duration;

/**
 * What one server takes from its clients. Everything a client can make the server hold is bounded
 * here, but for streams, which have their own buffers.
 *
 * @param maxConnections connections at a time; more are closed as soon as they are accepted
 * @param maxRequestLineBytes longer ones get 414
 * @param maxHeaderBytes all header fields of a request; more get 431
 * @param maxBodyBytes body of one request, decoded; more gets 413. Re-registrations of agents with
 *     many tasks are large (Mesos reference §5.1)
 * @param maxBufferedBodyBytes bodies of all requests that are in progress; more gets 503
 * @param maxPipelined requests of one connection that may wait for their answers; then it is not
 *     read any further
 * @param requestTimeout time for a request to arrive, from its first byte; large bodies get one
 *     second more for each 16 KiB that arrived
 * @param idleTimeout time for which a connection that has carried plain requests is kept open
 *     without any; does not concern new connections and those of libprocess, which are links
 * @param writeTimeout time after which a client that takes nothing of its response is disconnected
 */
public record HttpLimits(
    int maxConnections,
    int maxRequestLineBytes,
    int maxHeaderBytes,
    long maxBodyBytes,
    long maxBufferedBodyBytes,
    int maxPipelined,
    Duration requestTimeout,
    Duration idleTimeout,
    Duration writeTimeout) {

  /** Fit for a daemon; buffered bodies take at most a quarter of the heap. */
  public static HttpLimits defaults() {
    long quarterOfHeap = Runtime.getRuntime().maxMemory() / 4;
    return new HttpLimits(
        20_000,
        16 << 10,
        64 << 10,
        Math.min(128L << 20, quarterOfHeap),
        quarterOfHeap,
        32,
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofSeconds(60));
  }

  /** The same with another limit of connections. */
  public HttpLimits withMaxConnections(int connections) {
    return new HttpLimits(
        connections,
        maxRequestLineBytes,
        maxHeaderBytes,
        maxBodyBytes,
        maxBufferedBodyBytes,
        maxPipelined,
        requestTimeout,
        idleTimeout,
        writeTimeout);
  }

  /** The same with another limit of bodies. */
  public HttpLimits withMaxBodyBytes(long bytes) {
    return new HttpLimits(
        maxConnections,
        maxRequestLineBytes,
        maxHeaderBytes,
        bytes,
        maxBufferedBodyBytes,
        maxPipelined,
        requestTimeout,
        idleTimeout,
        writeTimeout);
  }

  /** The same with another limit of all bodies together. */
  public HttpLimits withMaxBufferedBodyBytes(long bytes) {
    return new HttpLimits(
        maxConnections,
        maxRequestLineBytes,
        maxHeaderBytes,
        maxBodyBytes,
        bytes,
        maxPipelined,
        requestTimeout,
        idleTimeout,
        writeTimeout);
  }

  /** The same with other times. */
  public HttpLimits withTimeouts(Duration request, Duration idle, Duration write) {
    return new HttpLimits(
        maxConnections,
        maxRequestLineBytes,
        maxHeaderBytes,
        maxBodyBytes,
        maxBufferedBodyBytes,
        maxPipelined,
        request,
        idle,
        write);
  }
}
