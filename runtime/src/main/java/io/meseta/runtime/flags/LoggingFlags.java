package io.meseta.runtime.flags;

import static io.meseta.runtime.flags.Flag.Tier.A;
import static io.meseta.runtime.flags.FlagType.BOOLEAN;
import static io.meseta.runtime.flags.FlagType.COUNT;
import static io.meseta.runtime.flags.FlagType.PATH;

import java.nio.file.Path;
import java.util.List;

/** The flags about logging, the same for both daemons. */
public final class LoggingFlags {

  /** Nothing on standard error. */
  public static final Flag<Boolean> QUIET =
      Flag.of(A, "quiet", BOOLEAN, "Logs nothing to standard error.").orElse("false");

  /** The least level that is logged. */
  public static final Flag<String> LOGGING_LEVEL =
      Flag.of(
              A,
              "logging_level",
              FlagType.oneOf("INFO", "WARNING", "ERROR"),
              "Logs this level and above: INFO, WARNING or ERROR.")
          .orElse("INFO");

  private static final Flag<Path> LOG_DIR =
      Flag.of(A, "log_dir", PATH, "Directory for log files.").withoutEffect();

  private static final Flag<Integer> LOGBUFSECS =
      Flag.of(A, "logbufsecs", COUNT, "For how many seconds log lines may be buffered.")
          .orElse("0")
          .withoutEffect();

  private static final Flag<Boolean> INITIALIZE_DRIVER_LOGGING =
      Flag.of(
              A,
              "initialize_driver_logging",
              BOOLEAN,
              "Whether drivers in this process log as the daemon does.")
          .orElse("true")
          .withoutEffect();

  private static final Flag<Path> EXTERNAL_LOG_FILE =
      Flag.of(A, "external_log_file", PATH, "Log file that somebody else writes, shown in the UI.")
          .withoutEffect();

  /** All of them. */
  public static final List<Flag<?>> ALL =
      List.of(
          QUIET, LOGGING_LEVEL, LOG_DIR, LOGBUFSECS, INITIALIZE_DRIVER_LOGGING, EXTERNAL_LOG_FILE);

  private LoggingFlags() {}
}
