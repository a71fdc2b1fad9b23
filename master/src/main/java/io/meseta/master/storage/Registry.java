package io.meseta.master.storage;

import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.machine.MasterCore;
import io.meseta.core.master.message.RegistryRecords;
import io.meseta.master.flags.MasterFlags;
import io.meseta.runtime.journal.FileJournal;
import io.meseta.runtime.journal.Journal;
import io.meseta.runtime.journal.MemoryJournal;
import io.meseta.runtime.loop.EventRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The registry of one master in a journal: durable events in, and the same events out after a
 * restart. With {@code --registry=in_memory} nothing outlives the process.
 */
public final class Registry implements EventRecorder<MasterEvent>, AutoCloseable {

  private static final String IN_MEMORY = "in_memory";

  private final Journal journal;

  private Registry(Journal journal) {
    this.journal = journal;
  }

  /**
   * Opens the registry that the flags name.
   *
   * @throws IOException if it cannot be used, for example because another master does
   */
  public static Registry open(MasterFlags flags) throws IOException {
    if (flags.registry().equals(IN_MEMORY)) {
      return new Registry(new MemoryJournal());
    }
    Path directory =
        flags
            .workDirectory()
            .orElseThrow(() ->
                new IOException(
                    "--work_dir is needed to keep the registry (or --registry=in_memory)"));
    return new Registry(FileJournal.open(directory.resolve("registry")));
  }

  /** Lets the core see again what was durable; to be called before the loop starts. */
  public void replayInto(MasterCore core) throws IOException {
    journal.replay(record -> core.apply(RegistryRecords.decode(record)));
  }

  /** Where the event loop appends. */
  public Journal journal() {
    return journal;
  }

  @Override
  public byte @Nullable [] record(MasterEvent event) {
    return event instanceof DurableMasterEvent durable ? RegistryRecords.encode(durable) : null;
  }

  /** The same events as records, to replace a long journal. */
  public List<byte[]> records(List<DurableMasterEvent> events) {
    return events.stream().map(RegistryRecords::encode).toList();
  }

  @Override
  public void close() {
    journal.close();
  }
}
