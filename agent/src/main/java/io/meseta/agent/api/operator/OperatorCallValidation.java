package io.meseta.agent.api.operator;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.agent.Protos.Call;

/**
 * What an operator call must hold whatever runs on the agent; the texts are those of Mesos
 * (reference §3.3). A call whose type is the name of a field must carry it.
 */
final class OperatorCallValidation {

  private static final Set<Call.Type> SERVED =
      EnumSet.of(
          Call.Type.LAUNCH_NESTED_CONTAINER,
          Call.Type.WAIT_NESTED_CONTAINER,
          Call.Type.KILL_NESTED_CONTAINER,
          Call.Type.REMOVE_NESTED_CONTAINER,
          Call.Type.LAUNCH_CONTAINER,
          Call.Type.WAIT_CONTAINER,
          Call.Type.KILL_CONTAINER,
          Call.Type.REMOVE_CONTAINER);

  private static final int LONGEST_ID = 255;
  private static final int LONGEST_CONTAINER_ID = 242;

  private OperatorCallValidation() {}

  /** The reason why this call cannot be taken, or empty. */
  static Optional<String> error(Call call) {
    if (!call.hasType()) {
      return missing("type");
    }
    String name = name(call);
    FieldDescriptor body = Call.getDescriptor().findFieldByName(name);
    if (body != null && !call.hasField(body)) {
      return missing(name);
    }
    return SERVED.contains(call.getType())
        ? containerId(call).flatMap(id -> idError(id, name))
        : Optional.empty();
  }

  private static String name(Call call) {
    return call.getType().name().toLowerCase(Locale.ROOT);
  }

  /** The container that the call is about, if it is about one. */
  static Optional<ContainerID> containerId(Call call) {
    FieldDescriptor body = Call.getDescriptor().findFieldByName(name(call));
    if (body == null || !(call.getField(body) instanceof Message message)) {
      return Optional.empty();
    }
    FieldDescriptor id = message.getDescriptorForType().findFieldByName("container_id");
    return id == null ? Optional.empty() : Optional.of((ContainerID) message.getField(id));
  }

  private static Optional<String> idError(ContainerID id, String body) {
    Optional<String> error = idError(id);
    if (error.isPresent()) {
      return Optional.of("'" + body + ".container_id' is invalid: " + error.get());
    }
    return body.contains("_nested_") && !id.hasParent()
        ? missing(body + ".container_id.parent")
        : Optional.empty();
  }

  private static Optional<String> idError(ContainerID id) {
    String value = id.getValue();
    Optional<String> error = plainIdError(value);
    if (error.isPresent()) {
      return error;
    }
    if (value.length() > LONGEST_CONTAINER_ID) {
      return Optional.of(
          "'ContainerID.value' '%s' exceeds the maximum length (%d)"
              .formatted(value, LONGEST_CONTAINER_ID));
    }
    if (value.indexOf('.') >= 0 || value.indexOf(' ') >= 0) {
      return Optional.of("'ContainerID.value' '" + value + "' contains invalid characters");
    }
    return id.hasParent()
        ? idError(id.getParent()).map(e -> "'ContainerID.parent' is invalid: " + e)
        : Optional.empty();
  }

  /** What no id of Mesos may be. */
  private static Optional<String> plainIdError(String value) {
    if (value.isEmpty()) {
      return Optional.of("ID must not be empty");
    }
    if (value.length() > LONGEST_ID) {
      return Optional.of("ID must not be greater than " + LONGEST_ID + " characters");
    }
    if (value.equals(".") || value.equals("..")) {
      return Optional.of("'" + value + "' is disallowed");
    }
    return value.chars().anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\')
        ? Optional.of("'" + value + "' contains invalid characters")
        : Optional.empty();
  }

  private static Optional<String> missing(String field) {
    return Optional.of("Expecting '" + field + "' to be present");
  }
}
