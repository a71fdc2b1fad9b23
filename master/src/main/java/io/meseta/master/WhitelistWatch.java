package io.meseta.master;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file of {@code --whitelist} again and again and says what it holds when that changes. A
 * file that cannot be read changes nothing; an empty one leaves no host.
 */
final class WhitelistWatch implements AutoCloseable {

  /** As Mesos. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(WhitelistWatch.class);

  private final Path file;
  private final Consumer<Optional<Set<String>>> changed;
  private @Nullable Set<String> hosts;
  private @Nullable Thread thread;

  WhitelistWatch(Path file, Consumer<Optional<Set<String>>> changed) {
    this.file = file;
    this.changed = changed;
  }

  /** Reads now, and from time to time on a thread of its own until closed. */
  void start() {
    read();
    thread = Thread.ofVirtual().name("whitelist").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        read();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** Reads once. */
  void read() {
    try {
      Set<String> now =
          Files.readAllLines(file).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .collect(Collectors.toUnmodifiableSet());
      if (!now.equals(hosts)) {
        hosts = now;
        log.info("Resources of {} hosts on the whitelist {} are offered", now.size(), file);
        changed.accept(Optional.of(now));
      }
    } catch (IOException e) {
      log.warn("Could not read the whitelist {}, nothing changes: {}", file, e.toString());
    }
  }

  @Override
  public void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
