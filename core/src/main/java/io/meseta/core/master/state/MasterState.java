package io.meseta.core.master.state;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.OperationId;
import io.meseta.core.Pid;
import io.meseta.core.UuidBytes;
import io.meseta.core.allocator.Allocator;
import io.meseta.core.master.AgentEvent;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.FrameworkEvent;
import io.meseta.core.master.InverseOfferEvent;
import io.meseta.core.master.MaintenanceEvent;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent;
import io.meseta.core.master.OperationEvent;
import io.meseta.core.master.RoleEvent;
import io.meseta.core.master.TaskEvent;
import io.meseta.core.master.operator.RoleRules;
import io.meseta.core.master.operator.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All that the master knows. Handlers read it; it changes in {@link #apply} and nowhere else.
 *
 * <p>Every resource is counted twice on purpose, here and in the {@link Allocator}: the invariants
 * check compares both.
 */
public final class MasterState {

  final Map<FrameworkId, Framework> frameworks = new LinkedHashMap<>();
  final Map<ConnectionId, FrameworkId> connections = new HashMap<>();
  final BoundedHistory<FrameworkId, Framework> completedFrameworks;
  final Membership membership;
  final RoleRules roleRules;
  final Maintenance maintenance = new Maintenance();
  final Service service = new Service();
  final Map<AgentId, Agent> agents = new LinkedHashMap<>();
  final Map<Pid, AgentId> agentsByPid = new HashMap<>();
  final Map<OfferId, OutstandingOffer> offers = new LinkedHashMap<>();
  final Map<FrameworkId, Map<ByteString, LiveOperation>> operations = new LinkedHashMap<>();
  final Allocator allocator;
  final Deadlines deadlines = new Deadlines();
  final AllocatorClients clients = new AllocatorClients(this);
  final Serials serials = new Serials();

  private final MasterConfig config;
  private final AgentChanges agentChanges = new AgentChanges(this);
  private final FrameworkChanges frameworkChanges = new FrameworkChanges(this);
  private final OfferChanges offerChanges = new OfferChanges(this);
  private final OperationChanges operationChanges = new OperationChanges(this);
  private final TaskChanges taskChanges = new TaskChanges(this);
  final MaintenanceChanges maintenanceChanges = new MaintenanceChanges(this);

  /** A master that knows nothing yet. */
  public MasterState(MasterConfig config) {
    this.config = config;
    this.membership = new Membership(config.history().removedAgents());
    this.completedFrameworks = new BoundedHistory<>(config.history().frameworks());
    this.allocator = new Allocator(config.allocation().allocator());
    this.roleRules = new RoleRules(config.allocation().allocator().weights(), allocator);
  }

  /** Makes the event part of the state. */
  public void apply(MasterEvent event) {
    switch (event) {
      case RoleEvent role -> roleRules.apply(role);
      case MaintenanceEvent maintenance -> maintenanceChanges.apply(maintenance);
      case DurableMasterEvent durable -> agentChanges.apply(durable);
      case AgentEvent agent -> agentChanges.apply(agent);
      case FrameworkEvent framework -> frameworkChanges.apply(framework);
      case OfferEvent offer -> offerChanges.apply(offer);
      case OperationEvent operation -> operationChanges.apply(operation);
      case InverseOfferEvent offer -> maintenanceChanges.apply(offer);
      case TaskEvent task -> taskChanges.apply(task);
    }
    maintenanceChanges.follow(event);
  }

  /** What the master was told once and for all. */
  public MasterConfig config() {
    return config;
  }

  /** Who is a member of the cluster. */
  public Membership membership() {
    return membership;
  }

  /** What operators have said of roles. */
  public RoleRules roleRules() {
    return roleRules;
  }

  /** Which machines are to be maintained, and what frameworks say to it. */
  public Maintenance maintenance() {
    return maintenance;
  }

  /** Which agents operators took out of service. */
  public Service service() {
    return service;
  }

  /** The fewest durable events that rebuild the registry. */
  public List<DurableMasterEvent> registry() {
    List<DurableMasterEvent> events = new ArrayList<>(membership.toEvents());
    events.addAll(roleRules.toEvents());
    events.addAll(maintenance.toEvents());
    events.addAll(service.toEvents());
    return events;
  }

  /** A framework that is not completed. */
  public Optional<Framework> framework(FrameworkId id) {
    return Optional.ofNullable(frameworks.get(id));
  }

  /** The framework whose current stream this is. */
  public Optional<Framework> framework(ConnectionId connection) {
    return Optional.ofNullable(connections.get(connection)).flatMap(this::framework);
  }

  /** All frameworks that are not completed, oldest first. */
  public Iterable<Framework> frameworks() {
    return Collections.unmodifiableCollection(frameworks.values());
  }

  /** Whether the framework is over. */
  public boolean isCompleted(FrameworkId id) {
    return completedFrameworks.contains(id);
  }

  /** Frameworks that are over, oldest first. */
  public Iterable<Framework> completedFrameworks() {
    return Collections.unmodifiableCollection(completedFrameworks.values());
  }

  /** An agent that has reported to this leader. */
  public Optional<Agent> agent(AgentId id) {
    return Optional.ofNullable(agents.get(id));
  }

  /** The agent that this process is. */
  public Optional<Agent> agent(Pid pid) {
    return Optional.ofNullable(agentsByPid.get(pid)).flatMap(this::agent);
  }

  /** All agents that have reported to this leader, oldest first. */
  public Iterable<Agent> agents() {
    return Collections.unmodifiableCollection(agents.values());
  }

  /** An offer that is not answered yet. */
  public Optional<OutstandingOffer> offer(OfferId id) {
    return Optional.ofNullable(offers.get(id));
  }

  /** All offers that are not answered yet, oldest first. */
  public Iterable<OutstandingOffer> offers() {
    return Collections.unmodifiableCollection(offers.values());
  }

  /** Operations of a framework, known or not, whose end is not acknowledged, oldest first. */
  public Collection<LiveOperation> operations(FrameworkId framework) {
    return Collections.unmodifiableCollection(
        operations.getOrDefault(framework, Map.of()).values());
  }

  /** The operation to which the framework has given this name. */
  public Optional<LiveOperation> operation(FrameworkId framework, OperationId id) {
    return operations(framework).stream()
        .filter(operation -> operation.id().filter(id::equals).isPresent())
        .findFirst();
  }

  /** Whose turn it is. Must only be asked, never changed. */
  public Allocator allocator() {
    return allocator;
  }

  /** When the master has to do what. Must only be asked, never changed. */
  public Deadlines deadlines() {
    return deadlines;
  }

  /** The id of the next new framework. */
  public FrameworkId nextFrameworkId() {
    return new FrameworkId("%s-%04d".formatted(config.info().getId(), serials.frameworks()));
  }

  /** The id of the next new agent. */
  public AgentId nextAgentId() {
    return new AgentId(config.info().getId() + "-S" + serials.agents());
  }

  /** The name, 16 bytes, of the next operation: like no other of this or of another master. */
  public ByteString nextOperationUuid() {
    String name = config.info().getId() + "-operation-" + serials.operations();
    return UuidBytes.of(UUID.nameUUIDFromBytes(ByteString.copyFromUtf8(name).toByteArray()));
  }

  /** The id of the next offer. */
  public OfferId nextOfferId() {
    return new OfferId(config.info().getId() + "-O" + serials.offers());
  }
}
