package io.meseta.core.master.validate;

import java.util.Optional;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.HealthCheck;

/** What can be wrong with checks and health checks (Mesos reference §10.12). */
final class CheckValidation {

  private CheckValidation() {}

  static Optional<String> validate(HealthCheck check) {
    return Checks.first(
        () -> Checks.errorIf(!check.hasType(), "HealthCheck must specify 'type'"),
        () ->
            switch (check.getType()) {
              case COMMAND ->
                  check.hasCommand()
                      ? validateCommand(check.getCommand(), "Command health check", "Health check")
                      : Optional.of("Expecting 'command' to be set for COMMAND health check");
              case HTTP -> validateHttp(check);
              case TCP ->
                  Checks.errorIf(!check.hasTcp(), "Expecting 'tcp' to be set for TCP health check");
              case UNKNOWN -> Optional.of("'UNKNOWN' is not a valid health check type");
            },
        () -> nonNegative("delay_seconds", check.getDelaySeconds()),
        () -> nonNegative("grace_period_seconds", check.getGracePeriodSeconds()),
        () -> nonNegative("interval_seconds", check.getIntervalSeconds()),
        () -> nonNegative("timeout_seconds", check.getTimeoutSeconds()));
  }

  private static Optional<String> validateHttp(HealthCheck check) {
    if (!check.hasHttp()) {
      return Optional.of("Expecting 'http' to be set for HTTP health check");
    }
    HealthCheck.HTTPCheckInfo http = check.getHttp();
    boolean knownScheme =
        !http.hasScheme() || http.getScheme().equals("http") || http.getScheme().equals("https");
    return Checks.first(
        () ->
            Checks.errorIf(
                !knownScheme, "Unsupported HTTP health check scheme: '" + http.getScheme() + "'"),
        () ->
            Checks.errorIf(
                http.hasPath() && !http.getPath().startsWith("/"),
                "The path '" + http.getPath() + "' of HTTP health check must start with '/'"));
  }

  static Optional<String> validate(CheckInfo check) {
    return Checks.first(
        () -> Checks.errorIf(!check.hasType(), "CheckInfo must specify 'type'"),
        () ->
            switch (check.getType()) {
              case COMMAND ->
                  check.hasCommand()
                      ? validateCommand(check.getCommand().getCommand(), "Command check", "Check")
                      : Optional.of("Expecting 'command' to be set for COMMAND check");
              case HTTP -> validateHttp(check);
              case TCP ->
                  Checks.errorIf(!check.hasTcp(), "Expecting 'tcp' to be set for TCP check");
              case UNKNOWN -> Optional.of("'UNKNOWN' is not a valid check type");
            },
        () -> nonNegative("delay_seconds", check.getDelaySeconds()),
        () -> nonNegative("interval_seconds", check.getIntervalSeconds()),
        () -> nonNegative("timeout_seconds", check.getTimeoutSeconds()));
  }

  private static Optional<String> validateHttp(CheckInfo check) {
    if (!check.hasHttp()) {
      return Optional.of("Expecting 'http' to be set for HTTP check");
    }
    String path = check.getHttp().getPath();
    return Checks.errorIf(
        check.getHttp().hasPath() && !path.startsWith("/"),
        "The path '" + path + "' of HTTP check must start with '/'");
  }

  private static Optional<String> validateCommand(CommandInfo command, String what, String owner) {
    if (!command.hasValue()) {
      return Optional.of(
          what + " must contain " + (command.getShell() ? "'shell command'" : "'executable path'"));
    }
    return CommandValidation.validate(command)
        .map(error -> owner + "'s `CommandInfo` is invalid: " + error);
  }

  private static Optional<String> nonNegative(String field, double value) {
    return Checks.errorIf(value < 0, "Expecting '" + field + "' to be non-negative");
  }
}
