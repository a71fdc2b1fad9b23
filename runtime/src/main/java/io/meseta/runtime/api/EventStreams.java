package io.meseta.runtime.api;

import com.google.protobuf.Message;
import io.meseta.core.ConnectionId;
import io.meseta.runtime.http.MediaType;
import io.meseta.runtime.http.ResponseStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The event streams of the subscribed schedulers, or executors (Mesos reference §1.2, §2.1). It
 * must not decide anything: what is sent and when a stream ends is the core's to say.
 */
public final class EventStreams {

  private record Subscriber(ResponseStream stream, MediaType type) {}

  /** Streams that were sent to, some of them several times. */
  private final List<ResponseStream> unflushed = new ArrayList<>();

  private final Map<ConnectionId, Subscriber> subscribers = new ConcurrentHashMap<>();

  /** Adds a stream; it is forgotten when it is over. */
  public void add(ConnectionId connection, ResponseStream stream, MediaType type) {
    subscribers.put(connection, new Subscriber(stream, type));
    stream.onClose(_ -> subscribers.remove(connection));
  }

  /**
   * Sends an event to the stream if it is still open; never waits. Only one thread may send, and it
   * must {@link #flush} in the end: much that goes out together is written together.
   */
  public void send(ConnectionId connection, Message event) {
    Subscriber subscriber = subscribers.get(connection);
    if (subscriber != null) {
      subscriber.stream().sendLater(MessageEncoding.encodeRecord(subscriber.type(), event));
      if (unflushed.isEmpty() || unflushed.getLast() != subscriber.stream()) {
        unflushed.add(subscriber.stream());
      }
    }
  }

  /** What was sent goes out. */
  public void flush() {
    unflushed.forEach(ResponseStream::flush);
    unflushed.clear();
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
