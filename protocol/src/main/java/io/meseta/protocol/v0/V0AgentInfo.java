package io.meseta.protocol.v0;

import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;

/**
 * The {@code checkpoint} field of v0's {@code SlaveInfo}, which v1's {@code AgentInfo} does not
 * know and carries as an unknown field (Mesos reference §0.1). Apache Mesos agents send it and
 * masters decide by it what happens to tasks when an agent disconnects.
 */
public final class V0AgentInfo {
  private static final int CHECKPOINT = 7;

  private V0AgentInfo() {}

  /** Whether the agent checkpoints; false if the field is not there. */
  public static boolean checkpoint(AgentInfo agent) {
    List<Long> values = agent.getUnknownFields().getField(CHECKPOINT).getVarintList();
    return !values.isEmpty() && values.get(values.size() - 1) != 0;
  }

  /** The same agent with the field set. */
  public static AgentInfo withCheckpoint(AgentInfo agent, boolean checkpoint) {
    UnknownFieldSet.Field field =
        UnknownFieldSet.Field.newBuilder().addVarint(checkpoint ? 1 : 0).build();
    return agent.toBuilder()
        .setUnknownFields(agent.getUnknownFields().toBuilder().addField(CHECKPOINT, field).build())
        .build();
  }
}
