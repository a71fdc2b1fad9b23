package io.meseta.protocol.golden;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.math.BigDecimal;

/** Defaults as {@link JsonTree} shows them. */
final class MesosDefault {
  private MesosDefault() {}

  static Object of(FieldDescriptor field) {
    Object value = field.getDefaultValue();
    if (value instanceof Number number) {
      BigDecimal decimal = new BigDecimal(number.toString());
      return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
    return value;
  }
}
