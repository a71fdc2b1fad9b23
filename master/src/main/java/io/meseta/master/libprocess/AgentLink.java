package io.meseta.master.libprocess;

import com.google.protobuf.Message;
import io.meseta.core.Pid;
import io.meseta.core.master.MasterCommand;
import io.meseta.protocol.internal.Messages.PingSlaveMessage;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.http.server.NetworkThreads;
import io.meseta.runtime.libprocess.LibprocessLimits;
import io.meseta.runtime.libprocess.ProcessLink;
import java.util.function.Consumer;

/** Carries the master's messages to agents, and tells the core when an agent's process is gone. */
public final class AgentLink implements AutoCloseable {

  /** Pings come from a process of their own, to which agents answer. */
  static final String OBSERVER = "slave-observer(";

  private final ProcessLink link;
  private final Consumer<Pid> left;
  private final Upid observer;

  /**
   * A link that speaks as the given master.
   *
   * @param core takes {@link MasterCommand.AgentExited}; must not block
   * @param left told of every process to which there is no link any more
   */
  public AgentLink(
      NetworkThreads threads, Upid master, Consumer<MasterCommand> core, Consumer<Pid> left) {
    this.left = left;
    this.observer = Upid.of(OBSERVER + "1)", master.ip(), master.port());
    this.link =
        new ProcessLink(
            threads,
            master,
            LibprocessLimits.defaults(),
            gone -> {
              left.accept(gone);
              core.accept(new MasterCommand.AgentExited(gone));
            });
  }

  /** Sends a {@code mesos.internal.*} message; at most once, in order. */
  public void send(Pid agent, Message message) {
    Upid from = message instanceof PingSlaveMessage ? observer : link.self();
    link.send(from, agent, message);
  }

  /** Keeps a connection to the agent's process. */
  public void link(Pid agent) {
    link.link(agent);
  }

  /** Drops the connection; nothing is reported any more. */
  public void unlink(Pid agent) {
    link.unlink(agent);
    left.accept(agent);
  }

  @Override
  public void close() {
    link.close();
  }
}
