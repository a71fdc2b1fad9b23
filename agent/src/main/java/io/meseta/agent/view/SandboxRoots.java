package io.meseta.agent.view;

import io.meseta.core.agent.AgentSnapshot;
import io.meseta.runtime.files.FileRoots;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Under which paths the sandboxes of an agent can be seen: their own, that of {@code latest}, and a
 * short one that does not depend on the work directory (Mesos reference §4.5).
 */
public final class SandboxRoots {

  private SandboxRoots() {}

  /** The sandboxes of all executors that the agent knows, also of those that have ended. */
  public static FileRoots of(AgentSnapshot agent) {
    Map<String, Path> roots = new HashMap<>();
    Stream.of(agent.completedFrameworks(), agent.frameworks())
        .flatMap(List::stream)
        .forEach(framework -> addTo(roots, framework));
    return new FileRoots(roots);
  }

  private static void addTo(Map<String, Path> roots, AgentSnapshot.Framework framework) {
    Stream.of(framework.completedExecutors(), framework.executors())
        .flatMap(List::stream)
        .forEach(executor -> addTo(roots, framework, executor)); // the newest comes last and wins
  }

  private static void addTo(
      Map<String, Path> roots, AgentSnapshot.Framework framework, AgentSnapshot.Executor executor) {
    Path sandbox = Path.of(executor.container().sandbox());
    roots.put(sandbox.toString(), sandbox);
    roots.put(sandbox.resolveSibling("latest").toString(), sandbox);
    roots.put(
        "/frameworks/%s/executors/%s/runs/latest"
            .formatted(
                framework.info().getId().getValue(), executor.info().getExecutorId().getValue()),
        sandbox);
  }
}
