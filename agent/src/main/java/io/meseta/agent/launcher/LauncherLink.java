package io.meseta.agent.launcher;

import io.meseta.agent.launcher.FrameChannel.Frame;
import io.meseta.agent.launcher.LauncherMessage.Exited;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the one launcher process of a runtime directory. It starts the process if there is
 * none, and again if it is lost; requests wait meanwhile and unanswered ones are sent again, which
 * all of them bear. Several agents of one process may share a link, each with a {@link Launcher} of
 * its own.
 *
 * <p>It keeps no state of containers: that is the launcher's.
 */
public final class LauncherLink implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LauncherLink.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final LauncherStarter starter;
  private final PendingRequests requests = new PendingRequests();
  private final ExitNotices exits = new ExitNotices();
  private volatile @Nullable LauncherConnection connection;

  private LauncherLink(LauncherOptions options) {
    this.starter = new LauncherStarter(options);
  }

  /** Begins to connect in the background and returns at once. */
  public static LauncherLink open(LauncherOptions options) {
    LauncherLink link = new LauncherLink(options);
    Thread.ofPlatform().daemon().name("launcher-link").start(link::readUntilClosed);
    Thread.ofPlatform().daemon().name("launcher-link-writer").start(link::writeUntilClosed);
    return link;
  }

  /**
   * The containers of one of the agents that share the launcher.
   *
   * @param namespace names the agent for good, across restarts; without a slash
   */
  public Launcher launcher(String namespace) {
    if (namespace.indexOf('/') >= 0) {
      throw new IllegalArgumentException("a namespace must not hold a slash: '" + namespace + "'");
    }
    return new Launcher(this, namespace);
  }

  /** The pid of the launcher process, or 0 while there is no connection to it. */
  public int launcherPid() {
    LauncherConnection current = connection;
    return current == null ? 0 : current.pid();
  }

  /** Kills every container of every agent and ends the launcher; the link is closed then. */
  public CompletableFuture<Void> shutdown() {
    return request(new LauncherMessage.Shutdown()).thenAccept(_ -> close());
  }

  /** Leaves the launcher and its containers running; unanswered requests fail. */
  @Override
  public void close() {
    requests.close();
    LauncherConnection current = connection;
    if (current != null) {
      current.close();
    }
  }

  /**
   * Asks the launcher; the answer is never {@link LauncherMessage.Failed}, the future fails then.
   */
  CompletableFuture<LauncherMessage> request(LauncherMessage message) {
    CompletableFuture<LauncherMessage> answer = new CompletableFuture<>();
    requests.add(message, answer);
    return answer;
  }

  /** Asks the launcher; what depends on {@code answer} happens before any later notice is told. */
  void request(LauncherMessage message, CompletableFuture<LauncherMessage> answer) {
    requests.add(message, answer);
  }

  void listen(String namespace, Consumer<Exited> listener) {
    exits.listen(namespace, listener);
    retellExits();
  }

  /** Called when an exit has been collected: should the key be used again, its exit is news. */
  void collected(String key) {
    exits.forget(key);
  }

  private void retellExits() {
    request(new LauncherMessage.ListContainers())
        .thenAccept(list -> exits.tellAll((LauncherMessage.ContainerList) list))
        .exceptionally(e -> {
          log.debug("Could not ask the launcher for exits: {}", e.getMessage());
          return null;
        });
  }

  private void readUntilClosed() {
    while (!requests.closed()) {
      try (LauncherConnection current = starter.connect()) {
        connection = current;
        requests.resendAll();
        retellExits();
        while (true) {
          accept(current.frames().read());
        }
      } catch (IOException e) {
        lost(e);
      } finally {
        connection = null;
      }
    }
  }

  private void lost(IOException e) {
    if (requests.closed()) {
      return;
    }
    if (connection == null) {
      log.error("Cannot start the launcher: {}", e.getMessage());
      requests.failAll(new LauncherException("Cannot start the launcher: " + e.getMessage(), e));
      requests.pause(PAUSE_AFTER_FAILURE);
    } else {
      log.warn("Lost the launcher, looking for it again: {}", e.getMessage());
    }
  }

  private void accept(Frame frame) {
    if (frame.message() instanceof Exited exited) {
      exits.tell(exited);
    } else {
      requests.answer(frame);
    }
  }

  private void writeUntilClosed() {
    try {
      while (true) {
        Frame frame = requests.next();
        LauncherConnection current = connection;
        if (current != null) {
          write(current, frame); // else it is sent again after the next connect
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (PendingRequests.ClosedException e) {
      // the link has been closed
    }
  }

  private static void write(LauncherConnection connection, Frame frame) {
    try {
      connection.frames().write(frame);
    } catch (IOException e) {
      log.debug("Could not write to the launcher", e);
      connection.close(); // wakes the reader, which connects anew
    }
  }
}
