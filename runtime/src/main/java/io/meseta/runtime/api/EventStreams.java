package io.meseta.runtime.api;

import com.google.protobuf.Message;
import io.meseta.core.ConnectionId;
import io.meseta.runtime.http.MediaType;
import io.meseta.runtime.http.ResponseStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The event streams of the subscribed schedulers, or executors (Mesos reference §1.2, §2.1). It
 * must not decide anything: what is sent and when a stream ends is the core's to say.
 */
public final class EventStreams {

  private record Subscriber(ResponseStream stream, MediaType type) {}

  private final Map<ConnectionId, Subscriber> subscribers = new ConcurrentHashMap<>();

  /** Adds a stream; it is forgotten when it is over. */
  public void add(ConnectionId connection, ResponseStream stream, MediaType type) {
    subscribers.put(connection, new Subscriber(stream, type));
    stream.onClose(_ -> subscribers.remove(connection));
  }

  /** Sends an event to the stream if it is still open; never waits. */
  public void send(ConnectionId connection, Message event) {
    Subscriber subscriber = subscribers.get(connection);
    if (subscriber != null) {
      subscriber.stream().send(MessageEncoding.encodeRecord(subscriber.type(), event));
    }
  }

  /** Ends the stream after what was sent before. */
  public void close(ConnectionId connection) {
    Subscriber subscriber = subscribers.remove(connection);
    if (subscriber != null) {
      subscriber.stream().close();
    }
  }

  /** How many streams are open. */
  public int size() {
    return subscribers.size();
  }
}
