package io.meseta.agent.launcher;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the launcher process of a runtime directory, or starts it. */
final class LauncherStarter {

  private static final String MAIN = "io.meseta.agent.launcher.process.LauncherProcess";
  private static final String CACHE = "launcher.aot";
  private static final Set<String> LOCALE = Set.of("LC_ALL", "LC_CTYPE", "LANG");
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(5);
  private static final long LONGEST_LOG_BYTES = 1 << 20;

  private final LauncherOptions options;
  private final LauncherDirectory directory;

  LauncherStarter(LauncherOptions options) {
    this.options = options;
    this.directory = LauncherDirectory.within(options.runtimeDirectory());
  }

  /** Connects, starting a process if none listens. */
  LauncherConnection connect() throws IOException {
    LauncherConnection running = tryConnect();
    if (running != null) {
      return running;
    }
    directory.create();
    Process process = start();
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      LauncherConnection started = tryConnect();
      if (started != null) {
        return started;
      }
      if (!process.isAlive()) {
        process = restart(process);
      }
      pause();
    }
    throw new IOException(
        "it did not answer within " + START_LIMIT.toSeconds() + " s, see " + directory.log());
  }

  /** A launcher that finds another one alive leaves in peace; that one may be about to end. */
  private Process restart(Process ended) throws IOException {
    if (ended.exitValue() != 0) {
      throw new IOException(
          "it exited with status " + ended.exitValue() + ", see " + directory.log());
    }
    pause();
    return start();
  }

  private @Nullable LauncherConnection tryConnect() throws IOException {
    if (!Files.exists(directory.socket())) {
      return null;
    }
    try {
      return LauncherConnection.open(directory);
    } catch (LauncherProtocolException e) {
      throw e;
    } catch (IOException e) {
      return null; // nobody listens, or it is just about to end
    }
  }

  private Process start() throws IOException {
    Path log = directory.log();
    if (Files.exists(log) && Files.size(log) > LONGEST_LOG_BYTES) {
      Files.delete(log);
    }
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().keySet().retainAll(LOCALE); // without one Java cannot say "é" in a path
    builder.directory(options.runtimeDirectory().toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms4m",
            "-Xmx96m", // for ten thousand containers; with a few it takes no more than it needs
            "-Xmn1m", // next to nothing survives a request, so a small nursery keeps memory small
            "-Xss256k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(cacheOptions());
    command.addAll(List.of("-cp", ownCode().toString(), MAIN));
    command.add(options.runtimeDirectory().toString());
    command.add(Long.toString(options.idleTimeout().toMillis()));
    command.add(options.orphanPolicy().name());
    return command;
  }

  /**
   * The launcher's own start-up cache, which halves the time it takes to start. As the one of the
   * daemons it is made by the first run, told by {@code meseta.cache.training}, and lies in {@code
   * meseta.home}, which is set only if the cache was made of the jars that are there.
   */
  private static List<String> cacheOptions() {
    String training = System.getProperty("meseta.cache.training");
    if (training != null) {
      return List.of("-XX:AOTCacheOutput=" + Path.of(training, CACHE), "-Xlog:aot*=off");
    }
    String home = System.getProperty("meseta.home");
    Path cache = home == null ? null : Path.of(home, "cache", CACHE);
    return cache != null && Files.exists(cache)
        ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off")
        : List.of();
  }

  /** The jar or folder that this class came from: the launcher process needs nothing else. */
  private static Path ownCode() {
    try {
      return Path.of(
          LauncherStarter.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e); // class paths are valid addresses
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(BETWEEN_TRIES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
