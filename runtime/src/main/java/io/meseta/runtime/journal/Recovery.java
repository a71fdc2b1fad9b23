package io.meseta.runtime.journal;

import static io.meseta.runtime.journal.FileName.Kind.LOG;
import static io.meseta.runtime.journal.FileName.Kind.SNAPSHOT;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a journal holds: the newest snapshot, then the log files that follow on it, in
 * order and without a gap. Only the very last frame may be torn; whatever else cannot be read is an
 * error, never left out.
 */
final class Recovery {

  private final Storage storage;
  private final Consumer<byte[]> reader;
  private long position;
  private long snapshotPosition;
  private long snapshotBytes;
  private long logBytes;
  private long tornBytes;
  private @Nullable OpenLog openLog;

  Recovery(Storage storage, Consumer<byte[]> reader) {
    this.storage = storage;
    this.reader = reader;
  }

  void run() throws IOException {
    List<FileName> snapshots = FileName.of(SNAPSHOT, storage.names());
    if (!snapshots.isEmpty()) {
      readSnapshot(snapshots.getLast());
    }
    List<FileName> logs = neededLogs(FileName.of(LOG, storage.names()));
    for (FileName name : logs) {
      readLog(name, name.equals(logs.getLast()));
    }
    deleteLeftovers(logs);
  }

  private void readSnapshot(FileName name) throws IOException {
    try (StorageFile file = storage.open(name.toString())) {
      FrameReader frames =
          new FrameReader(name.toString(), file, soundHeader(name, file).salt(), 1);
      Frame frame = frames.next();
      while (frame != null && !frame.records().isEmpty()) {
        frame.records().forEach(reader);
        frame = frames.next();
      }
      if (frame == null || !frames.atEnd()) {
        throw frames.damaged("the snapshot is not whole");
      }
      snapshotBytes = file.size();
    }
    snapshotPosition = name.position();
    position = snapshotPosition;
  }

  /** Those from the one that holds the first record after the snapshot. */
  private List<FileName> neededLogs(List<FileName> logs) {
    int first = 0;
    while (first + 1 < logs.size() && logs.get(first + 1).position() <= snapshotPosition + 1) {
      first++;
    }
    return logs.subList(first, logs.size());
  }

  private void readLog(FileName name, boolean last) throws IOException {
    StorageFile file = storage.open(name.toString());
    boolean keepOpen = false;
    try {
      if (last && FileHeader.readFrom(file) == null && file.size() <= FileHeader.BYTES) {
        return; // a crash while it was made; deleted when its successor is
      }
      keepOpen = readLog(name, file, last);
    } finally {
      if (!keepOpen) {
        file.close();
      }
    }
  }

  private boolean readLog(FileName name, StorageFile file, boolean last) throws IOException {
    FileHeader header = soundHeader(name, file);
    FrameReader frames = new FrameReader(name.toString(), file, header.salt(), name.position());
    if (name.position() > position + 1) {
      throw frames.damaged("records from " + (position + 1) + " on are missing before it");
    }
    for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
      readRecords(frame);
    }
    position = Math.max(position, frames.nextPosition() - 1);
    logBytes += frames.offset();
    if (!last) {
      requireWhole(frames);
      return false;
    }
    cutTornTail(file, frames);
    openLog = new OpenLog(file, header.salt(), name.position());
    return true;
  }

  private void readRecords(Frame frame) {
    long number = frame.firstPosition();
    for (byte[] record : frame.records()) {
      if (number > snapshotPosition) {
        reader.accept(record);
      }
      number++;
    }
  }

  private static void requireWhole(FrameReader frames) throws IOException {
    if (!frames.atEnd()) {
      throw frames.damaged("record " + frames.nextPosition() + " cannot be read");
    }
  }

  private void cutTornTail(StorageFile file, FrameReader frames) throws IOException {
    if (frames.atEnd()) {
      return;
    }
    frames.requireOnlyTornTail();
    tornBytes = file.size() - frames.offset();
    file.truncate(frames.offset());
    file.sync();
  }

  private static FileHeader soundHeader(FileName name, StorageFile file) throws IOException {
    FileHeader header = FileHeader.readFrom(file);
    if (header == null || header.position() != name.position()) {
      throw new CorruptJournalException(name.toString(), 0, "its header is not that of a journal");
    }
    return header;
  }

  private void deleteLeftovers(List<FileName> needed) throws IOException {
    for (String text : storage.names()) {
      FileName name = FileName.parse(text).orElse(null);
      boolean oldLog = name != null && name.kind() == LOG && !needed.contains(name);
      boolean oldSnapshot =
          name != null && name.kind() == SNAPSHOT && name.position() < snapshotPosition;
      if (oldLog || oldSnapshot || text.endsWith(FileName.UNFINISHED)) {
        storage.delete(text);
      }
    }
  }

  long position() {
    return position;
  }

  long snapshotBytes() {
    return snapshotBytes;
  }

  long logBytes() {
    return logBytes;
  }

  long tornBytes() {
    return tornBytes;
  }

  /** The file to append to, or null if there is none yet. */
  @Nullable OpenLog openLog() {
    return openLog;
  }
}
