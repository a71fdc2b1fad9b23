package io.meseta.protocol.v0;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

/**
 * Which names v1 messages bear in JSON: their own, or those of v0, where agents were slaves (Mesos
 * reference §0.1). Only names differ: numbers, types and structure are the same in both.
 */
public enum Dialect {
  /** Names as they stand in {@code mesos.v1}. */
  V1,

  /** Names of package {@code mesos}, as the v0 endpoints such as {@code /state} use them. */
  V0 {
    @Override
    public String fieldName(FieldDescriptor field) {
      switch (field.getName()) {
        case "agent_id":
          return "slave_id";
        case "agent_info":
          return "slave_info";
        default:
          return field.getName();
      }
    }

    @Override
    public String enumName(EnumValueDescriptor value) {
      String name = value.getName();
      return name.equals("SOURCE_AGENT") || name.startsWith("REASON_AGENT_")
          ? name.replace("AGENT", "SLAVE")
          : name;
    }
  };

  /** Name of a field of a v1 message. */
  public String fieldName(FieldDescriptor field) {
    return field.getName();
  }

  /** Name of a value of a v1 enum; {@code AGENT_UPDATE} and its like are the same in both. */
  public String enumName(EnumValueDescriptor value) {
    return value.getName();
  }
}
