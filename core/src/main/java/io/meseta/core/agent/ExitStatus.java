package io.meseta.core.agent;

/**
 * How the first process of a container ended. Texts are those of Mesos, letter for letter, because
 * people and programs look for them in task status messages.
 */
public sealed interface ExitStatus {

  /** The process returned or called {@code exit}. */
  record Exited(int code) implements ExitStatus {}

  /** A signal ended the process. */
  record Signaled(int signal, boolean coreDumped) implements ExitStatus {}

  /** The launcher lost track of the process, so nobody knows. */
  record Unknown() implements ExitStatus {}

  /** The container does not exist and, as far as anybody knows, never did. */
  record NeverStarted() implements ExitStatus {}

  /** The end of which {@code waitpid} gives this status. */
  static ExitStatus ofWait(int status) {
    int signal = status & 0x7f;
    return signal == 0
        ? new Exited(status >> 8 & 0xff)
        : new Signaled(signal, (status & 0x80) != 0);
  }

  /** Whether the process exited with status 0. */
  default boolean isSuccess() {
    return this instanceof Exited(int code) && code == 0;
  }

  /** The message of the command executor's last update (Mesos reference §11.8). */
  default String commandMessage() {
    return switch (this) {
      case Exited(int code) -> "Command exited with status " + code;
      case Signaled(int signal, boolean core) ->
          "Command terminated with signal "
              + SignalNames.of(signal)
              + (core ? " (core dumped)" : "");
      case Unknown _, NeverStarted _ -> "Failed to get exit status for Command";
    };
  }

  /** The status as {@code waitpid} returns it, or -1 where it is unknown. */
  default int waitStatus() {
    return switch (this) {
      case Exited(int code) -> code << 8;
      case Signaled(int signal, boolean core) -> signal | (core ? 0x80 : 0);
      case Unknown _, NeverStarted _ -> -1;
    };
  }
}
