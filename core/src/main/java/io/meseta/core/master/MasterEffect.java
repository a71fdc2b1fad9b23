package io.meseta.core.master;

import com.google.protobuf.Message;
import io.meseta.core.AgentId;
import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.RequestId;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * What the master tells the world. Effects of one destination are delivered in the order in which
 * they were produced, and never before the durable events of their step and of all earlier steps.
 */
public sealed interface MasterEffect {

  /**
   * Write an event to the framework's stream, or send it to its driver; dropped silently if nobody
   * is there.
   *
   * @param inFull what a driver is sent instead, where the event says less than a driver is told
   */
  record SendToFramework(
      FrameworkId framework, ConnectionId connection, Event event, Optional<Message> inFull)
      implements MasterEffect {

    /** An event that says all. */
    public SendToFramework(FrameworkId framework, ConnectionId connection, Event event) {
      this(framework, connection, event, Optional.empty());
    }
  }

  /** End the stream after what was written before, or drop the link to the driver. */
  record CloseStream(ConnectionId connection) implements MasterEffect {}

  /**
   * Keep a connection to the driver's process and send {@link MasterCommand.DisconnectFramework}
   * once when it breaks.
   */
  record LinkToDriver(Pid pid) implements MasterEffect {}

  /**
   * Send a {@code mesos.internal.*} message to an agent.
   *
   * @param agent the agent meant, for logs and simulations
   * @param pid the process to send to
   */
  record SendToAgent(AgentId agent, Pid pid, Message message) implements MasterEffect {}

  /**
   * Keep a connection to the process and send {@link MasterCommand.AgentExited} once when it
   * breaks.
   */
  record LinkToAgent(Pid pid) implements MasterEffect {}

  /** Drop the connection to the process; nothing is reported any more. */
  record UnlinkAgent(Pid pid) implements MasterEffect {}

  /** Answer a request; exactly once for each {@link RequestId}. */
  record Respond(RequestId request, Answer answer) implements MasterEffect {}
}
