package io.meseta.core.master.validate;

import com.google.protobuf.ByteString;
import java.util.Optional;

/** Names that become names of directories on agents (Mesos reference §10.3). */
public final class IdValidation {

  /** The longest name a directory can have, in bytes. */
  private static final int NAME_MAX = 255;

  private IdValidation() {}

  /** What is wrong with the id, or empty. */
  public static Optional<String> validate(String id) {
    if (id.isEmpty()) {
      return Optional.of("ID must not be empty");
    }
    if (ByteString.copyFromUtf8(id).size() > NAME_MAX) {
      return Optional.of("ID must not be greater than " + NAME_MAX + " characters");
    }
    if (id.equals(".") || id.equals("..")) {
      return Optional.of("'" + id + "' is disallowed");
    }
    return id.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '/' || c == '\\')
        ? Optional.of("'" + id + "' contains invalid characters")
        : Optional.empty();
  }
}
