package io.meseta.agent.containerizer;

import io.meseta.agent.linux.UserIdentity;
import io.meseta.core.agent.ContainerLaunch.MountedVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a sandbox see persistent volumes (Mesos reference §8.6): as links, which need no privileges.
 * As with the same mechanism of Mesos, a link cannot keep a task from writing.
 */
public final class VolumeLinks {

  private static final Logger log = LoggerFactory.getLogger(VolumeLinks.class);

  private VolumeLinks() {}

  /**
   * Puts links to the volumes into the sandbox, in place of links to volumes of before.
   *
   * @param sandbox an existing directory; nested containers have one of their own
   * @param user who is to own the volumes, or null for the agent's own user
   * @throws IOException if a volume cannot be found where the task looks for it; the message says
   *     why
   */
  public static void link(Path sandbox, List<MountedVolume> volumes, @Nullable String user)
      throws IOException {
    Set<Path> links = new HashSet<>();
    for (MountedVolume volume : volumes) {
      Path link = within(sandbox, volume.containerPath());
      if (!links.add(link)) {
        throw new IOException(
            "Two persistent volumes have the same container path '%s'"
                .formatted(volume.containerPath()));
      }
      if (volume.readOnly()) {
        log.warn("A task can write to the read-only volume at '{}': it is a link", volume.path());
      }
      Path directory = Path.of(volume.path());
      giveTo(directory, user, volume.shared());
      point(sandbox, link, directory);
    }
  }

  private static Path within(Path sandbox, String containerPath) throws IOException {
    Path path = sandbox.resolve(containerPath).normalize();
    boolean inside = path.startsWith(sandbox) && !path.equals(sandbox);
    if (containerPath.startsWith("/") || !inside) {
      throw new IOException(
          ("The container path '%s' of a persistent volume is not within the sandbox, and this"
                  + " agent cannot mount volumes elsewhere")
              .formatted(containerPath));
    }
    return path;
  }

  private static void point(Path sandbox, Path link, Path directory) throws IOException {
    Path parent = sandbox;
    for (Path name : sandbox.relativize(link.getParent())) {
      parent = parent.resolve(name);
      if (Files.isSymbolicLink(parent)) {
        throw new IOException("'%s' leads out of the sandbox".formatted(parent));
      }
      if (!name.toString().isEmpty() && !Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(parent);
      }
    }
    if (Files.isSymbolicLink(link)) {
      Files.delete(link);
    } else if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          "There is a file at the container path '%s' of a persistent volume"
              .formatted(sandbox.relativize(link)));
    }
    Files.createSymbolicLink(link, directory);
  }

  /** A shared volume stays with the user who had it first: others may be using it. */
  private static void giveTo(Path directory, @Nullable String user, boolean shared)
      throws IOException {
    Files.createDirectories(directory);
    if (user == null) {
      return;
    }
    try {
      UserIdentity identity = UserIdentity.named(user);
      Object owner = Files.getAttribute(directory, "unix:uid");
      boolean owned = owner.equals(identity.uid());
      boolean taken = shared && !owner.equals(UserIdentity.currentUid());
      if (identity.uid() != 0 && !owned && !taken) {
        Files.setAttribute(directory, "unix:uid", identity.uid());
        Files.setAttribute(directory, "unix:gid", identity.gid());
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "Failed to change the ownership of the persistent volume at '%s': %s"
              .formatted(directory, e.getMessage()),
          e);
    }
  }
}
