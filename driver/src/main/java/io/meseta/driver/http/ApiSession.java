package io.meseta.driver.http;

import io.meseta.protocol.recordio.RecordDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One subscription to a v1 API: the stream of events on one connection, calls on another, and the
 * stream id that ties them together (Mesos reference §1.4). When either connection breaks the
 * session is over. Knows nothing of what events and calls mean.
 */
public final class ApiSession implements Closeable {
  private static final System.Logger LOG = System.getLogger("org.apache.mesos");
  private static final int MAX_RECORD_BYTES = 256 * 1024 * 1024;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ApiEndpoint endpoint;
  private final HttpConnection stream;
  private final CallConnection calls;
  private volatile boolean closed;
  private volatile RefusalListener listener = (status, text) -> {};
  private InputStream events = InputStream.nullInputStream();

  ApiSession(ApiEndpoint endpoint, HttpConnection stream, HttpResponse response) {
    this.endpoint = endpoint;
    this.stream = stream;
    this.events = response.body();
    Map<String, String> headers = endpoint.headers();
    response.header("Mesos-Stream-Id").ifPresent(id -> headers.put("Mesos-Stream-Id", id));
    this.calls = new CallConnection(endpoint, headers, this);
  }

  /**
   * Subscribes; returns when the peer has agreed to stream.
   *
   * @param opening told of the connection before anything waits on it, so that it can be closed
   * @throws RefusedException if the peer answered with anything but 200
   * @throws IOException if there is no such answer
   */
  public static ApiSession subscribe(ApiEndpoint endpoint, byte[] call, Consumer<Closeable> opening)
      throws IOException {
    return ApiConnection.open(endpoint, opening).subscribe(call);
  }

  /** How long the stream may be silent before {@link #readEvents} gives up; zero for ever. */
  public void silenceLimit(Duration limit) throws IOException {
    stream.readTimeout(limit);
  }

  /**
   * Hands every event to {@code sink} until the stream ends.
   *
   * @throws IOException if it did not end as it should, or was silent for too long
   */
  public void readEvents(Consumer<byte[]> sink) throws IOException {
    RecordDecoder decoder = new RecordDecoder(MAX_RECORD_BYTES);
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      for (int n = events.read(buffer); n >= 0; n = events.read(buffer)) {
        decoder.decode(ByteBuffer.wrap(buffer, 0, n), sink);
      }
      decoder.end();
    } catch (SocketTimeoutException e) {
      throw new IOException("No heartbeat from " + endpoint, e);
    }
  }

  /** Sends a call; false if it certainly did not arrive. */
  public boolean send(byte[] call) {
    try {
      calls.send(call);
      return true;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Cannot send a call to " + endpoint + ": " + e.getMessage());
      close();
      return false;
    }
  }

  /** Waits until the peer has answered every call, but not longer than {@code limit}. */
  public void awaitAnswers(Duration limit) {
    calls.awaitAnswers(limit);
  }

  @Override
  public void close() {
    closed = true;
    stream.close();
    calls.close();
  }

  /** Told of the status and the text that calls are refused with. */
  public interface RefusalListener {
    /** A call was answered with a status of 300 or above. */
    void refused(int status, String text);
  }

  /** Who is told of refused calls; nobody at first. */
  public void onRefusal(RefusalListener newListener) {
    listener = newListener;
  }

  /** A call was answered with a status of 300 or above. */
  void refused(int status, String text) {
    LOG.log(Level.WARNING, endpoint + " refused a call: " + status + " " + text);
    listener.refused(status, text);
    boolean leads = status / 100 != 3 && status != 503;
    if (!leads || text.endsWith("is not subscribed")) {
      // Only a new subscription helps.
      close();
    }
  }

  /** The connection broke with calls unanswered: nobody knows whether they arrived. */
  void lost(IOException why) {
    // On a session that was closed from here the peer's last answers are of no interest.
    Level level = closed ? Level.DEBUG : Level.WARNING;
    LOG.log(level, "Lost calls to " + endpoint + ": " + why.getMessage());
    close();
  }
}
