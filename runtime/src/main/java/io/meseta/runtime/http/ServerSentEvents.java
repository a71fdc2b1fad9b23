package io.meseta.runtime.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A stream of events for browsers ({@code text/event-stream}). Sends a comment at intervals, so
 * that proxies keep the connection and a dead one is noticed.
 */
public final class ServerSentEvents {
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final ResponseStream stream;

  /** A stream that nobody reads yet; see {@link #response}. */
  public ServerSentEvents(long maxBufferedBytes, Duration heartbeatInterval) {
    stream = ResponseStream.withHeartbeat(maxBufferedBytes, heartbeatInterval, HEARTBEAT::clone);
  }

  /** What the handler of the request answers. */
  public HttpResponse response() {
    return HttpResponse.stream("text/event-stream", stream)
        .header("Cache-Control", "no-cache")
        .header("X-Accel-Buffering", "no");
  }

  /**
   * Sends one event.
   *
   * @param id comes back as {@code Last-Event-ID} when the browser reconnects
   * @param name event type that the browser listens for
   * @param data any text; may have line breaks
   * @return false if the stream is over
   */
  public boolean send(long id, String name, String data) {
    StringBuilder event = new StringBuilder(data.length() + 64);
    event.append("id: ").append(id).append("\nevent: ").append(name).append('\n');
    data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
    if (data.isEmpty()) {
      event.append("data: \n");
    }
    return stream.send(event.append('\n').toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The id of the last event that the client has seen, if it reconnects; else -1. */
  public static long lastEventId(HttpRequest request) {
    return request
        .header("Last-Event-ID")
        .filter(id -> id.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElse(-1L);
  }

  /** See {@link ResponseStream#onClose}. */
  public void onClose(Consumer<StreamEnd> listener) {
    stream.onClose(listener);
  }

  /** Ends the stream. */
  public void close() {
    stream.close();
  }
}
