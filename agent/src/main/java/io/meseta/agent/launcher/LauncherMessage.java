package io.meseta.agent.launcher;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the launcher's socket. A client sends {@link Hello} first, then requests; each is
 * answered by exactly one message with the same number, {@link Failed} being possible for all.
 * {@link Exited} is the only message without a request and goes to every client.
 *
 * <p>A container is named by a key that is opaque to the launcher.
 */
public sealed interface LauncherMessage {

  /** The version of this protocol; raised when an old side would misunderstand a new one. */
  int VERSION = 1;

  /** Request: opens a conversation in {@code version}; answered by {@link Welcome}. */
  record Hello(int version) implements LauncherMessage {}

  /** Request: start a container unless it exists; answered by {@link Started}. */
  record Start(String key, LaunchSpec spec) implements LauncherMessage {}

  /** Request: signal the main process or the whole tree; answered by {@link Done}. */
  record Signal(String key, int signal, boolean tree) implements LauncherMessage {}

  /** Request: forget a container that has ended; answered by {@link Done}. */
  record Collect(String key) implements LauncherMessage {}

  /** Request: what is there; answered by {@link ContainerList}. */
  record ListContainers() implements LauncherMessage {}

  /** Request: kill everything and end; answered by {@link Done} when nothing runs any more. */
  record Shutdown() implements LauncherMessage {}

  /** Answer: the conversation is open with the launcher of that {@code pid}. */
  record Welcome(int version, int pid) implements LauncherMessage {}

  /** Answer: the container's main process, or 0 if its command could not be executed. */
  record Started(int pid) implements LauncherMessage {}

  /** Answer: all containers that run or have not been collected. */
  record ContainerList(List<Entry> containers) implements LauncherMessage {

    public ContainerList {
      containers = List.copyOf(containers);
    }

    /** A container: it runs as long as {@code exit} is null. */
    public record Entry(String key, int pid, @Nullable WaitStatus exit) {}
  }

  /** Answer: the request has been carried out. */
  record Done() implements LauncherMessage {}

  /** Answer: the request could not be carried out, for the reason told. */
  record Failed(String reason) implements LauncherMessage {}

  /** Notice: a container has ended with all of its processes. */
  record Exited(String key, WaitStatus status) implements LauncherMessage {}
}
