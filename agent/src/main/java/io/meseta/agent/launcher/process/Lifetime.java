package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.LauncherOptions.OrphanPolicy;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Decides when the launcher ends: when told to, or when nobody and nothing needs it. */
final class Lifetime {

  static final int OWN_PID = (int) ProcessHandle.current().pid();

  private static final Duration KILL_LIMIT = Duration.ofSeconds(15);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  /** How long the one who asked for the end has to read the answer. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final Containers containers;
  private final Clients clients;
  private final Duration idleTimeout;
  private final OrphanPolicy orphanPolicy;

  Lifetime(
      Containers containers, Clients clients, Duration idleTimeout, OrphanPolicy orphanPolicy) {
    this.containers = containers;
    this.clients = clients;
    this.idleTimeout = idleTimeout;
    this.orphanPolicy = orphanPolicy;
  }

  /** To be called now and then. */
  void check() {
    if (clients.absence().compareTo(idleTimeout) <= 0) {
      return;
    }
    if (!containers.active()) {
      Log.line("no agent and no containers: ending");
      end();
    } else if (orphanPolicy == OrphanPolicy.KILL) {
      Log.line("no agent: killing its containers");
      killAll();
    }
  }

  /** Kills everything, calls {@code done} and ends the launcher. */
  void shutdown(Runnable done) {
    Thread.ofPlatform()
        .name("shutdown")
        .start(() -> {
          Log.line("told to end");
          containers.refuseNew();
          killAll();
          done.run();
          await(FAREWELL, () -> !clients.absence().isZero());
          end();
        });
  }

  private void killAll() {
    await(
        KILL_LIMIT,
        () -> {
          containers.killAll();
          return !containers.active();
        });
  }

  private static void await(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private static void end() {
    Runtime.getRuntime().halt(0); // everything worth keeping is on disk
  }
}
