package io.meseta.agent.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to run in a container, complete and resolved: nothing is added to it and nothing is
 * inherited from the agent.
 *
 * <p>The process starts in {@code sandbox}, reads from {@code /dev/null} and appends to {@code
 * stdout} and {@code stderr} there. An executable without a slash is looked for in the sandbox and
 * then along the {@code PATH} of {@code environment}.
 *
 * @param executable a path or a bare name
 * @param arguments the whole argument vector, argument 0 included
 * @param environment exactly what the process sees
 * @param sandbox absolute path of an existing directory
 * @param user the user to run as, or null for the agent's own; only root can name another one
 */
public record LaunchSpec(
    String executable,
    List<String> arguments,
    Map<String, String> environment,
    Path sandbox,
    @Nullable String user) {

  public LaunchSpec {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    if (!sandbox.isAbsolute()) {
      throw new IllegalArgumentException("sandbox must be an absolute path, not '" + sandbox + "'");
    }
  }

  /** Where the process' standard output goes. */
  public Path stdout() {
    return sandbox.resolve("stdout");
  }

  /** Where the process' standard error goes. */
  public Path stderr() {
    return sandbox.resolve("stderr");
  }
}
