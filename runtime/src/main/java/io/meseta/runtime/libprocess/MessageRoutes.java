package io.meseta.runtime.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.meseta.core.Pid;
import java.util.HashMap;
import java.util.Map;

/**
 * Which messages a process takes, and what each asks of it. Only reads: what is to be done is for
 * whoever keeps the table.
 *
 * @param <R> what a message asks for
 */
public final class MessageRoutes<R> {

  /**
   * What one kind of message asks for.
   *
   * @param <M> the message
   * @param <R> what it asks for
   */
  @FunctionalInterface
  public interface Meaning<M, R> {

    /**
     * What the message asks for.
     *
     * @throws InvalidProtocolBufferException if something within it cannot be read
     */
    R of(Pid from, M message) throws InvalidProtocolBufferException;
  }

  private record Route<M extends Message, R>(Parser<M> parser, Meaning<M, R> meaning) {

    private R read(ReceivedMessage message) throws InvalidProtocolBufferException {
      Pid from = new Pid(message.from().toString());
      return meaning.of(from, parser.parseFrom(message.body()));
    }
  }

  private final Map<String, Route<?, R>> routes = new HashMap<>();

  /** Adds a kind of message, known by its full protobuf name. */
  @SuppressWarnings("unchecked") // the parser of a message makes such messages
  public <M extends Message> MessageRoutes<R> add(M kind, Meaning<M, R> meaning) {
    String name = kind.getDescriptorForType().getFullName();
    routes.put(name, new Route<>((Parser<M>) kind.getParserForType(), meaning));
    return this;
  }

  /** Whether messages of this name are taken. */
  public boolean has(String name) {
    return routes.containsKey(name);
  }

  /**
   * What the message asks for.
   *
   * @throws InvalidProtocolBufferException if its body is not such a message
   * @throws IllegalArgumentException if it is not taken
   */
  public R read(ReceivedMessage message) throws InvalidProtocolBufferException {
    Route<?, R> route = routes.get(message.name());
    if (route == null) {
      throw new IllegalArgumentException(message.name() + " is not taken");
    }
    return route.read(message);
  }
}
