package io.meseta.agent.launcher.process;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The launcher's log: its standard error, which is a file in the runtime directory. */
final class Log {

  private Log() {}

  static void line(String message) {
    System.err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + message);
  }

  static void line(String message, Throwable cause) {
    line(message + ": " + cause);
    cause.printStackTrace();
  }
}
