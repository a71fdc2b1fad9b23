package io.meseta.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.meseta.runtime.flags.FlagValues;
import io.meseta.runtime.flags.LoggingFlags;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Sets how much the daemons in this process say. What libraries say is shown from warnings on,
 * whatever the level.
 */
public final class Logging {

  private static final String OURS = "io.meseta";

  private Logging() {}

  /** As {@code --logging_level} and {@code --quiet} want it. */
  public static void configure(FlagValues flags) {
    if (flags.of(LoggingFlags.QUIET)) {
      set(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.OFF);
      set(OURS, Level.OFF);
    } else {
      set(OURS, level(flags.of(LoggingFlags.LOGGING_LEVEL)));
    }
  }

  private static Level level(String mesosName) {
    return switch (mesosName) {
      case "WARNING" -> Level.WARN;
      case "ERROR" -> Level.ERROR;
      default -> Level.INFO;
    };
  }

  private static void set(String logger, Level level) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory.getLogger(logger) instanceof Logger ours) { // else somebody put another backend in
      ours.setLevel(level);
    }
  }
}
