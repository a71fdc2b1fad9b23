package io.meseta.protocol.libprocess;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a received HTTP request says about the libprocess message in it: who sent it,
 * for which local process, and what it is (Mesos reference §5.1). Holds no body: that is the HTTP
 * layer's, and may come chunked, with Content-Length, or not at all (then it is empty).
 */
public final class Envelope {
  private static final String AGENT_PREFIX = "libprocess/";

  private final Upid from;
  private final String processId;
  private final String messageName;

  private Envelope(Upid from, String processId, String messageName) {
    this.from = from;
    this.processId = processId;
    this.messageName = messageName;
  }

  /**
   * Tells libprocess messages from plain HTTP requests.
   *
   * @param method HTTP method
   * @param path path of the request target, still percent-encoded, without query
   * @param header looks a header up by its name, in any case; null if it is absent
   * @return empty if this is a plain HTTP request
   * @throws LibprocessException if it is a message whose path makes no sense; answer its {@link
   *     LibprocessException#httpStatus()}
   */
  public static Optional<Envelope> recognise(
      String method, String path, Function<String, @Nullable String> header)
      throws LibprocessException {
    if (!method.equals("POST")) {
      return Optional.empty();
    }
    String from = header.apply("Libprocess-From");
    if (from == null) {
      String agent = header.apply("User-Agent");
      if (agent == null || !agent.startsWith(AGENT_PREFIX)) {
        return Optional.empty();
      }
      from = agent.substring(AGENT_PREFIX.length());
    }
    if (!path.startsWith("/")) {
      throw new LibprocessException(400, "Request URL path must start with '/'");
    }
    int slash = path.indexOf('/', 1);
    String id = path.substring(1, slash < 0 ? path.length() : slash);
    String name = slash < 0 ? "" : path.substring(slash + 1);
    return Optional.of(new Envelope(sender(from), PercentDecoding.decode(id), name));
  }

  /** Who sent it, or {@link Upid#NONE} if the header makes no sense (as Mesos, which goes on). */
  public Upid from() {
    return from;
  }

  /** Id of the local process that it is for, decoded, e.g. {@code slave(1)}; may be empty. */
  public String processId() {
    return processId;
  }

  /** Full protobuf name, e.g. {@code mesos.internal.PingSlaveMessage}; may be unknown or empty. */
  public String messageName() {
    return messageName;
  }

  private static Upid sender(String text) {
    try {
      return Upid.parse(text);
    } catch (LibprocessException e) {
      return Upid.NONE;
    }
  }

  @Override
  public String toString() {
    return messageName + " from " + from + " for " + processId;
  }
}
