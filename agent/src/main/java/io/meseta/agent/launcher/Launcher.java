package io.meseta.agent.launcher;

import io.meseta.core.ContainerId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One agent's containers, owned by the launcher process that a {@link LauncherLink} talks to.
 *
 * <p>Every request is asynchronous, survives a loss of the launcher (it is sent again to the next
 * one) and may be repeated: starting a container twice starts it once. Exits are told until they
 * are {@linkplain #collect collected}, so an agent that dies in between hears of them again.
 * Futures complete and exits are told on the link's thread: do not block there.
 *
 * <p>It decides nothing: it does not restart, time out or interpret containers.
 */
public final class Launcher {

  private static final int SIGKILL = 9;

  private final LauncherLink link;
  private final String namespace;

  Launcher(LauncherLink link, String namespace) {
    this.link = link;
    this.namespace = namespace;
  }

  /**
   * Starts a container. Completes with the pid of its main process; a command that cannot be
   * executed is, as in Mesos, a process that says so on its {@code stderr} and exits with status 1:
   * then the pid is 0 and the exit follows.
   *
   * <p>Fails with a {@link LauncherException} if nothing could be started: no such sandbox or user,
   * or no more processes.
   */
  public CompletableFuture<Integer> start(ContainerId container, LaunchSpec spec) {
    CompletableFuture<Integer> pid = new CompletableFuture<>();
    start(
        container,
        spec,
        (started, failure) -> {
          if (failure == null) {
            pid.complete(started);
          } else {
            pid.completeExceptionally(failure);
          }
        });
    return pid;
  }

  /**
   * Starts a container as {@link #start(ContainerId, LaunchSpec)} does and calls {@code outcome},
   * with a pid or with a failure, before the container's exit can be told.
   */
  public void start(
      ContainerId container,
      LaunchSpec spec,
      BiConsumer<? super Integer, ? super @Nullable Throwable> outcome) {
    CompletableFuture<LauncherMessage> answer = new CompletableFuture<>();
    var _ =
        answer.whenComplete((message, failure) ->
            outcome.accept(message instanceof LauncherMessage.Started(int pid) ? pid : 0, failure));
    link.request(new LauncherMessage.Start(key(container), spec), answer);
  }

  /** Sends {@code signal} to the main process alone; does nothing if it has ended. */
  public CompletableFuture<Void> signal(ContainerId container, int signal) {
    return link.request(new LauncherMessage.Signal(key(container), signal, false))
        .thenApply(_ -> null);
  }

  /**
   * Sends {@code signal} to every process of the container's tree, also to those that left its
   * session or whose parent has died; does nothing if it has ended.
   */
  public CompletableFuture<Void> signalTree(ContainerId container, int signal) {
    return link.request(new LauncherMessage.Signal(key(container), signal, true))
        .thenApply(_ -> null);
  }

  /** Kills the whole process tree; the exit is told as ever. Does nothing if it has ended. */
  public CompletableFuture<Void> destroy(ContainerId container) {
    return link.request(new LauncherMessage.Signal(key(container), SIGKILL, true))
        .thenApply(_ -> null);
  }

  /** Says that the exit has been taken note of for good: the launcher may forget the container. */
  public CompletableFuture<Void> collect(ContainerId container) {
    String key = key(container);
    return link.request(new LauncherMessage.Collect(key)).thenAccept(_ -> link.collected(key));
  }

  /** Lists the running containers and those whose exit has not been collected. */
  public CompletableFuture<List<ContainerState>> recover() {
    return link.request(new LauncherMessage.ListContainers())
        .thenApply(answer -> states((LauncherMessage.ContainerList) answer));
  }

  /** Calls {@code listener} for every exit from now on, and for all not yet collected ones. */
  public void onExit(Consumer<ContainerExit> listener) {
    link.listen(
        namespace,
        exited -> listener.accept(new ContainerExit(container(exited.key()), exited.status())));
  }

  private String key(ContainerId container) {
    return namespace + '/' + container;
  }

  private List<ContainerState> states(LauncherMessage.ContainerList answer) {
    return answer.containers().stream()
        .filter(entry -> entry.key().startsWith(namespace + '/'))
        .map(entry -> new ContainerState(container(entry.key()), entry.pid(), entry.exit()))
        .toList();
  }

  /**
   * Container id values hold no dots (Mesos forbids them), so the printed form can be read back.
   */
  private ContainerId container(String key) {
    @Nullable ContainerId container = null;
    for (String value : key.substring(namespace.length() + 1).split("\\.", -1)) {
      container = new ContainerId(value, container);
    }
    return Objects.requireNonNull(container);
  }
}
