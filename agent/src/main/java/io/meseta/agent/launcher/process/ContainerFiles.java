package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.ByteReader;
import io.meseta.agent.launcher.ByteWriter;
import io.meseta.agent.launcher.LauncherProtocolException;
import io.meseta.agent.launcher.WaitStatus;
import io.meseta.agent.linux.Proc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Containers on disk, a file each, replaced as a whole. Files are not forced to the platter: they
 * are for the next launcher of this boot, and a machine that crashes takes its containers with it.
 */
final class ContainerFiles {

  private static final int FORMAT = 1;
  private static final String TEMPORARY = ".new";

  private final Path directory;
  private final String bootId = Proc.bootId();

  ContainerFiles(Path directory) {
    this.directory = directory;
  }

  void save(Container container) {
    byte[] bytes =
        new ByteWriter()
            .number(FORMAT)
            .text(bootId)
            .text(container.key())
            .text(container.sandbox())
            .number(container.pid())
            .big(container.startTicks())
            .text(container.phase().name())
            .number(container.status().raw())
            .toBytes();
    Path file = file(container.key());
    Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
    try {
      Files.write(temporary, bytes);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what an earlier launcher left; files that make no sense are told of and left alone. */
  List<Container> load() throws IOException {
    List<Container> containers = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (!file.toString().endsWith(TEMPORARY)) {
          read(file, containers);
        }
      }
    }
    return containers;
  }

  private void read(Path file, List<Container> containers) throws IOException {
    try {
      ByteReader in = new ByteReader(Files.readAllBytes(file));
      if (in.number() != FORMAT) {
        throw new LauncherProtocolException("unknown format");
      }
      boolean thisBoot = in.text().equals(bootId);
      Container container =
          new Container(
              in.text(),
              in.text(),
              in.number(),
              in.big(),
              Container.Phase.valueOf(in.text()),
              new WaitStatus(in.number()));
      containers.add(thisBoot ? container : container.in(Container.Phase.ENDED));
    } catch (LauncherProtocolException | IllegalArgumentException e) {
      Log.line("ignoring " + file + ": " + e.getMessage());
    }
  }

  /** Keys hold slashes and may be longer than a file name may be. */
  private Path file(String key) {
    return directory.resolve(FileNames.of(key));
  }

  /** Turns any text into a file name: readable if it can be, a digest if it is long. */
  private static final class FileNames {
    private static final int LONGEST = 200;

    static String of(String key) {
      StringBuilder name = new StringBuilder();
      for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
        char c = (char) (b & 0xff);
        boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
        name.append(plain ? String.valueOf(c) : "%" + HexFormat.of().toHexDigits(b));
      }
      if (name.length() <= LONGEST) {
        return name.toString();
      }
      return name.substring(0, LONGEST) + "-" + digest(key);
    }

    private static String digest(String key) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 16);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e); // every Java has SHA-256
      }
    }
  }
}
