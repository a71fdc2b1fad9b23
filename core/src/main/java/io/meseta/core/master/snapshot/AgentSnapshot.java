package io.meseta.core.master.snapshot;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.Operation;

/**
 * One registered agent at one instant.
 *
 * @param info as the agent described itself, id included
 * @param connected whether its process can be reached
 * @param active whether its resources are offered
 * @param deactivated whether an operator took it out of service
 * @param drain how far draining has come, if an operator wanted it
 * @param drainStart when draining began
 * @param total all resources, not allocated
 * @param used resources of tasks and executors, allocated to roles
 * @param offered resources in outstanding offers, allocated to roles
 * @param frameworks frameworks with tasks or executors here
 */
public record AgentSnapshot(
    AgentId id,
    AgentInfo info,
    Pid pid,
    String version,
    List<AgentInfo.Capability> capabilities,
    Instant registeredTime,
    Optional<Instant> reregisteredTime,
    boolean connected,
    boolean active,
    boolean deactivated,
    Optional<DrainInfo> drain,
    Optional<Instant> drainStart,
    Resources total,
    Resources used,
    Resources offered,
    Set<FrameworkId> frameworks,
    List<Operation> operations) {

  public AgentSnapshot {
    capabilities = List.copyOf(capabilities);
    operations = List.copyOf(operations);
    frameworks = Collections.unmodifiableSet(new LinkedHashSet<>(frameworks));
  }
}
