package io.meseta.master.libprocess;

import com.google.protobuf.Message;
import io.meseta.core.ConnectionId;
import io.meseta.core.Pid;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect.SendToFramework;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.http.server.NetworkThreads;
import io.meseta.runtime.libprocess.LibprocessLimits;
import io.meseta.runtime.libprocess.ProcessLink;
import java.util.function.Consumer;

/**
 * Carries what frameworks are told to their drivers, in the messages of v0, and tells the core when
 * a driver is gone. A driver that does not take its messages is cut off (see {@link
 * LibprocessLimits#maxBufferedBytes}), as Mesos would not.
 */
public final class DriverLink implements AutoCloseable {

  private final ProcessLink link;
  private final Consumer<Pid> left;

  /**
   * A link that speaks as the given master.
   *
   * @param core takes {@link MasterCommand.DisconnectFramework}; must not block
   * @param left told of every process to which there is no link any more
   */
  public DriverLink(
      NetworkThreads threads, Upid master, Consumer<MasterCommand> core, Consumer<Pid> left) {
    this.left = left;
    this.link =
        new ProcessLink(
            threads,
            master,
            LibprocessLimits.defaults(),
            gone -> {
              left.accept(gone);
              core.accept(new MasterCommand.DisconnectFramework(ConnectionId.of(gone)));
            });
  }

  /** Sends the driver what its framework is told, if there is a message for it. */
  public void send(Pid driver, SendToFramework told) {
    DriverMessages.of(told).ifPresent(message -> link.send(driver, message));
  }

  /** Sends a message of the edge's own. */
  void send(Pid driver, Message message) {
    link.send(driver, message);
  }

  /** Keeps a connection to the driver. */
  public void link(Pid driver) {
    link.link(driver);
  }

  /** Drops the connection after what was sent before; nothing is reported any more. */
  public void unlink(Pid driver) {
    link.unlink(driver);
    left.accept(driver);
  }

  @Override
  public void close() {
    link.close();
  }
}
