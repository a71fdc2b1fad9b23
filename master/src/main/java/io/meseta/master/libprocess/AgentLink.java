package io.meseta.master.libprocess;

import com.google.protobuf.Message;
import io.meseta.core.Pid;
import io.meseta.core.master.MasterCommand;
import io.meseta.protocol.internal.Messages.PingSlaveMessage;
import io.meseta.protocol.libprocess.LibprocessException;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.http.server.NetworkThreads;
import io.meseta.runtime.libprocess.LibprocessLimits;
import io.meseta.runtime.libprocess.LibprocessNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the master's messages to agents, and tells the core when an agent's process is gone. */
public final class AgentLink implements AutoCloseable {

  /** Pings come from a process of their own, to which agents answer. */
  static final String OBSERVER = "slave-observer(";

  private static final Logger log = LoggerFactory.getLogger(AgentLink.class);

  private final LibprocessNode node;
  private final Upid observer;

  /**
   * A link that speaks as the given master.
   *
   * @param core takes {@link MasterCommand.AgentExited}; must not block
   */
  public AgentLink(NetworkThreads threads, Upid master, Consumer<MasterCommand> core) {
    this.observer = Upid.of(OBSERVER + "1)", master.ip(), master.port());
    this.node =
        new LibprocessNode(
            threads,
            master,
            LibprocessLimits.defaults(),
            gone -> core.accept(new MasterCommand.AgentExited(new Pid(gone.toString()))));
  }

  /** Sends a {@code mesos.internal.*} message; at most once, in order. */
  public void send(Pid agent, Message message) {
    Upid to = parse(agent);
    Upid from = message instanceof PingSlaveMessage ? observer : node.self();
    if (to != null) {
      node.send(from, to, message.getDescriptorForType().getFullName(), message.toByteArray());
    }
  }

  /** Keeps a connection to the agent's process. */
  public void link(Pid agent) {
    Upid to = parse(agent);
    if (to != null) {
      node.link(to);
    }
  }

  /** Drops the connection; nothing is reported any more. */
  public void unlink(Pid agent) {
    Upid to = parse(agent);
    if (to != null) {
      node.unlink(to);
    }
  }

  private static @Nullable Upid parse(Pid pid) {
    try {
      return Upid.parse(pid.value());
    } catch (LibprocessException e) {
      log.warn("No message can be sent to '{}': {}", pid.value(), e.getMessage());
      return null;
    }
  }

  @Override
  public void close() {
    node.close();
  }
}
