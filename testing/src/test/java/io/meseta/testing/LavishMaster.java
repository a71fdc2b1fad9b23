package io.meseta.testing;

import io.meseta.core.OfferId;
import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent.OfferMade;
import io.meseta.core.master.OfferEvent.ResourcesAllocated;
import io.meseta.core.master.machine.MasterCore;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** After each round it offers what quotas held back as well, to some framework. */
final class LavishMaster extends BrokenCore<MasterCommand, MasterEvent, MasterEffect> {

  private final MasterCore core;
  private final BiPredicate<MasterSnapshot, String> favours;
  private int offers;

  /**
   * A master that favours frameworks in some roles.
   *
   * @param favours whether it does, as things are, with the first role of a framework
   */
  LavishMaster(
      StateMachine<MasterCommand, MasterEvent, MasterEffect> core,
      BiPredicate<MasterSnapshot, String> favours) {
    super(core);
    this.core = (MasterCore) core;
    this.favours = favours;
  }

  @Override
  Step<MasterEvent, MasterEffect> spoil(Step<MasterEvent, MasterEffect> step) {
    List<MasterEvent> events = new ArrayList<>(step.events());
    for (MasterEvent event : step.events()) {
      if (event instanceof ResourcesAllocated round) {
        MasterSnapshot now = core.snapshot(round.at());
        now.frameworks().stream()
            .filter(f -> f.active() && f.connected() && f.suppressedRoles().isEmpty())
            .filter(framework -> favours.test(now, framework.roles().getFirst()))
            .findFirst()
            .ifPresent(framework -> now.agents().forEach(a -> give(framework, a, round, events)));
      }
    }
    return new Step<>(events, step.effects());
  }

  private void give(
      FrameworkSnapshot framework,
      AgentSnapshot agent,
      ResourcesAllocated round,
      List<MasterEvent> events) {
    Resources free = agent.total().minus(agent.used().plus(agent.offered()).unallocated());
    if (agent.active() && agent.connected() && !free.isEmpty()) {
      OfferId id = new OfferId("lavish-" + ++offers);
      String role = framework.roles().getFirst();
      OfferMade made = new OfferMade(id, framework.id(), agent.id(), role, free, round.at());
      apply(made);
      events.add(made);
    }
  }
}
