package io.meseta.core.agent.state;

import com.google.protobuf.ByteString;
import io.meseta.core.ConnectionId;
import io.meseta.core.ContainerId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.DurableAgentEvent;
import io.meseta.core.agent.TransientAgentEvent;
import io.meseta.core.resource.ResourceConversion;
import io.meseta.core.resource.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

/** Everything that an agent knows. Readable for all; only {@link #apply} changes it. */
public final class AgentState {

  /** A message is repeated soon or never. */
  private static final int REMEMBERED_OPERATIONS = 256;

  final AgentConfig config;
  final Deadlines deadlines = new Deadlines();
  final CheckStates checks = new CheckStates(deadlines);
  final Counters counters = new Counters();
  final Map<FrameworkId, FrameworkState> frameworks = new LinkedHashMap<>();
  final Map<FrameworkId, AgentSnapshot.Framework> completedFrameworks = new LinkedHashMap<>();
  final Map<ContainerId, ExecutorState> containers = new HashMap<>();
  final Map<ConnectionId, ExecutorState> connections = new HashMap<>();
  final Map<FrameworkId, Map<TaskId, UpdateStream>> streams = new LinkedHashMap<>();

  final Map<ByteString, AgentOperation> operations = new LinkedHashMap<>();

  AgentInfo info;
  Resources total;
  @Nullable AgentInfo registered;
  @Nullable String incompatibility;
  AgentPhase phase = AgentPhase.RECOVERING;
  @Nullable MasterInfo master;
  @Nullable Drain drain;
  Duration pingTimeout = Duration.ofSeconds(75); // as Mesos: 15 s times 5
  Duration registrationBackoff = Duration.ZERO;

  private final Set<ByteString> pastOperations = new LinkedHashSet<>();
  private final DurableChanges durableChanges = new DurableChanges(this);
  private final TransientChanges transientChanges = new TransientChanges(this);

  public AgentState(AgentConfig config) {
    this.config = config;
    this.info = config.info();
    this.total = Resources.of(config.info().getResourcesList());
  }

  /** Makes an event part of the state. */
  public void apply(AgentEvent event) {
    switch (event) {
      case DurableAgentEvent durable -> durableChanges.apply(durable);
      case TransientAgentEvent passing -> transientChanges.apply(passing);
    }
  }

  /** What the agent was told when it started. */
  public AgentConfig config() {
    return config;
  }

  /** The agent's description; has no id before the agent first registered. */
  public AgentInfo info() {
    return info;
  }

  /** As what it last registered, also before a restart; empty if it never did. */
  public Optional<AgentInfo> registered() {
    return Optional.ofNullable(registered);
  }

  /** Where it stands. */
  public AgentPhase phase() {
    return phase;
  }

  /** The address of the master it follows. */
  public Optional<Pid> master() {
    return Optional.ofNullable(master).map(found -> new Pid(found.getPid()));
  }

  /** Whether a message of that sender is one of the master that is followed. */
  public boolean follows(Pid sender) {
    return master().filter(sender::equals).isPresent();
  }

  /** How the agent is to become empty, if so. */
  public Optional<Drain> drain() {
    return Optional.ofNullable(drain);
  }

  /** How long the agent may hear no ping. */
  public Duration pingTimeout() {
    return pingTimeout;
  }

  /** The bound of the delay before the next attempt to register. */
  public Duration registrationBackoff() {
    return registrationBackoff;
  }

  /** Every framework that has something here. */
  public Collection<FrameworkState> frameworks() {
    return Collections.unmodifiableCollection(frameworks.values());
  }

  /** Frameworks that had something here. */
  public Collection<AgentSnapshot.Framework> completedFrameworks() {
    return Collections.unmodifiableCollection(completedFrameworks.values());
  }

  /** The framework of that id. */
  public Optional<FrameworkState> framework(FrameworkId id) {
    return Optional.ofNullable(frameworks.get(id));
  }

  /** The executor in that container. */
  public Optional<ExecutorState> container(ContainerId id) {
    return Optional.ofNullable(containers.get(id));
  }

