package io.meseta.agent.api.executor;

import io.meseta.core.ConnectionId;
import io.meseta.runtime.api.MessageEncoding;
import io.meseta.runtime.http.MediaType;
import io.meseta.runtime.http.ResponseStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.mesos.v1.executor.Protos.Event;

/**
 * The event streams of the subscribed executors (Mesos reference §2.1). It must not decide
 * anything: what is sent and when a stream ends is the core's to say.
 */
public final class ExecutorStreams {

  private record Subscriber(ResponseStream stream, MediaType type) {}

  private final Map<ConnectionId, Subscriber> subscribers = new ConcurrentHashMap<>();

  /** Adds a stream; it is forgotten when it is over. */
  void add(ConnectionId connection, ResponseStream stream, MediaType type) {
    subscribers.put(connection, new Subscriber(stream, type));
    stream.onClose(_ -> subscribers.remove(connection));
  }

  /** Sends an event to the stream if it is still open; never waits. */
  public void send(ConnectionId connection, Event event) {
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
