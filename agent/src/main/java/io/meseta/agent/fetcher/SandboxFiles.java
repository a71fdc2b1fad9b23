package io.meseta.agent.fetcher;

import io.meseta.agent.linux.Descriptor;
import io.meseta.agent.linux.FileUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes files in a sandbox, as the task's user and never anywhere else. Safe though several files
 * are fetched at the same time and archives may hold whatever they like:
 *
 * <ul>
 *   <li>a name is walked part by part, and no part but the last may be a link;
 *   <li>files are made anew, so nothing is written through a link;
 *   <li>a directory is never replaced by something else, so what was walked stays;
 *   <li>a link leads up first and then down, and not further up than the sandbox; so however links
 *       are chained, they end inside.
 * </ul>
 */
final class SandboxFiles implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final Path sandbox;
  private final FileUser user;
  private final Descriptor directory;
  private final Path root;

  /**
   * Files in a sandbox.
   *
   * @param sandbox existing directory; the user need not be able to reach it from the root
   */
  SandboxFiles(Path sandbox, FileUser user) throws IOException {
    this.sandbox = sandbox;
    this.user = user;
    this.directory = Descriptor.directory(sandbox);
    this.root = directory.alias();
  }

  /** The path that others know a file under. */
  Path shown(Path name) {
    return sandbox.resolve(name);
  }

  FileUser user() {
    return user;
  }

  /** Opens a file of the sandbox for reading. */
  SeekableByteChannel open(Path name) throws IOException {
    return user.run(() -> Files.newByteChannel(at(name), Set.of(StandardOpenOption.READ)));
  }

  /** Makes a file, replacing a file or link of that name, and fills it. */
  void write(Path name, InputStream content) throws IOException {
    SeekableByteChannel channel =
        user.run(() -> {
          Path path = prepare(name);
          return Files.newByteChannel(
              path,
              Set.of(
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS));
        });
    try (OutputStream out = Channels.newOutputStream(channel)) {
      copy(content, out);
    }
  }

  private static void copy(InputStream content, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted");
      }
      out.write(buffer, 0, n);
    }
  }

  /** Makes a directory, and those above it, unless they are there. */
  void makeDirectory(Path name) throws IOException {
    user.change(() -> walk(name, name.getNameCount()));
  }

  /** Makes a symbolic link; refuses one that leads, or by way of others could lead, outside. */
  void makeLink(Path name, String target) throws IOException {
    requireInside(name, target);
    user.run(() -> Files.createSymbolicLink(prepare(linkable(name)), Path.of(target)));
  }

  /** Makes a second name for a file that is there. */
  void makeHardLink(Path name, Path existing) throws IOException {
    user.run(() -> {
      walk(existing, existing.getNameCount() - 1);
      if (!Files.isRegularFile(at(existing), LinkOption.NOFOLLOW_LINKS)) {
        throw new FetchException(
            "'" + name + "' is a link to '" + existing + "', which is no file");
      }
      return Files.createLink(prepare(linkable(name)), at(existing));
    });
  }

  /** The launcher opens these two by name, as root. */
  private static Path linkable(Path name) throws FetchException {
    if (name.equals(Path.of("stdout")) || name.equals(Path.of("stderr"))) {
      throw new FetchException("'" + name + "' must not be a link");
    }
    return name;
  }

  private static void requireInside(Path name, String target) throws FetchException {
    int depth = name.getNameCount() - 1;
    boolean descends = false;
    boolean inside = !target.startsWith("/") && !target.isEmpty() && target.indexOf('\0') < 0;
    for (String part : target.split("/", -1)) {
      if (part.equals("..")) {
        inside &= !descends && --depth >= 0;
      } else if (!part.isEmpty() && !part.equals(".")) {
        descends = true;
      }
    }
    if (!inside) {
      throw new FetchException(
          "The link '%s' to '%s' leads outside of the sandbox".formatted(name, target));
    }
  }

  /**
   * Sets what {@code ls -l} shows; setuid and its like are left out.
   *
   * @param mode the lower bits of a Unix mode
   * @param modified or null to leave it
   */
  void describe(Path name, int mode, @Nullable FileTime modified) throws IOException {
    Set<PosixFilePermission> permissions = permissions(mode);
    user.change(() -> {
      Path path = at(name);
      if (!Files.isSymbolicLink(path)) {
        if (modified != null) {
          Files.setLastModifiedTime(path, modified);
        }
        Files.setPosixFilePermissions(path, permissions);
      }
    });
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    PosixFilePermission[] highestFirst = PosixFilePermission.values();
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < highestFirst.length; i++) {
      if ((mode & (0400 >> i)) != 0) {
        set.add(highestFirst[i]);
      }
    }
    return set;
  }

  /** Sees to the directories above a file and takes away what has its name. */
  private Path prepare(Path name) throws IOException {
    walk(name, name.getNameCount() - 1);
    Path path = at(name);
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FetchException("'" + name + "' is a directory already");
    }
    Files.deleteIfExists(path);
    return path;
  }

  /** Goes down through the first parts of the name, making what is not there. */
  private void walk(Path name, int parts) throws IOException {
    for (int i = 1; i <= parts; i++) {
      Path part = at(name.subpath(0, i));
      try {
        Files.createDirectory(part);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
          throw new FetchException(
              "'%s' is not a directory, so '%s' cannot be in it"
                  .formatted(name.subpath(0, i), name),
              e);
        }
      } catch (NoSuchFileException e) {
        throw new FetchException("The sandbox has gone", e);
      }
    }
  }

  private Path at(Path name) {
    return root.resolve(name);
  }

  @Override
  public void close() {
    directory.close();
  }
}
