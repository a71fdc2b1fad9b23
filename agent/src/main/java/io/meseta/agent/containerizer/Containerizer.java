package io.meseta.agent.containerizer;

import io.meseta.agent.fetcher.FetchRequest;
import io.meseta.agent.fetcher.Fetcher;
import io.meseta.agent.launcher.ContainerExit;
import io.meseta.agent.launcher.ContainerState;
import io.meseta.agent.launcher.LaunchSpec;
import io.meseta.agent.launcher.Launcher;
import io.meseta.agent.launcher.LauncherException;
import io.meseta.agent.launcher.WaitStatus;
import io.meseta.core.ContainerId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentCommand.FinishRecovery;
import io.meseta.core.agent.AgentCommand.RecordContainerExit;
import io.meseta.core.agent.AgentCommand.RecordContainerFailure;
import io.meseta.core.agent.AgentCommand.RecordContainerStart;
import io.meseta.core.agent.AgentCommand.RecordSandboxFailure;
import io.meseta.core.agent.AgentCommand.RecordVolumeChange;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.ContainerLaunch;
import io.meseta.core.agent.ExitStatus;
import io.meseta.core.agent.VolumeChange;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the agent core wants done with containers and tells it, by commands, what became
 * of them. All methods return at once; requests for a container are carried out in their order.
 *
 * <p>It holds no state but which containers wait for their files; containers live in the launcher
 * and in the core.
 */
