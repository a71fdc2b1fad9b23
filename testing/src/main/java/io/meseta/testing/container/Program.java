package io.meseta.testing.container;

import java.time.Duration;
import java.util.List;

/**
 * What a simulated process does, written as the command of a task, so that it travels as a real
 * command does.
 *
 * @param kind whether it is a command, a custom executor, or cannot be started at all
 * @param runs how long it runs if nobody ends it
 * @param exitCode what it ends with
 * @param stubborn whether it takes no notice of SIGTERM, or of SHUTDOWN as an executor; as a task
 *     of an executor it is slow to end
 */
public record Program(Kind kind, Duration runs, int exitCode, boolean stubborn) {

  /** What a simulated process can be. */
  public enum Kind {
    /** A process that does something and ends. */
    COMMAND,
    /** A process that speaks the executor API. */
    EXECUTOR,
    /** Something that cannot be started. */
    BROKEN
  }

  /** The command that stands for this program. */
  public String command() {
    return "%s %d %d %b".formatted(kind, runs.toMillis(), exitCode, stubborn);
  }

  /** The program of a command made by {@link #command}. */
  public static Program of(String command) {
    List<String> words = List.of(command.split(" "));
    return new Program(
        Kind.valueOf(words.get(0)),
        Duration.ofMillis(Long.parseLong(words.get(1))),
        Integer.parseInt(words.get(2)),
        Boolean.parseBoolean(words.get(3)));
  }
}
