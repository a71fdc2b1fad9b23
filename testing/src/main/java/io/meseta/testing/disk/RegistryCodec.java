package io.meseta.testing.disk;

import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.message.RegistryRecords;
import org.jspecify.annotations.Nullable;

/** The records that a real master writes. */
public final class RegistryCodec implements RecordCodec<MasterEvent> {

  @Override
  public byte @Nullable [] encode(MasterEvent event) {
    return event instanceof DurableMasterEvent durable ? RegistryRecords.encode(durable) : null;
  }

  @Override
  public MasterEvent decode(byte[] record) {
    return RegistryRecords.decode(record);
  }
}
