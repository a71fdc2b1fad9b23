package io.meseta.core.master.validate;

import java.util.Optional;
import java.util.function.Supplier;

/** Puts checks one after the other. */
final class Checks {

  private Checks() {}

  /** The first error that any of the checks finds; later checks may rely on earlier ones. */
  @SafeVarargs
  static Optional<String> first(Supplier<Optional<String>>... checks) {
    for (Supplier<Optional<String>> check : checks) {
      Optional<String> error = check.get();
      if (error.isPresent()) {
        return error;
      }
    }
    return Optional.empty();
  }

  /** The error if the condition holds. */
  static Optional<String> errorIf(boolean condition, String error) {
    return condition ? Optional.of(error) : Optional.empty();
  }
}
