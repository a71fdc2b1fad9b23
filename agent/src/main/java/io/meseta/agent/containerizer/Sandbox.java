package io.meseta.agent.containerizer;

import io.meseta.agent.linux.UserIdentity;
import io.meseta.core.agent.ContainerLaunch;
import io.meseta.core.agent.ContainerLaunch.Links;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The directory that a container runs in (Mesos reference §12.5): closed to others, owned by the
 * task's user, with {@code stdout} and {@code stderr} in it from the beginning, a link that points
 * to it, and links that point from it to what is shared with others.
 */
final class Sandbox {

  private static final String PERMISSIONS = "rwxr-x---";
  private static final String FILE_PERMISSIONS = "rw-r--r--";

  private Sandbox() {}

  /**
   * Creates a sandbox; one that is there already is put right and keeps its files.
   *
   * @param directory {@code …/executors/<executor>/runs/<container>}, or below that
   * @param user its owner, or null for the agent's own user; only root can give it away
   * @throws IOException worded as Mesos does
   */
  static void create(Path directory, @Nullable String user, Links links) throws IOException {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(PERMISSIONS));
      giveAway(directory, user);
      for (String name : new String[] {"stdout", "stderr"}) {
        createFile(directory.resolve(name), user);
      }
      for (ContainerLaunch.Volume volume : links.volumes()) {
        link(directory, volume);
      }
      if (links.alias() != null) {
        point(Path.of(links.alias()), directory);
      }
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

  private static void link(Path directory, ContainerLaunch.Volume volume) throws IOException {
    Path source = Path.of(volume.source());
    make(source);
    Path target = directory.resolve(volume.target());
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.createSymbolicLink(target, source);
    }
  }

  /** As Mesos: what is missing is made, and belongs to whom the directory around it does. */
  private static void make(Path source) throws IOException {
    if (!Files.exists(source)) {
      Path around = Objects.requireNonNull(source.getParent());
      make(around);
      Files.createDirectory(source);
      Files.setAttribute(source, "unix:uid", Files.getAttribute(around, "unix:uid"));
      Files.setAttribute(source, "unix:gid", Files.getAttribute(around, "unix:gid"));
    }
  }

  /** Replaces the link in one step, so that it always leads somewhere. */
  private static void point(Path alias, Path directory) throws IOException {
    Path next = alias.resolveSibling("." + alias.getFileName() + "-" + directory.getFileName());
    Files.createDirectories(Objects.requireNonNull(alias.getParent()));
    Files.deleteIfExists(next);
    Files.createSymbolicLink(next, directory);
    Files.move(next, alias, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deletes a directory and all that is in it, but not what its links lead to. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
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
