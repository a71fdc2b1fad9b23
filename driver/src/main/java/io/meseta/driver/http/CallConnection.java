package io.meseta.driver.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls, in order and without waiting for answers, over a connection that is opened when it
 * is needed. Must not repeat a call that may have arrived: an ACCEPT that arrives twice loses its
 * tasks.
 */
final class CallConnection implements Closeable {
  private final ApiEndpoint endpoint;
  private final Map<String, String> headers;
  private final ApiSession session;
  private volatile @Nullable CallPipe pipe;
  private volatile boolean closed;

  CallConnection(ApiEndpoint endpoint, Map<String, String> headers, ApiSession session) {
    this.endpoint = endpoint;
    this.headers = headers;
    this.session = session;
  }

  /**
   * Hands a call to the network.
   *
   * @throws IOException if it certainly did not arrive
   */
  synchronized void send(byte[] call) throws IOException {
    CallPipe open = pipe;
    if (open != null && open.isOpen()) {
      try {
        open.send(endpoint.path(), headers, call);
        return;
      } catch (IOException e) {
        // Idle connections get closed by servers and networks: a new one is worth one attempt.
        open.close();
      }
    }
    open().send(endpoint.path(), headers, call);
  }

  private CallPipe open() throws IOException {
    CallPipe opened = new CallPipe(endpoint.address(), session);
    pipe = opened;
    if (closed) {
      throw new IOException("The session with " + endpoint + " is closed");
    }
    opened.open();
    return opened;
  }

  /** Waits until every call is answered, or for {@code limit}. */
  void awaitAnswers(Duration limit) {
    CallPipe open = pipe;
    if (open != null) {
      open.awaitAnswers(limit);
    }
  }

  /** Ends the connection, from any thread; a send that hangs then fails. */
  @Override
  public void close() {
    closed = true;
    CallPipe open = pipe;
    if (open != null) {
      open.close();
    }
  }
}
