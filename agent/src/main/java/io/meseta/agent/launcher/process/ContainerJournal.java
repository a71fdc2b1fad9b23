package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.ByteReader;
import io.meseta.agent.launcher.ByteWriter;
import io.meseta.agent.launcher.LauncherProtocolException;
import io.meseta.agent.launcher.WaitStatus;
import io.meseta.agent.linux.Proc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Containers on disk: a file to which every change is appended, the last one of a container counts.
 * It is written anew when most of it is history.
 *
 * <p>Nothing is forced to the platter: the file is for the next launcher of this boot, and a
 * machine that crashes takes its containers with it.
 */
final class ContainerJournal {

  private static final int FORMAT = 1;

  /** Stands in the place of a phase for a container that has been collected. */
  private static final String FORGOTTEN = "FORGOTTEN";

  private static final long HISTORY_BYTES = 1 << 20;

  private final Path path;
  private final String bootId = Proc.bootId();
  private FileChannel file;
  private long sizeWhenNew;

  private ContainerJournal(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /** Opens the journal and puts what an earlier launcher left into {@code containers}. */
  static ContainerJournal open(Path path, Map<String, Container> containers) throws IOException {
    ContainerJournal journal = new ContainerJournal(path, appendTo(path));
    journal.replay(Files.readAllBytes(path), containers);
    journal.rewrite(containers.values());
    return journal;
  }

  private static FileChannel appendTo(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  void save(Container container) {
    append(record(container, container.phase().name()));
  }

  void forget(Container container) {
    append(record(container, FORGOTTEN));
  }

  /** Writes the journal anew with these containers alone, if it has become long. */
  void compact(Collection<Container> containers) {
    try {
      if (file.size() > sizeWhenNew * 2 + HISTORY_BYTES) {
        rewrite(containers);
      }
    } catch (IOException e) {
      Log.line("the journal could not be written anew", e); // the long one will do
    }
  }

  private void rewrite(Collection<Container> containers) throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(next);
    FileChannel shorter = appendTo(next);
    for (Container container : containers) {
      write(shorter, record(container, container.phase().name()));
    }
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    file.close();
    file = shorter;
    sizeWhenNew = shorter.size();
  }

  private void append(byte[] record) {
    try {
      write(file, record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(FileChannel file, byte[] record) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + record.length);
    buffer.putInt(record.length).put(record).flip();
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
  }

  private byte[] record(Container container, String phase) {
    return new ByteWriter()
        .number(FORMAT)
        .text(bootId)
        .text(container.key())
        .text(container.sandbox())
        .number(container.pid())
        .big(container.startTicks())
        .text(phase)
        .number(container.status().raw())
        .toBytes();
  }

  /** A launcher that was killed while writing leaves half a record at the end: that is dropped. */
  private void replay(byte[] bytes, Map<String, Container> containers) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    Map<String, Container> found = new LinkedHashMap<>();
    try {
      while (rest.remaining() >= Integer.BYTES) {
        int length = rest.getInt();
        if (length < 0 || length > rest.remaining()) {
          throw new LauncherProtocolException("half a record of " + length + " bytes");
        }
        byte[] record = new byte[length];
        rest.get(record);
        replay(new ByteReader(record), found);
      }
    } catch (LauncherProtocolException | IllegalArgumentException e) {
      Log.line("the journal ends early, at byte " + rest.position() + ": " + e.getMessage());
    }
    containers.putAll(found);
  }

  private void replay(ByteReader in, Map<String, Container> containers)
      throws LauncherProtocolException {
    int format = in.number();
    if (format != FORMAT) {
      throw new LauncherProtocolException("unknown format " + format);
    }
    boolean thisBoot = in.text().equals(bootId);
    String key = in.text();
    String sandbox = in.text();
    int pid = in.number();
    long startTicks = in.big();
    String phase = in.text();
    WaitStatus status = new WaitStatus(in.number());
    if (phase.equals(FORGOTTEN)) {
      containers.remove(key);
      return;
    }
    // No process of an earlier boot is left, and its number means another one.
    Container.Phase now = thisBoot ? Container.Phase.valueOf(phase) : Container.Phase.ENDED;
    containers.put(key, new Container(key, sandbox, pid, startTicks, now, status));
  }
}
