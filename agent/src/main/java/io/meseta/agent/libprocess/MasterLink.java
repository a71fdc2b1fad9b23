package io.meseta.agent.libprocess;

import com.google.protobuf.Message;
import io.meseta.core.Pid;
import io.meseta.protocol.libprocess.LibprocessException;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.libprocess.LibprocessNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what the core tells masters, their observers, and drivers of schedulers. */
public final class MasterLink {

  private static final Logger log = LoggerFactory.getLogger(MasterLink.class);

  private final LibprocessNode node;
  private final Authenticatee authenticatee;

  /** A link that sends through this node, and registers when the proof is done. */
  public MasterLink(LibprocessNode node, Authenticatee authenticatee) {
    this.node = node;
    this.authenticatee = authenticatee;
  }

  /**
   * Connects to the master, anew if there is a connection: an agent that registers again has reason
   * to doubt the one it has.
   */
  public void link(Pid master) {
    Upid to = parse(master);
    if (to != null) {
      node.relink(to);
      authenticatee.linked(to);
    }
  }

  /** Connects to somebody who will be sent much. */
  void keepOpen(Pid peer) {
    Upid to = parse(peer);
    if (to != null) {
      node.link(to);
    }
  }

  /** That connection is not needed any more. */
  void letGo(Pid peer) {
    Upid to = parse(peer);
    if (to != null) {
      node.unlink(to);
    }
  }

  /** Sends a message; never waits. */
  public void send(Pid receiver, Message message) {
    Upid to = parse(receiver);
    if (to != null && !authenticatee.holdsBack(to, message)) {
      node.send(to, nameOnTheWire(message), message.toByteArray());
    }
  }

  private static String nameOnTheWire(Message message) {
    return message.getDescriptorForType().getFullName();
  }

  private static @Nullable Upid parse(Pid pid) {
    try {
      return Upid.parse(pid.value());
    } catch (LibprocessException e) {
      log.warn("Cannot send to {}: {}", pid, e.getMessage());
      return null;
    }
  }
}
