package io.meseta.agent.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process to be started.
 *
 * @param command what to execute
 * @param environment exactly what it sees
 * @param directory where it starts
 * @param streams what it reads and writes
 * @param identity whom it runs as, or null for this process' user
 */
public record SpawnRequest(
    Command command,
    Map<String, String> environment,
    Path directory,
    Streams streams,
    @Nullable UserIdentity identity) {

  /**
   * What to execute.
   *
   * @param executable a path, or a name to be looked for in the directory and along PATH
   * @param arguments the whole vector, argument 0 included
   */
  public record Command(String executable, List<String> arguments) {}

  /** The three standard streams; they remain the caller's to close. */
  public record Streams(Descriptor in, Descriptor out, Descriptor err) {}
}
