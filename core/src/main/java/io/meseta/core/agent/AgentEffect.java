package io.meseta.core.agent;

import com.google.protobuf.Message;
import io.meseta.core.ConnectionId;
import io.meseta.core.ContainerId;
import io.meseta.core.Pid;
import io.meseta.core.RequestId;
import io.meseta.core.agent.ContainerLaunch.MountedVolume;
import io.meseta.core.agent.check.CheckKey;
import java.util.List;
import org.apache.mesos.v1.executor.Protos.Event;
import org.jspecify.annotations.Nullable;

/** What the agent core wants done to the world; released in order, once the events are durable. */
public sealed interface AgentEffect {

  /** Opens, or opens anew, a connection to the master; its end comes back as a command. */
  record LinkToMaster(Pid master) implements AgentEffect {}

  /** A libprocess message to the master, to one of its observers, or to a scheduler driver. */
  record SendMessage(Pid to, Message message) implements AgentEffect {}

  /**
   * An event on the stream of a subscribed executor.
   *
   * @param scheduler where the framework's scheduler is, which executor drivers are told with each
   *     task; null if it is nowhere, or if they are not told
   */
  record SendToExecutor(ConnectionId connection, Event event, @Nullable Pid scheduler)
      implements AgentEffect {}

  /** The end of an executor's stream; the peer sees an orderly end of the response. */
  record CloseStream(ConnectionId connection) implements AgentEffect {}

  /** The answer to an executor's call. */
  record Respond(RequestId request, ExecutorAnswer answer) implements AgentEffect {}

  /** The answer to a call about a container. */
  record Answer(RequestId request, ContainerAnswer answer) implements AgentEffect {}

  /**
   * Makes directories of volumes, or destroys them; the outcome comes back as a command. Done
   * before any container that is launched later.
   */
  record ChangeVolumes(VolumeChange change) implements AgentEffect {}

  /** Lets a container that runs already see more volumes, before its executor hears of the task. */
  record MountVolumes(
      ContainerId container, String sandbox, @Nullable String user, List<MountedVolume> volumes)
      implements AgentEffect {
    public MountVolumes {
      volumes = List.copyOf(volumes);
    }
  }

  /** Starts a container; success, failure and end come back as commands, exactly one end each. */
  record LaunchContainer(ContainerLaunch launch) implements AgentEffect {}

  /**
   * Makes the directory of a container that has no process of its own; the answer is as for {@link
   * LaunchContainer}, with 0 for the process.
   *
   * @param sandbox absolute path of the directory, which does not exist yet
   * @param alias absolute path of a link that is made to point to it
   * @param user its owner, or null for the agent's own user
   */
  record MakeSandbox(ContainerId container, String sandbox, String alias, @Nullable String user)
      implements AgentEffect {}

  /** Deletes the directory of a container that has ended, with all that is in it. */
  record DeleteSandbox(ContainerId container, String sandbox) implements AgentEffect {}

  /**
   * Sends a signal to every process of a container.
   *
   * @param signal the number of the signal, 15 or 9
   */
  record SignalContainer(ContainerId container, int signal) implements AgentEffect {}

  /**
   * Kills every process of a container. Its end comes back as a command, unless it was never
   * started or has come back before.
   */
  record DestroyContainer(ContainerId container) implements AgentEffect {}

  /** The end of a container is known for good and need not be remembered by anybody else. */
  record CollectContainer(ContainerId container) implements AgentEffect {}

  /** Probes a task; its result comes back as a command, unless it is stopped before. */
  record StartProbe(ProbeOrder order) implements AgentEffect {}

  /** Ends a probe whose result nobody wants any more. */
  record StopProbe(CheckKey key) implements AgentEffect {}

  /**
   * Ends the daemon.
   *
   * @param failed whether the daemon exits with an error
   */
  record Exit(String reason, boolean failed) implements AgentEffect {}
}
