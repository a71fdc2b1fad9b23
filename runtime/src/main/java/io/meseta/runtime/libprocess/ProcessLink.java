package io.meseta.runtime.libprocess;

import com.google.protobuf.Message;
import io.meseta.core.Pid;
import io.meseta.protocol.libprocess.LibprocessException;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.http.server.NetworkThreads;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages from a core to the processes that it names, over a {@link LibprocessNode}. A
 * name that is none is logged and nothing is sent: the core keeps what others told it as it is.
 */
public final class ProcessLink implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProcessLink.class);

  private final LibprocessNode node;

  /**
   * A link that speaks as the given process.
   *
   * @param exited told once for each linked process when it cannot be reached any more; runs on a
   *     network thread and must not block
   */
  public ProcessLink(
      NetworkThreads threads, Upid self, LibprocessLimits limits, Consumer<Pid> exited) {
    this.node =
        new LibprocessNode(threads, self, limits, gone -> exited.accept(new Pid(gone.toString())));
  }

  /** The process as which it speaks. */
  public Upid self() {
    return node.self();
  }

  /** Sends a message; at most once, in order, never waiting. */
  public void send(Pid to, Message message) {
    send(node.self(), to, message);
  }

  /**
   * The same in the name of another of our processes.
   *
   * @param from where answers are to go
   */
  public void send(Upid from, Pid to, Message message) {
    Upid receiver = parse(to);
    if (receiver != null) {
      node.send(
          from, receiver, message.getDescriptorForType().getFullName(), message.toByteArray());
    }
  }

  /** Keeps a connection to the process, and tells when it is over. */
  public void link(Pid process) {
    Upid to = parse(process);
    if (to != null) {
      node.link(to);
    }
  }

  /** Links over a new connection, because there is reason to doubt the one there is. */
  public void relink(Pid process) {
    Upid to = parse(process);
    if (to != null) {
      node.relink(to);
    }
  }

  /** Ends the interest in a process; nothing more is told of it. */
  public void unlink(Pid process) {
    Upid to = parse(process);
    if (to != null) {
      node.unlink(to);
    }
  }

  /** Closes all connections; nobody is told. */
  @Override
  public void close() {
    node.close();
  }

  private static @Nullable Upid parse(Pid pid) {
    try {
      return Upid.parse(pid.value());
    } catch (LibprocessException e) {
      log.warn("No message can be sent to '{}': {}", pid.value(), e.getMessage());
      return null;
    }
  }
}
