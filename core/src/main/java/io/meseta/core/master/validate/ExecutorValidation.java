package io.meseta.core.master.validate;

import io.meseta.core.master.message.Ids;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.resource.Resources;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;

/** What can be wrong with the executor of a task (Mesos reference §10.10). */
final class ExecutorValidation {

  private static final String LINE = "-".repeat(60) + "\n";

  private ExecutorValidation() {}

  static Optional<String> validate(
      ExecutorInfo executor, Resources resources, Framework framework, Agent agent) {
    return Checks.first(
        () -> validateType(executor),
        () -> IdValidation.validate(executor.getExecutorId().getValue()),
        () ->
            Checks.errorIf(
                executor.getShutdownGracePeriod().getNanoseconds() < 0,
                "ExecutorInfo's 'shutdown_grace_period' must be non-negative"),
        () ->
            CommandValidation.validate(executor.getCommand())
                .map(error -> "Executor's `CommandInfo` is invalid: " + error),
        () ->
            executor.hasContainer()
                ? ContainerValidation.validate(executor.getContainer())
                    .map(error -> "Executor's `ContainerInfo` is invalid: " + error)
                : Optional.empty(),
        () -> validateFramework(executor, framework),
        () -> UsedResourcesValidation.validate(executor.getResourcesList(), resources, "Executor"),
        () -> validateSame(executor, framework, agent));
  }

  private static Optional<String> validateType(ExecutorInfo executor) {
    return switch (executor.getType()) {
      case DEFAULT -> validateDefault(executor);
      case CUSTOM ->
          Checks.errorIf(
              !executor.hasCommand(), "'ExecutorInfo.command' must be set for 'CUSTOM' executor");
      case UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<String> validateDefault(ExecutorInfo executor) {
    ContainerInfo container = executor.getContainer();
    return Checks.first(
        () ->
            Checks.errorIf(
                executor.hasCommand(),
                "'ExecutorInfo.command' must not be set for 'DEFAULT' executor"),
        () ->
            Checks.errorIf(
                executor.hasContainer() && container.getType() != ContainerInfo.Type.MESOS,
                "'ExecutorInfo.container.type' must be 'MESOS' for 'DEFAULT' executor"),
        () ->
            Checks.errorIf(
                container.getMesos().hasImage(),
                "'ExecutorInfo.container.mesos.image' must not be set for 'DEFAULT' executor"));
  }

  private static Optional<String> validateFramework(ExecutorInfo executor, Framework framework) {
    if (!executor.hasFrameworkId()) {
      return Optional.of("'ExecutorInfo.framework_id' must be set");
    }
    String actual = executor.getFrameworkId().getValue();
    return Checks.errorIf(
        !actual.equals(framework.id().value()),
        "ExecutorInfo has an invalid FrameworkID (Actual: %s vs Expected: %s)"
            .formatted(actual, framework.id()));
  }

  private static Optional<String> validateSame(
      ExecutorInfo executor, Framework framework, Agent agent) {
    return framework
        .executor(agent.id(), Ids.of(executor.getExecutorId()))
        .filter(existing -> !existing.equals(executor))
        .map(existing ->
            "ExecutorInfo is not compatible with existing ExecutorInfo with same"
                + " ExecutorID.\n"
                + LINE
                + "Existing ExecutorInfo:\n"
                + existing
                + "\n"
                + LINE
                + "ExecutorInfo:\n"
                + executor
                + "\n"
                + LINE);
  }
}
