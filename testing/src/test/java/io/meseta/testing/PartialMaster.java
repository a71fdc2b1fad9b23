package io.meseta.testing;

import io.meseta.core.FrameworkId;
import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent.OfferMade;
import io.meseta.core.master.OfferEvent.ResourcesAllocated;
import io.meseta.core.master.machine.MasterCore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says that it makes each offer to whoever came first, instead of to whose turn it is. */
final class PartialMaster extends BrokenCore<MasterCommand, MasterEvent, MasterEffect> {

  private final MasterCore core;

  PartialMaster(StateMachine<MasterCommand, MasterEvent, MasterEffect> core) {
    super(core);
    this.core = (MasterCore) core;
  }

  @Override
  Step<MasterEvent, MasterEffect> spoil(Step<MasterEvent, MasterEffect> step) {
    boolean round = step.events().stream().anyMatch(ResourcesAllocated.class::isInstance);
    List<MasterEvent> events =
        round ? step.events().stream().map(this::divert).toList() : step.events();
    return new Step<>(events, step.effects());
  }

  private MasterEvent divert(MasterEvent event) {
    return event instanceof OfferMade made
        ? first(made.role())
            .<MasterEvent>map(framework ->
                new OfferMade(
                    made.offer(),
                    framework,
                    made.agent(),
                    made.role(),
                    made.resources(),
                    made.at()))
            .orElse(event)
        : event;
  }

  private Optional<FrameworkId> first(String role) {
    return core.snapshot(Instant.EPOCH).frameworks().stream()
        .filter(framework -> framework.roles().contains(role))
        .map(framework -> framework.id())
        .findFirst();
  }
}
