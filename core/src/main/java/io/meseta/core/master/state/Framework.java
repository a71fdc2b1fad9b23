package io.meseta.core.master.state;

import io.meseta.core.AgentId;
import io.meseta.core.ConnectionId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.Pid;
import io.meseta.core.TaskId;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.master.FrameworkEvent;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Task;
import org.jspecify.annotations.Nullable;

/**
 * A framework and what it has. Read by handlers; changed by {@link MasterState} alone, when it
 * applies events.
 */
public final class Framework {

  /** One executor of a framework: the same name may be used on every agent. */
  public record ExecutorKey(AgentId agent, ExecutorId executor) {}

  final Map<TaskId, LiveTask> tasks = new LinkedHashMap<>();
  final BoundedHistory<TaskId, LiveTask> unreachableTasks;
  final Deque<Task> completedTasks = new ArrayDeque<>();
  final Map<ExecutorKey, ExecutorInfo> executors = new LinkedHashMap<>();
  final Holdings holdings = new Holdings(this::changed);

  private final FrameworkId id;
  private final int completedTasksLimit;
  private FrameworkStage stage = FrameworkStage.UNKNOWN;
  private FrameworkInfo info;
  private Set<Capability.Type> capabilities;
  private Set<String> roles;
  private @Nullable ConnectionId connection;
  private Optional<Pid> driver = Optional.empty();
  private Set<String> suppressedRoles = Set.of();
  private OfferConstraints constraints = OfferConstraints.NONE;
  private FrameworkSnapshot.Times times =
      new FrameworkSnapshot.Times(Optional.empty(), Optional.empty(), Optional.empty());
  private @Nullable FrameworkSnapshot snapshot;

  Framework(FrameworkId id, FrameworkInfo info, int completedTasks, int unreachableTasks) {
    this.id = id;
    this.info = info;
    this.capabilities = capabilitiesOf(info);
    this.roles = rolesOf(info);
    this.completedTasksLimit = completedTasks;
    this.unreachableTasks = new BoundedHistory<>(unreachableTasks);
  }

  /** Its name. */
  public FrameworkId id() {
    return id;
  }

  /** As it describes itself, id included. */
  public FrameworkInfo info() {
    return info;
  }

  /** Where it is in its life. */
  public FrameworkStage stage() {
    return stage;
  }

  /** The current stream or driver, if it has one. */
  public Optional<ConnectionId> connection() {
    return Optional.ofNullable(connection);
  }

  /** The process of its driver, also while that cannot be reached; empty for one on HTTP. */
  public Optional<Pid> driver() {
    return driver;
  }

  /** Whether it has a stream or a driver, and so is told what happens. */
  public boolean isConnected() {
    return connection != null;
  }

  /** Whether it gets offers. */
  public boolean isActive() {
    return stage == FrameworkStage.SUBSCRIBED;
  }

  /** Whether it knows this feature (Mesos reference §1.5). */
  public boolean has(Capability.Type capability) {
    return capabilities.contains(capability);
  }

  /** The roles it is subscribed to. */
  public Set<String> roles() {
    return roles;
  }

  /** Roles without offers. */
  public Set<String> suppressedRoles() {
    return suppressedRoles;
  }

  /** Which agents it wants to be offered. */
  public OfferConstraints constraints() {
    return constraints;
  }

  /** What it is able to take in the role. */
  Traits traits(String role) {
    return Traits.of(info, role, constraints);
  }

  /** When it came and went. */
  public FrameworkSnapshot.Times times() {
    return times;
  }

  /** How long it may be away; never negative. */
  public Duration failoverTimeout() {
    double seconds = Math.max(0, info.getFailoverTimeout());
    long whole = (long) seconds;
    return Duration.ofSeconds(whole, (long) ((seconds - whole) * 1e9));
  }

  /** A task that has not ended, or whose end is not acknowledged. */
  public Optional<LiveTask> task(TaskId task) {
    return Optional.ofNullable(tasks.get(task));
  }

  /** All tasks that have not ended, or whose end is not acknowledged. */
  public Iterable<LiveTask> tasks() {
    return Collections.unmodifiableCollection(tasks.values());
  }

  /** Whether the task is on an agent that does not answer. */
  public boolean isUnreachable(TaskId task) {
    return unreachableTasks.contains(task);
  }

