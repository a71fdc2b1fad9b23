package io.meseta.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of option values, with the one line that says what would be right. */
final class Options {

  private Options() {}

  static void requireBetween(CommandSpec spec, String option, int value, int least, int most) {
    if (value < least || value > most) {
      String text = "%s must be between %d and %d, but is %d".formatted(option, least, most, value);
      throw new ParameterException(spec.commandLine(), text);
    }
  }
}
