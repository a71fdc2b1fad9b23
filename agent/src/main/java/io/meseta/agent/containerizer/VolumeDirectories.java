package io.meseta.agent.containerizer;

import io.meseta.core.agent.VolumeChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directories of persistent volumes (Mesos reference §8.6). A volume that is destroyed is out
 * of the way at once, whatever its size; its files are deleted after that, and if the agent dies
 * meanwhile, when the next volume beside it is made or destroyed.
 */
final class VolumeDirectories implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(VolumeDirectories.class);
  private static final String DESTROYED = ".destroyed";

  private final ExecutorService deletion =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("volume-deletion").factory());

  /**
   * Makes and destroys directories; what is there, or gone, already is left as it is.
   *
   * @throws IOException names the volume's directory
   */
  void change(VolumeChange change) throws IOException {
    for (VolumeChange.Destroyed volume : change.destroyed()) {
      destroy(Path.of(volume.path()), volume.keepsRoot());
    }
    for (String path : change.created()) {
      create(Path.of(path));
    }
  }

  private static void create(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IOException(
          "Failed to create the persistent volume at '" + directory + "': " + reason(e), e);
    }
  }

  private void destroy(Path directory, boolean keepsRoot) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      log.warn("There is no persistent volume at '{}' to be destroyed", directory);
      return;
    }
    try {
      Path bin = keepsRoot ? directory.resolve(DESTROYED) : bin(directory);
      Files.createDirectories(bin);
      for (Path doomed : keepsRoot ? children(directory, bin) : List.of(directory)) {
        Files.move(
            doomed, bin.resolve(UUID.randomUUID().toString()), StandardCopyOption.ATOMIC_MOVE);
      }
      deletion.execute(() -> delete(bin));
    } catch (IOException e) {
      throw new IOException(
          "Failed to remove persistent volume at '" + directory + "': " + reason(e), e);
    }
  }

  /** {@code …/volumes/.destroyed}: beside the roles, so that no volume can have its name. */
  private static Path bin(Path volume) {
    return volume.resolve("../../..").normalize().resolve(DESTROYED);
  }

  private static List<Path> children(Path directory, Path except) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.filter(child -> !child.equals(except)).toList();
    }
  }

  private static void delete(Path directory) {
    try {
      Sandbox.delete(directory);
    } catch (IOException e) {
      log.warn("Files of destroyed volumes are left in '{}': {}", directory, reason(e));
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Stops deleting; what is left is deleted later. */
  @Override
  public void close() {
    deletion.shutdownNow();
  }
}