  /** Tasks on agents that do not answer. */
  public Iterable<LiveTask> unreachableTasks() {
    return Collections.unmodifiableCollection(unreachableTasks.values());
  }

  /** Tasks of the past, oldest first. */
  public Iterable<Task> completedTasks() {
    return Collections.unmodifiableCollection(completedTasks);
  }

  /** The executor of this name on the agent, if it runs. */
  public Optional<ExecutorInfo> executor(AgentId agent, ExecutorId executor) {
    return Optional.ofNullable(executors.get(new ExecutorKey(agent, executor)));
  }

  /** All executors. */
  public Map<ExecutorKey, ExecutorInfo> executors() {
    return Collections.unmodifiableMap(executors);
  }

  /** Outstanding offers. */
  public Set<OfferId> offers() {
    return holdings.offers();
  }

  /** Resources of tasks and executors, allocated to roles. */
  public Resources used() {
    return holdings.used();
  }

  /** Resources of the offers, allocated to roles. */
  public Resources offered() {
    return holdings.offered();
  }

  /** Whether it has something of the role, in use or on offer. */
  public boolean holds(String role) {
    return holdings.include(role);
  }

  /** What it looks like now. */
  public FrameworkSnapshot snapshot(MasterState state) {
    if (snapshot == null) {
      snapshot = FrameworkSnapshots.of(this, state);
    }
    return snapshot;
  }

  /** The capabilities of a framework that describes itself like this. */
  static Set<Capability.Type> capabilitiesOf(FrameworkInfo info) {
    Set<Capability.Type> types = new LinkedHashSet<>();
    info.getCapabilitiesList().forEach(capability -> types.add(capability.getType()));
    return types;
  }

  /** The roles of a framework that describes itself like this. */
  @SuppressWarnings("deprecation") // frameworks that are not MULTI_ROLE still use it
  public static Set<String> rolesOf(FrameworkInfo info) {
    return capabilitiesOf(info).contains(Capability.Type.MULTI_ROLE)
        ? Collections.unmodifiableSet(new LinkedHashSet<>(info.getRolesList()))
        : Set.of(info.hasRole() ? info.getRole() : Roles.DEFAULT);
  }

  void enter(FrameworkEvent event) {
    stage = FrameworkStage.TRANSITIONS.next(stage, event);
    changed();
  }

  void subscribed(FrameworkEvent.FrameworkSubscribed event) {
    enter(event);
    describe(event.info(), event.suppressedRoles(), event.constraints());
    connection = event.connection();
    driver = event.connection().driver();
    times =
        times.registered().isEmpty()
            ? new FrameworkSnapshot.Times(
                Optional.of(event.at()), Optional.empty(), Optional.empty())
            : new FrameworkSnapshot.Times(
                times.registered(), Optional.of(event.at()), Optional.empty());
  }

  void updated(FrameworkEvent.FrameworkUpdated event) {
    enter(event);
    describe(event.info(), event.suppressedRoles(), event.constraints());
  }

  private void describe(FrameworkInfo newInfo, Set<String> suppressed, OfferConstraints wanted) {
    info = newInfo;
    capabilities = capabilitiesOf(newInfo);
    roles = rolesOf(newInfo);
    suppressedRoles = suppressed;
    constraints = wanted;
  }

  void disconnected(FrameworkEvent event) {
    enter(event);
    connection = null;
  }

  void removed(FrameworkEvent event, Instant at) {
    enter(event);
    connection = null;
    times = new FrameworkSnapshot.Times(times.registered(), times.reregistered(), Optional.of(at));
  }

  void suppress(Set<String> more) {
    Set<String> all = new LinkedHashSet<>(suppressedRoles);
    all.addAll(more);
    suppressedRoles = Collections.unmodifiableSet(all);
    changed();
  }

  void revive(Set<String> less) {
    Set<String> rest = new LinkedHashSet<>(suppressedRoles);
    rest.removeAll(less);
    suppressedRoles = Collections.unmodifiableSet(rest);
    changed();
  }

  void remember(Task task) {
    completedTasks.addLast(task);
    if (completedTasks.size() > completedTasksLimit) {
      completedTasks.removeFirst();
    }
    changed();
  }

  /** Says that the snapshot is out of date. */
  void changed() {
    snapshot = null;
  }
}