public final class Containerizer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Containerizer.class);

  private final Launcher launcher;
  private final Fetcher fetcher;
  private final SideProcesses sideProcesses;
  private final Set<ContainerId> fetching = new HashSet<>(); // seen by the worker only
  private final Consumer<AgentCommand> commands;
  private final VolumeDirectories volumes = new VolumeDirectories();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("containerizer").factory());

  /**
   * A containerizer that runs containers in {@code launcher}.
   *
   * @param fetcher remains the caller's to close, after this
   * @param commands takes commands for the agent core, on a foreign thread; must not block
   */
  public Containerizer(Launcher launcher, Fetcher fetcher, Consumer<AgentCommand> commands) {
    this.launcher = launcher;
    this.fetcher = fetcher;
    this.sideProcesses = new SideProcesses(launcher);
    this.commands = commands;
  }

  /**
   * Finds out which containers there are, sends {@link FinishRecovery} and from then on tells
   * exits, first those that happened while no agent was there. The future fails with a {@link
   * LauncherException} if there is no launcher to be had.
   */
  public CompletableFuture<Void> recover() {
    return launcher
        .recover()
        .thenAccept(states -> {
          Map<ContainerId, Long> containers = new HashMap<>();
          for (ContainerState state : states) {
            containers.put(state.container(), (long) state.pid());
          }
          commands.accept(new FinishRecovery(containers));
          launcher.onExit(this::exited);
        });
  }

  private void exited(ContainerExit exit) {
    ExitStatus status = exitStatus(exit.status());
    if (!sideProcesses.exited(exit, status)) {
      commands.accept(new RecordContainerExit(exit.container(), status));
    }
  }

  /** Processes beside tasks. */
  public SideProcesses sideProcesses() {
    return sideProcesses;
  }

  /**
   * Makes the sandbox, fetches what belongs in it and starts the container; answers with its start
   * or its failure.
   */
  public void launch(ContainerLaunch launch) {
    worker.execute(() -> {
      try {
        Sandbox.create(Path.of(launch.sandbox()), launch.process().user(), launch.links());
      } catch (IOException | InvalidPathException e) {
        log.warn("Container {} has no sandbox: {}", launch.container(), message(e));
        commands.accept(new RecordSandboxFailure(launch.container(), message(e)));
        return;
      }
      try {
        VolumeLinks.link(Path.of(launch.sandbox()), launch.volumes(), launch.process().user());
      } catch (IOException | InvalidPathException e) {
        fail(launch.container(), e);
        return;
      }
      if (launch.process().uris().isEmpty()) {
        start(launch);
      } else {
        fetchAndStart(launch);
      }
    });
  }

  private void fetchAndStart(ContainerLaunch launch) {
    ContainerId container = launch.container();
    FetchRequest request =
        new FetchRequest(
            container, Path.of(launch.sandbox()), launch.process().user(), launch.process().uris());
    fetching.add(container);
    var _ =
        fetcher
            .fetch(request)
            .whenCompleteAsync(
                (nothing, failure) -> {
                  boolean wanted = fetching.remove(container);
                  if (failure != null) {
                    fail(
                        container,
                        failure instanceof CompletionException e ? e.getCause() : failure);
                  } else if (wanted) {
                    start(launch);
                  } else {
                    fail(container, new LauncherException("The container was destroyed"));
                  }
                },
                worker);
  }

  /** Makes the sandbox of a container without a process. */
  public void makeSandbox(AgentEffect.MakeSandbox request) {
    worker.execute(() -> {
      ContainerLaunch.Links links = new ContainerLaunch.Links(request.alias(), List.of());
      try {
        Sandbox.create(Path.of(request.sandbox()), request.user(), links);
        commands.accept(new RecordContainerStart(request.container(), 0));
      } catch (IOException | InvalidPathException e) {
        log.warn("Container {} has no sandbox: {}", request.container(), message(e));
        commands.accept(new RecordSandboxFailure(request.container(), message(e)));
      }
    });
  }

  /** Deletes a sandbox and all that is in it. */
  public void deleteSandbox(String sandbox) {
    worker.execute(() -> {
      try {
        Sandbox.delete(Path.of(sandbox));
      } catch (IOException e) {
        log.warn("Sandbox {} cannot be deleted: {}", sandbox, message(e));
      }
    });
  }

  private void start(ContainerLaunch launch) {
    ContainerId container = launch.container();
    ContainerLaunch.Process process = launch.process();
    LaunchSpec spec =
        new LaunchSpec(
            process.path(),
            process.arguments(),
            process.environment(),
            Path.of(launch.sandbox()),
            process.user());
    launcher.start(
        container,
        spec,
        (pid, failure) -> {
          if (failure == null) {
            commands.accept(new RecordContainerStart(container, pid));
          } else {
            fail(container, failure);
          }
        });
  }

  private void fail(ContainerId container, @Nullable Throwable failure) {
    log.warn("Container {} could not be started: {}", container, message(failure));
    commands.accept(new RecordContainerFailure(container, message(failure)));
  }

  private static String message(@Nullable Throwable failure) {
    return failure == null || failure.getMessage() == null
        ? "unknown failure"
        : failure.getMessage();
  }

  /** Makes and destroys directories of volumes; answers with the outcome. */
  public void change(VolumeChange change) {
    worker.execute(() -> {
      try {
        volumes.change(change);
        commands.accept(new RecordVolumeChange(change.operation(), null));
      } catch (IOException | InvalidPathException e) {
        log.error("{}", message(e));
        commands.accept(new RecordVolumeChange(change.operation(), message(e)));
      }
    });
  }

  /** Lets a running container see more volumes; as in Mesos one that cannot is destroyed. */
  public void mount(AgentEffect.MountVolumes request) {
    try {
      VolumeLinks.link(Path.of(request.sandbox()), request.volumes(), request.user());
    } catch (IOException | InvalidPathException e) {
      log.warn("Container {} is destroyed: {}", request.container(), message(e));
      destroy(request.container());
    }
  }

  /** Sends a signal to every process of the container. */
  public void signal(ContainerId container, int signal) {
    worker.execute(() -> report(container, launcher.signalTree(container, signal)));
  }

  /** Kills every process of the container, or ends the fetching before there is one. */
  public void destroy(ContainerId container) {
    worker.execute(() -> {
      if (fetching.remove(container)) {
        fetcher.cancel(container);
      } else {
        report(container, launcher.destroy(container));
      }
    });
  }

  /** Forgets a container whose exit has been recorded for good. */
  public void collect(ContainerId container) {
    worker.execute(() -> report(container, launcher.collect(container)));
  }

  private static void report(ContainerId container, CompletableFuture<Void> request) {
    request.exceptionally(failure -> {
      log.warn("Container {}: {}", container, message(failure.getCause()));
      return null;
    });
  }

  private static ExitStatus exitStatus(WaitStatus status) {
    if (!status.known()) {
      return new ExitStatus.Unknown();
    }
    return status.hasExited()
        ? new ExitStatus.Exited(status.exitCode())
        : new ExitStatus.Signaled(status.signal(), status.coreDumped());
  }

  /** Stops working; containers run on. */
  @Override
  public void close() {
    worker.shutdown();
    volumes.close();
  }
}
