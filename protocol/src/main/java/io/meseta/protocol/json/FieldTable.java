package io.meseta.protocol.json;

import com.fasterxml.jackson.core.io.SerializedString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import io.meseta.protocol.v0.Dialect;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One field of a {@link MessageTable}. */
final class FieldTable {
  final FieldDescriptor descriptor;
  final SerializedString name;
  final JavaType type;
  final boolean repeated;
  final boolean map;
  final boolean unsigned;

  /** Whether Mesos writes the field's default when it is unset; for a list, that it is empty. */
  final boolean defaultWritten;

  private final Dialect dialect;
  private final Map<String, EnumValueDescriptor> valueByName = new HashMap<>();
  private final Map<Integer, String> nameByNumber = new HashMap<>();
  private volatile @Nullable MessageTable messageType;

  FieldTable(FieldDescriptor descriptor, Dialect dialect, boolean emptyListWritten) {
    this.descriptor = descriptor;
    this.dialect = dialect;
    this.name = new SerializedString(dialect.fieldName(descriptor));
    this.type = descriptor.getJavaType();
    this.repeated = descriptor.isRepeated();
    this.map = descriptor.isMapField();
    this.unsigned = isUnsigned(descriptor.getType());
    this.defaultWritten =
        (repeated ? emptyListWritten : descriptor.hasDefaultValue())
            && !descriptor.getOptions().getDeprecated();
    if (type == JavaType.ENUM) {
      for (EnumValueDescriptor value : descriptor.getEnumType().getValues()) {
        valueByName.put(dialect.enumName(value), value);
        nameByNumber.putIfAbsent(value.getNumber(), dialect.enumName(value));
      }
    }
  }

  /** The table of the field's message type; for a map, of its entries. */
  MessageTable messageType() {
    MessageTable known = messageType;
    if (known == null) {
      known = MessageTable.of(descriptor.getMessageType(), dialect);
      messageType = known;
    }
    return known;
  }

  @Nullable EnumValueDescriptor enumValue(String valueName) {
    return valueByName.get(valueName);
  }

  String enumName(EnumValueDescriptor value) {
    String valueName = nameByNumber.get(value.getNumber());
    return valueName == null ? value.getName() : valueName;
  }

  private static boolean isUnsigned(FieldDescriptor.Type type) {
    switch (type) {
      case UINT32:
      case UINT64:
      case FIXED32:
      case FIXED64:
        return true;
      default:
        return false;
    }
  }
}
