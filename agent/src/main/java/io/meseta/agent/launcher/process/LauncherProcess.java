package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.LauncherDirectory;
import io.meseta.agent.launcher.LauncherOptions.OrphanPolicy;
import io.meseta.agent.linux.Children;
import io.meseta.agent.linux.Spawner;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The launcher: a small process that starts an agent's containers, is their parent, keeps their
 * exit statuses until they are collected, and outlives the agent. Its class path is this module
 * alone; nothing here may use anything but the JDK.
 */
public final class LauncherProcess {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /** Containers whose process trees resist are killed side by side, up to so many. */
  private static final int UNDERTAKERS = 4;

  /** Held as long as this process lives: a channel that is collected as garbage unlocks. */
  private static @Nullable FileChannel lock;

  private LauncherProcess() {}

  /**
   * Runs the launcher. Exits with 0 at once if the directory has a launcher already.
   *
   * @param arguments runtime directory, idle timeout in milliseconds, orphan policy
   */
  public static void main(String[] arguments) throws IOException {
    LauncherDirectory directory = LauncherDirectory.within(Path.of(arguments[0]));
    Duration idleTimeout = Duration.ofMillis(Long.parseLong(arguments[1]));
    OrphanPolicy orphanPolicy = OrphanPolicy.valueOf(arguments[2]);
    directory.create();
    lock = FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      return;
    }
    Children.leaveSession();
    Children.adoptOrphans();
    run(directory, idleTimeout, orphanPolicy);
  }

  private static void run(
      LauncherDirectory directory, Duration idleTimeout, OrphanPolicy orphanPolicy)
      throws IOException {
    ContainerTable table = new ContainerTable(directory.containers());
    Undertaker undertaker = new Undertaker(table, Executors.newFixedThreadPool(UNDERTAKERS));
    undertaker.start();
    Clients clients = new Clients();
    Reaper reaper = new Reaper();
    Containers containers = new Containers(table, undertaker, clients::tell, reaper::childSpawned);
    Lifetime lifetime = new Lifetime(containers, clients, idleTimeout, orphanPolicy);
    Adoption adoption = new Adoption(table, containers, undertaker);

    table.all().forEach(adoption::takeOver);
    reaper.start(containers::childExited);
    Thread.ofPlatform()
        .daemon()
        .name("clock")
        .start(() -> {
          while (true) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            look(adoption, lifetime);
          }
        });
    ServerSocketChannel socket = directory.listen();
    Spawner.prepare();
    Log.line("launcher " + Lifetime.OWN_PID + " listens in " + directory.path());
    new LauncherServer(containers, clients, lifetime).accept(socket);
  }

  private static void look(Adoption adoption, Lifetime lifetime) {
    try {
      adoption.look();
      lifetime.check();
    } catch (RuntimeException e) {
      Log.line("background work", e);
    }
  }
}
