package io.meseta.core.master.agents;

import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.validate.IdValidation;
import io.meseta.core.resource.CheckpointedResources;
import io.meseta.core.resource.ResourceValidation;
import io.meseta.core.resource.Resources;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.ReregisterSlaveMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;

/**
 * Which agents may join (Mesos reference §12.8). Those that may not are ignored, and go on asking:
 * as in Mesos, so that mending the master's side is enough.
 */
final class AgentValidation {

  /** The oldest release of agents that can join, as with Mesos. */
  private static final int OLDEST_MAJOR_VERSION = 1;

  private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.\\d+.*");

  private AgentValidation() {}

  static boolean isAcceptable(RegisterSlaveMessage message, MasterConfig config) {
    return isAcceptable(message.getSlave(), message.getVersion(), config)
        && total(message.getSlave(), message.getCheckpointedResourcesList()).isPresent();
  }

  static boolean isAcceptable(ReregisterSlaveMessage message, MasterConfig config) {
    return IdValidation.validate(message.getSlave().getId().getValue()).isEmpty()
        && message.getFrameworksList().stream()
            .allMatch(f -> IdValidation.validate(f.getId().getValue()).isEmpty())
        && isAcceptable(message.getSlave(), message.getVersion(), config)
        && total(message.getSlave(), message.getCheckpointedResourcesList()).isPresent()
        && isConsistent(message);
  }

  /** All resources of the agent in their present form, or empty if its report makes no sense. */
  static Optional<Resources> total(AgentInfo info, List<Resource> checkpointed) {
    boolean valid =
        ResourceValidation.validate(info.getResourcesList()).isEmpty()
            && ResourceValidation.validate(checkpointed).isEmpty();
    return valid
        ? CheckpointedResources.applyTo(
                Resources.of(info.getResourcesList()), Resources.of(checkpointed))
            .outcome()
        : Optional.empty();
  }

  private static boolean isAcceptable(AgentInfo info, String version, MasterConfig config) {
    Matcher parts = VERSION.matcher(version);
    boolean recent = parts.matches() && Integer.parseInt(parts.group(1)) >= OLDEST_MAJOR_VERSION;
    return recent && isWellPlaced(info, config);
  }

  /** Without a domain of its own a master cannot tell which agents are far (reference §8.8). */
  private static boolean isWellPlaced(AgentInfo info, MasterConfig config) {
    return info.hasDomain() ? config.info().hasDomain() : !config.admission().requireAgentDomain();
  }

  /** Whether all tasks and executors are valid, and of frameworks that the agent describes. */
  private static boolean isConsistent(ReregisterSlaveMessage message) {
    Set<FrameworkID> frameworks = new HashSet<>();
    message.getFrameworksList().stream().map(FrameworkInfo::getId).forEach(frameworks::add);
    boolean tasks =
        message.getTasksList().stream()
            .allMatch(task ->
                frameworks.contains(task.getFrameworkId())
                    && task.getAgentId().equals(message.getSlave().getId())
                    && ResourceValidation.validate(task.getResourcesList()).isEmpty());
    boolean executors =
        message.getExecutorInfosList().stream()
            .allMatch(executor ->
                frameworks.contains(executor.getFrameworkId())
                    && ResourceValidation.validate(executor.getResourcesList()).isEmpty());
    return tasks && executors;
  }
}
