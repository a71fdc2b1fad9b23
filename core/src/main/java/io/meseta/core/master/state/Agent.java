package io.meseta.core.master.state;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.Pid;
import io.meseta.core.TaskId;
import io.meseta.core.master.AgentEvent.Report;
import io.meseta.core.master.operator.Service;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.URL;
import org.jspecify.annotations.Nullable;

/**
 * An agent that has reported to this leader, and what is on it. Read by handlers; changed by {@link
 * MasterState} alone, when it applies events.
 */
public final class Agent {

  /** One task of whichever framework. */
  public record TaskKey(FrameworkId framework, TaskId task) {}

  /** One executor of whichever framework. */
  public record ExecutorKey(FrameworkId framework, ExecutorId executor) {}

  final Map<TaskKey, LiveTask> tasks = new LinkedHashMap<>();
  final Map<ExecutorKey, ExecutorInfo> executors = new LinkedHashMap<>();
  final Set<TaskKey> killRequests = new HashSet<>();
  final Map<ByteString, LiveOperation> operations = new LinkedHashMap<>();
  final Holdings holdings = new Holdings(this::changed);

  private final AgentId id;
  private final Instant registeredTime;
  private AgentInfo info;
  private Report report;
  private URL url;
  private @Nullable Instant reregisteredTime;
  private boolean connected = true;
  private boolean deactivated;
  private @Nullable DrainInfo drain;
  private @Nullable Instant drainStart;
  private int missedPings;
  private boolean pingUnanswered;
  private @Nullable AgentSnapshot snapshot;

  Agent(AgentId id, AgentInfo info, Report report, Instant at) {
    this.id = id;
    this.info = info;
    this.report = report;
    this.registeredTime = at;
    this.url = AgentUrl.of(report.pid(), info.getHostname());
  }

  /** Its name. */
  public AgentId id() {
    return id;
  }

  /** As it describes itself, id included. */
  public AgentInfo info() {
    return info;
  }

  /** Its process. */
  public Pid pid() {
    return report.pid();
  }

  /** Where its process answers over HTTP. */
  public URL url() {
    return url;
  }

  /** Its release. */
  public String version() {
    return report.version();
  }

  /** What it can do, in its own order. */
  public Iterable<AgentInfo.Capability> capabilities() {
    return report.capabilities();
  }

  /** Whether it can do this. */
  public boolean has(AgentInfo.Capability.Type capability) {
    return report.capabilities().stream().anyMatch(c -> c.getType() == capability);
  }

  /** The version of its resources, to be sent along with tasks. */
  public Optional<ByteString> resourceVersion() {
    return report.resourceVersion();
  }

  /** Since when this leader knows it. */
  public Instant registeredTime() {
    return registeredTime;
  }

  /** When it reported last, if it did more than once or came from another leader. */
  public Optional<Instant> reregisteredTime() {
    return Optional.ofNullable(reregisteredTime);
  }

  /** Whether its process can be reached. */
  public boolean isConnected() {
    return connected;
  }

  /** Whether its resources are offered. */
  public boolean isActive() {
    return connected && !deactivated;
  }

  /** All resources, not allocated. */
  public Resources total() {
    return report.total();
  }

  /** Resources of tasks and executors, allocated to roles. */
  public Resources used() {
    return holdings.used();
  }

  /** Resources in outstanding offers, allocated to roles. */
  public Resources offered() {
    return holdings.offered();
  }

  /** How many pings in a row went unanswered, the last one not counted. */
  public int missedPings() {
    return missedPings;
  }

  /** Whether the last ping is not answered yet. */
  public boolean isPingUnanswered() {
    return pingUnanswered;
  }

  /** A task on it, if the master follows it. */
  public Optional<LiveTask> task(FrameworkId framework, TaskId task) {
    return Optional.ofNullable(tasks.get(new TaskKey(framework, task)));
  }

  /** All tasks on it. */
  public Iterable<LiveTask> tasks() {
    return Collections.unmodifiableCollection(tasks.values());
  }

  /** All executors on it. */
  public Map<ExecutorKey, ExecutorInfo> executors() {
    return Collections.unmodifiableMap(executors);
  }

  /** Whether the executor is on it. */
  public boolean hasExecutor(FrameworkId framework, ExecutorId executor) {
    return executors.containsKey(new ExecutorKey(framework, executor));
  }

  /** Frameworks with tasks or executors on it. */
  public Set<FrameworkId> frameworks() {
    Set<FrameworkId> frameworks = new LinkedHashSet<>();
    tasks.keySet().forEach(key -> frameworks.add(key.framework()));
    executors.keySet().forEach(key -> frameworks.add(key.framework()));
    return frameworks;
  }

  /** Whether a framework wants the task dead. */
  public boolean isKillRequested(FrameworkId framework, TaskId task) {
    return killRequests.contains(new TaskKey(framework, task));
  }

  /** Outstanding offers of its resources. */
  public Set<OfferId> offers() {
    return holdings.offers();
  }

  /** Operations on its resources whose end is not acknowledged, oldest first. */
  public Collection<LiveOperation> operations() {
    return Collections.unmodifiableCollection(operations.values());
  }

  /** One of these, by its uuid. */
  public Optional<LiveOperation> operation(ByteString uuid) {
    return Optional.ofNullable(operations.get(uuid));
  }

  /** As Mesos names it in messages: id, process and host. */
  public String description() {
    return id + " at " + pid() + " (" + info.getHostname() + ")";
  }

  /** What it looks like now. */
  public AgentSnapshot snapshot() {
    if (snapshot == null) {
      snapshot =
          new AgentSnapshot(
              id,
              info,
              report.pid(),
              report.version(),
              report.capabilities(),
              registeredTime,
              reregisteredTime(),
              connected,
              isActive(),
              deactivated,
              Optional.ofNullable(drain),
              Optional.ofNullable(drainStart),
              report.total(),
              holdings.used(),
              holdings.offered(),
              frameworks(),
              operations.values().stream().map(LiveOperation::toProtobuf).toList());
    }
    return snapshot;
  }

  void reregistered(AgentInfo info, Report report, Instant at) {
    this.info = info;
    this.report = report;
    this.url = AgentUrl.of(report.pid(), info.getHostname());
    this.reregisteredTime = at;
    this.connected = true;
    operations.values().stream()
        .filter(operation -> !OperationTransitions.isTerminal(operation.state()))
        .forEach(LiveOperation::doubt);
    ponged(); // it has just spoken: what it missed while it was away does not count
    changed();
  }

  /** What operators want of it. */
  void servedAs(Service service, AgentId id) {
    deactivated = service.isDeactivated(id);
    drain = service.drain(id).orElse(null);
    drainStart = service.drainStart(id).orElse(null);
    changed();
  }

  void disconnected() {
    connected = false;
    changed();
  }

  void resourcesChanged(Resources total) {
    report =
        new Report(
            report.pid(), report.version(), report.capabilities(), total, report.resourceVersion());
    changed();
  }

  void resourceVersionChanged(ByteString version) {
    report =
        new Report(
            report.pid(),
            report.version(),
            report.capabilities(),
            report.total(),
            Optional.of(version));
  }

  void pinged() {
    missedPings = pingUnanswered ? missedPings + 1 : 0;
    pingUnanswered = true;
  }

  void ponged() {
    missedPings = 0;
    pingUnanswered = false;
  }

  /** Says that the snapshot is out of date. */
  void changed() {
    snapshot = null;
  }
}
