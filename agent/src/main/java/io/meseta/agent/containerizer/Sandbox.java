package io.meseta.agent.containerizer;

import io.meseta.agent.linux.UserIdentity;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory that a container runs in (Mesos reference §12.5): closed to others, owned by the
 * task's user, with {@code stdout} and {@code stderr} in it from the beginning and {@code latest}
 * beside it pointing to it.
 */
final class Sandbox {

  private static final String PERMISSIONS = "rwxr-x---";
  private static final String FILE_PERMISSIONS = "rw-r--r--";

  private Sandbox() {}

  /**
   * Creates a sandbox; one that is there already is put right and keeps its files.
   *
   * @param directory {@code …/executors/<executor>/runs/<container>}
   * @param user its owner, or null for the agent's own user; only root can give it away
   * @throws IOException worded as Mesos does
   */
  static void create(Path directory, @Nullable String user) throws IOException {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(PERMISSIONS));
      giveAway(directory, user);
      for (String name : new String[] {"stdout", "stderr"}) {
        createFile(directory.resolve(name), user);
      }
      pointLatestTo(directory);
    } catch (IOException e) {
      throw new IOException(
          "Failed to create executor directory '" + directory + "': " + reason(e), e);
    }
  }

  private static void createFile(Path file, @Nullable String user) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE_PERMISSIONS));
      giveAway(file, user);
    }
  }

  private static void giveAway(Path path, @Nullable String user) throws IOException {
    if (user == null) {
      return;
    }
    try {
      UserIdentity identity = UserIdentity.named(user);
      if (identity.uid() != UserIdentity.currentUid()) {
        Files.setAttribute(path, "unix:uid", identity.uid());
        Files.setAttribute(path, "unix:gid", identity.gid());
      }
    } catch (IllegalArgumentException | IOException e) {
      Files.deleteIfExists(path); // still empty
      throw new IOException("Failed to chown directory to '" + user + "': " + reason(e), e);
    }
  }

  /** Replaces the link in one step, so that it always leads somewhere. */
  private static void pointLatestTo(Path directory) throws IOException {
    Path latest = directory.resolveSibling("latest");
    Path next = directory.resolveSibling(".latest-" + directory.getFileName());
    Files.deleteIfExists(next);
    Files.createSymbolicLink(next, directory);
    Files.move(next, latest, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What went wrong, without the path that Java puts before it. */
  private static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (e instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
