package io.meseta.core.master.snapshot;

import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/**
 * One framework at one instant.
 *
 * @param info as the framework described itself, id included
 * @param pid the driver's process; empty for frameworks on HTTP
 * @param connection the current stream, empty while disconnected or recovered
 * @param active whether it gets offers
 * @param recovered whether it is only known from agents
 * @param times when it came and went
 * @param suppressedRoles roles without offers
 * @param constraints which agents it wants to be offered
 * @param tasks tasks that have not ended, or whose end is not acknowledged
 * @param unreachableTasks tasks on unreachable agents
 * @param completedTasks tasks of the past, oldest first, bounded
 * @param executors custom executors
 * @param offers outstanding offers
 * @param used resources of tasks and executors, allocated to roles
 * @param offered resources of the offers, allocated to roles
 */
public record FrameworkSnapshot(
    FrameworkId id,
    FrameworkInfo info,
    Optional<Pid> pid,
    Optional<ConnectionId> connection,
    boolean active,
    boolean recovered,
    Times times,
    Set<String> suppressedRoles,
    OfferConstraints constraints,
    List<Task> tasks,
    List<Task> unreachableTasks,
    List<Task> completedTasks,
    List<ExecutorSnapshot> executors,
    List<OfferSnapshot> offers,
    Resources used,
    Resources offered) {

  public FrameworkSnapshot {
    suppressedRoles = Collections.unmodifiableSet(new LinkedHashSet<>(suppressedRoles));
    tasks = List.copyOf(tasks);
    unreachableTasks = List.copyOf(unreachableTasks);
    completedTasks = List.copyOf(completedTasks);
    executors = List.copyOf(executors);
    offers = List.copyOf(offers);
  }

  /** The roles it is subscribed to. */
  @SuppressWarnings("deprecation") // frameworks that are not MULTI_ROLE still use the single role
  public List<String> roles() {
    boolean many =
        info.getCapabilitiesList().stream()
            .anyMatch(c -> c.getType() == FrameworkInfo.Capability.Type.MULTI_ROLE);
    return many ? info.getRolesList() : List.of(info.getRole());
  }

  /** Whether it has a stream. */
  public boolean connected() {
    return connection.isPresent();
  }

  /**
   * When a framework came and went.
   *
   * @param registered the first subscription; empty while only recovered
   * @param reregistered the latest subscription, if it was not the first
   * @param unregistered the removal, of completed frameworks only
   */
  public record Times(
      Optional<Instant> registered,
      Optional<Instant> reregistered,
      Optional<Instant> unregistered) {}
}
