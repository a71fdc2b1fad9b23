package io.meseta.testing.disk;

import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.record.AgentRecords;
import org.jspecify.annotations.Nullable;

/** The records that a real agent writes. */
public final class AgentCodec implements RecordCodec<AgentEvent> {

  @Override
  public byte @Nullable [] encode(AgentEvent event) {
    return event instanceof DurableAgentEvent durable ? AgentRecords.encode(durable) : null;
  }

  @Override
  public AgentEvent decode(byte[] record) {
    return AgentRecords.decode(record);
  }
}
