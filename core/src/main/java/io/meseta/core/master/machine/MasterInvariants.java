package io.meseta.core.master.machine;

import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Deadline;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.LiveTask;
import io.meseta.core.master.state.MasterState;
import io.meseta.core.master.state.OutstandingOffer;
import io.meseta.core.resource.Resources;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold after every step of a master. Used by tests and by the simulator, on any core they
 * drive; must not change anything.
 */
public final class MasterInvariants {

  private final MasterState state;
  private final List<String> violations = new ArrayList<>();

  private MasterInvariants(MasterState state) {
    this.state = state;
  }

  /** Says what does not hold, each in a sentence; empty if all is well. */
  public static List<String> check(MasterCore core) {
    MasterInvariants invariants = new MasterInvariants(core.state());
    core.state().agents().forEach(invariants::check);
    core.state().frameworks().forEach(invariants::check);
    core.state().offers().forEach(invariants::check);
    return List.copyOf(invariants.violations);
  }

  private void check(Agent agent) {
    List<Resources> used = new ArrayList<>();
    for (LiveTask task : agent.tasks()) {
      if (task.holdsResources()) {
        used.add(task.resources());
      }
      require(
          state.framework(task.framework()).flatMap(f -> f.task(task.id())).isPresent(),
          "task %s is on agent %s but not with framework %s",
          task.id(),
          agent.id(),
          task.framework());
    }
    agent.executors().values().forEach(e -> used.add(Resources.of(e.getResourcesList())));
    require(
        Resources.sum(used).equals(agent.used()),
        "agent %s: tasks and executors use %s, counted are %s",
        agent.id(),
        Resources.sum(used),
        agent.used());
    List<Resources> offered = new ArrayList<>();
    agent.offers().forEach(id -> state.offer(id).ifPresent(o -> offered.add(o.resources())));
    require(
        Resources.sum(offered).equals(agent.offered()),
        "agent %s: offers hold %s, counted are %s",
        agent.id(),
        Resources.sum(offered),
        agent.offered());
    checkFree(agent);
  }

  /** Total = offered + used + free, and what is offered really was free; what is shared stays. */
  private void checkFree(Agent agent) {
    Resources taken = agent.used().plus(agent.offered()).unallocated().nonShared();
    Resources free = state.allocator().available(agent.id());
    require(
        free.equals(agent.total().minus(taken).positive()),
        "agent %s: of %s, %s are taken, but the allocator thinks %s are free",
        agent.id(),
        agent.total(),
        taken,
        free);
    Resources unused = agent.total().minus(agent.used().unallocated().nonShared()).positive();
    require(
        unused.contains(agent.offered().unallocated().nonShared()),
        "agent %s offers %s and has only %s that is not in use",
        agent.id(),
        agent.offered(),
        unused);
    require(
        agent.isConnected() || agent.offers().isEmpty(),
        "agent %s is not connected and offered",
        agent.id());
    require(
        state.deadlines().at(new Deadline.PingAgent(agent.id())).isPresent(),
        "agent %s is not pinged",
        agent.id());
  }

  private void check(Framework framework) {
    List<Resources> used = new ArrayList<>();
    for (LiveTask task : framework.tasks()) {
      if (task.holdsResources()) {
        used.add(task.resources());
      }
      require(
          state.agent(task.agent()).flatMap(a -> a.task(framework.id(), task.id())).isPresent(),
          "task %s of framework %s is not on agent %s",
          task.id(),
          framework.id(),
          task.agent());
      require(
          !framework.isUnreachable(task.id()),
          "task %s of framework %s is both followed and unreachable",
          task.id(),
          framework.id());
    }
    framework.executors().values().forEach(e -> used.add(Resources.of(e.getResourcesList())));
    require(
        Resources.sum(used).equals(framework.used()),
        "framework %s: tasks and executors use %s, counted are %s",
        framework.id(),
        Resources.sum(used),
        framework.used());
    for (String role : state.allocator().roles(framework.id())) {
      require(
          framework.roles().contains(role) || framework.holds(role),
          "framework %s left role %s and has nothing of it, and the allocator still knows it there",
          framework.id(),
          role);
    }
    require(
        framework.isActive() || framework.offers().isEmpty(),
        "framework %s has offers and is not active",
        framework.id());
    require(
        framework.connection().filter(connection -> !connection.isDriver()).isPresent()
            == state.deadlines().at(new Deadline.SendHeartbeat(framework.id())).isPresent(),
        "framework %s: heartbeats and stream do not agree",
        framework.id());
  }

  private void check(OutstandingOffer offer) {
    require(
        state.framework(offer.framework()).filter(f -> f.offers().contains(offer.id())).isPresent(),
        "offer %s is not with framework %s",
        offer.id(),
        offer.framework());
    require(
        state.agent(offer.agent()).filter(a -> a.offers().contains(offer.id())).isPresent(),
        "offer %s is not with agent %s",
        offer.id(),
        offer.agent());
    require(!offer.resources().isEmpty(), "offer %s is empty", offer.id());
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is in no library that core may see
  private void require(boolean condition, String violation, Object... parts) {
    if (!condition) {
      violations.add(violation.formatted(parts));
    }
  }
}
