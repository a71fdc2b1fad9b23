package io.meseta.agent.launcher;

import static io.meseta.agent.Patience.await;

import io.meseta.agent.Patience;
import io.meseta.agent.linux.ProcessStat;
import io.meseta.core.ContainerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real launcher process in a directory of its own, and shorthand to run things in it. */
final class LauncherFixture implements AutoCloseable {

  static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  final Path directory;
  final LauncherOptions options;
  final LauncherLink link;
  final Launcher launcher;
  final Map<ContainerId, WaitStatus> exits = new ConcurrentHashMap<>();
  private static final AtomicInteger lastId = new AtomicInteger();

  private LauncherFixture(Path directory, LauncherOptions options) {
    this.directory = directory;
    this.options = options;
    this.link = LauncherLink.open(options);
    this.launcher = link.launcher("agent1");
    launcher.onExit(exit -> exits.put(exit.container(), exit.status()));
  }

  static LauncherFixture in(Path directory) {
    return new LauncherFixture(directory, LauncherOptions.ephemeral(directory.resolve("run")));
  }

  static LauncherFixture with(Path directory, LauncherOptions options) {
    return new LauncherFixture(directory, options);
  }

  static ContainerId newContainer() {
    return new ContainerId("c" + lastId.incrementAndGet());
  }

  Path sandbox(ContainerId container) {
    try {
      return Files.createDirectories(directory.resolve("sandboxes/" + container));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LaunchSpec shell(ContainerId container, String script) {
    return spec(container, "/bin/sh", List.of("sh", "-c", script));
  }

  LaunchSpec spec(ContainerId container, String executable, List<String> arguments) {
    return new LaunchSpec(executable, arguments, Map.of("PATH", PATH), sandbox(container), null);
  }

  ContainerId start(String script) {
    ContainerId container = newContainer();
    start(container, shell(container, script));
    return container;
  }

  int start(ContainerId container, LaunchSpec spec) {
    return launcher
        .start(container, spec)
        .orTimeout(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  WaitStatus run(String script) {
    return awaitExit(start(script));
  }

  WaitStatus awaitExit(ContainerId container) {
    return await()
        .pollInterval(Duration.ofMillis(2))
        .until(() -> exits.get(container), status -> status != null);
  }

  String stdout(ContainerId container) {
    return read(sandbox(container).resolve("stdout"));
  }

  String stderr(ContainerId container) {
    return read(sandbox(container).resolve("stderr"));
  }

  /** Waits until the container has printed that many words, and returns them. */
  List<String> awaitWords(ContainerId container, int count) {
    return await()
        .until(
            () -> List.of(stdout(container).trim().split("\\s+")),
            words -> words.size() >= count && !words.get(0).isEmpty());
  }

  static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean alive(int pid) {
    @Nullable ProcessStat process = ProcessStat.of(pid);
    return process != null && !process.dead();
  }

  @Override
  public void close() {
    link.shutdown()
        .exceptionally(e -> null)
        .orTimeout(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)
        .join();
    link.close();
  }
}
