package io.meseta.agent.launcher;

import io.meseta.agent.linux.Descriptor;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What a launcher keeps in the runtime directory, readable by its owner alone: {@code
 * launcher/socket}, {@code lock}, {@code log} and {@code containers}.
 *
 * @param path {@code <runtime directory>/launcher}
 */
public record LauncherDirectory(Path path) {

  /** What the kernel takes in a socket address, without the final zero. */
  private static final int LONGEST_SOCKET_PATH = 107;

  /** The launcher's directory within an agent's runtime directory. */
  public static LauncherDirectory within(Path runtimeDirectory) {
    return new LauncherDirectory(runtimeDirectory.toAbsolutePath().normalize().resolve("launcher"));
  }

  /** Makes sure that the directory is there and closed to others. */
  public void create() throws IOException {
    Files.createDirectories(path.getParent());
    if (!Files.isDirectory(path)) {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
  }

  /** Where the launcher listens. */
  public Path socket() {
    return path.resolve("socket");
  }

  /** Held locked by the one launcher of the directory. */
  public Path lock() {
    return path.resolve("lock");
  }

  /** What the launcher has to say. */
  public Path log() {
    return path.resolve("log");
  }

  /** The containers that there are, for a launcher that takes over. */
  public Path containers() {
    return path.resolve("containers");
  }

  /** Connects to the launcher that listens here. */
  public SocketChannel connect() throws IOException {
    try (Alias alias = alias()) {
      return SocketChannel.open(UnixDomainSocketAddress.of(alias.socket));
    }
  }

  /** Listens here, in the place of whoever listened before. */
  public ServerSocketChannel listen() throws IOException {
    Files.deleteIfExists(socket());
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try (Alias alias = alias()) {
      return server.bind(UnixDomainSocketAddress.of(alias.socket));
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** A name of the socket that is short enough: the directory may be nested deeply. */
  private Alias alias() throws IOException {
    if (socket().toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH) {
      return new Alias(socket(), () -> {});
    }
    Descriptor directory = Descriptor.directory(path);
    return new Alias(directory.alias().resolve("socket"), directory::close);
  }

  private record Alias(Path socket, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }
}
