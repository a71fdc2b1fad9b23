package io.meseta.core.master.validate;

import java.util.Optional;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.Secret;

/** What can be wrong with a command's environment (Mesos reference §10.12). */
final class CommandValidation {

  private CommandValidation() {}

  static Optional<String> validate(CommandInfo command) {
    return command.getEnvironment().getVariablesList().stream()
        .flatMap(variable -> validate(variable).stream())
        .findFirst();
  }

  private static Optional<String> validate(Environment.Variable variable) {
    return switch (variable.getType()) {
      case SECRET -> validateSecret(variable);
      case VALUE -> validateValue(variable);
      case UNKNOWN -> Optional.of("Environment variable of type 'UNKNOWN' is not allowed");
    };
  }

  private static Optional<String> validateValue(Environment.Variable variable) {
    String name = "Environment variable '" + variable.getName() + "' of type 'VALUE' ";
    return Checks.first(
        () -> Checks.errorIf(!variable.hasValue(), name + "must have a value set"),
        () -> Checks.errorIf(variable.hasSecret(), name + "must not have a secret set"));
  }

  private static Optional<String> validateSecret(Environment.Variable variable) {
    String name = "Environment variable '" + variable.getName() + "' ";
    return Checks.first(
        () ->
            Checks.errorIf(!variable.hasSecret(), name + "of type 'SECRET' must have a secret set"),
        () ->
            Checks.errorIf(
                variable.hasValue(), name + "of type 'SECRET' must not have a value set"),
        () ->
            validate(variable.getSecret())
                .map(error -> name + "specifies an invalid secret: " + error),
        () ->
            Checks.errorIf(
                variable.getSecret().getValue().getData().toStringUtf8().indexOf(0) >= 0,
                name
                    + "specifies a secret containing null bytes, which is not allowed in the"
                    + " environment"));
  }

  private static Optional<String> validate(Secret secret) {
    return switch (secret.getType()) {
      case REFERENCE ->
          Checks.first(
              () ->
                  Checks.errorIf(
                      !secret.hasReference(),
                      "Secret of type REFERENCE must have the 'reference' field set"),
              () ->
                  Checks.errorIf(
                      secret.hasValue(),
                      "Secret '%s' of type REFERENCE must not have the 'value' field set"
                          .formatted(secret.getReference().getName())));
      case VALUE ->
          Checks.first(
              () ->
                  Checks.errorIf(
                      !secret.hasValue(), "Secret of type VALUE must have the 'value' field set"),
              () ->
                  Checks.errorIf(
                      secret.hasReference(),
                      "Secret of type VALUE must not have the 'reference' field set"));
      case UNKNOWN -> Optional.empty();
    };
  }
}
