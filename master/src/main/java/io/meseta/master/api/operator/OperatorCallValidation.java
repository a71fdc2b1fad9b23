package io.meseta.master.api.operator;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Locale;
import java.util.Optional;
import org.apache.mesos.v1.master.Protos.Call;

/**
 * What an operator call must hold whatever the state of the cluster; the texts are those of Mesos
 * (reference §3.1 and recordings {@code errors/http-errors}). A call whose type is the name of a
 * field must carry it.
 */
final class OperatorCallValidation {

  private OperatorCallValidation() {}

  /** The reason why this call cannot be taken, or empty. */
  static Optional<String> error(Call call) {
    if (!call.hasType()) {
      return missing("type");
    }
    String name = call.getType().name().toLowerCase(Locale.ROOT);
    FieldDescriptor body = Call.getDescriptor().findFieldByName(name);
    return body == null || call.hasField(body) ? ResourceCalls.validate(call) : missing(name);
  }

  private static Optional<String> missing(String field) {
    return Optional.of("Expecting '" + field + "' to be present");
  }
}