  /** The executor in whose container, or in a container below it, that container is. */
  public Optional<ExecutorState> executorAround(ContainerId id) {
    ContainerId outermost = id;
    while (outermost.parent() != null) {
      outermost = outermost.parent();
    }
    return container(outermost);
  }

  /** The container below that of an executor. */
  public Optional<NestedContainer> nested(ContainerId id) {
    return executorAround(id).flatMap(executor -> executor.nested().find(id));
  }

  /** The executor behind that stream. */
  public Optional<ExecutorState> connection(ConnectionId id) {
    return Optional.ofNullable(connections.get(id));
  }

  /** The updates of a task that nobody has acknowledged. */
  public Optional<UpdateStream> stream(FrameworkId framework, TaskId task) {
    return Optional.ofNullable(streams.getOrDefault(framework, Map.of()).get(task));
  }

  /** The tasks of a framework that have such updates. */
  public Map<TaskId, UpdateStream> streams(FrameworkId framework) {
    return Collections.unmodifiableMap(streams.getOrDefault(framework, Map.of()));
  }

  /** The frameworks, known or not, whose tasks have such updates. */
  public List<FrameworkId> streamOwners() {
    return List.copyOf(streams.keySet());
  }

  /** The checks of tasks. */
  public CheckStates checks() {
    return checks;
  }

  /** All resources of the agent as they are now, not allocated. */
  public Resources total() {
    return total;
  }

  /** Why the agent does not have what was reserved of it, or empty if it has. */
  public Optional<String> incompatibility() {
    return Optional.ofNullable(incompatibility);
  }

  /** Operations whose outcome nobody has acknowledged, oldest first. */
  public Collection<AgentOperation> operations() {
    return Collections.unmodifiableCollection(operations.values());
  }

  /** One of these. */
  public Optional<AgentOperation> operation(ByteString uuid) {
    return Optional.ofNullable(operations.get(uuid));
  }

  /** Whether an operation of that name was acknowledged, not long ago. */
  public boolean wasOperation(ByteString uuid) {
    return pastOperations.contains(uuid);
  }

  /** Whether the resources that the operation has made are there to be turned back. */
  public boolean canUndo(ByteString uuid) {
    return operation(uuid)
        .map(operation -> ResourceChanges.undoing(operation.toProtobuf().getInfo()))
        .flatMap(undoing -> ResourceConversion.apply(undoing, total).outcome())
        .isPresent();
  }

  void rememberOperation(ByteString uuid) {
    pastOperations.add(uuid);
    if (pastOperations.size() > REMEMBERED_OPERATIONS) {
      pastOperations.remove(pastOperations.iterator().next());
    }
  }

  /** The earliest deadline. */
  public Optional<Instant> nextDeadline() {
    return deadlines.next();
  }

  /** When that is due, if it is set. */
  public Optional<Instant> deadline(Deadline what) {
    return deadlines.when(what);
  }

  /** A deadline that has come, the earliest first. */
  public Optional<Deadline> due(Instant now) {
    return deadlines.due(now);
  }

  /** A picture of everything for readers. */
  public AgentSnapshot snapshot() {
    return new AgentSnapshot(
        info,
        master,
        phase == AgentPhase.RUNNING,
        frameworks.values().stream().map(FrameworkState::snapshot).toList(),
        List.copyOf(completedFrameworks.values()),
        counters.snapshot(),
        total,
        operations.values().stream().map(AgentOperation::toProtobuf).toList());
  }

  /** The framework of that id, which must be there. */
  FrameworkState known(FrameworkId id) {
    return framework(id)
        .orElseThrow(() -> new IllegalStateException("no framework " + id + " here"));
  }

  /** The nested container, which must be there; the pictures of its executor are taken anew. */
  NestedContainer touchNested(ContainerId id) {
    executorAround(id).map(ExecutorState::container).ifPresent(this::touch);
    return nested(id)
        .orElseThrow(() -> new IllegalStateException("no nested container " + id + " here"));
  }

  /** The executor in that container, which must be there; its pictures are taken anew. */
  ExecutorState touch(ContainerId id) {
    ExecutorState executor =
        container(id)
            .orElseThrow(() -> new IllegalStateException("no executor in container " + id));
    executor.touch();
    known(executor.framework()).touch();
    return executor;
  }
}
