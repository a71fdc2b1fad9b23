package io.meseta.testing;

import io.meseta.core.OfferId;
import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent.OfferMade;
import java.util.ArrayList;
import java.util.List;

/** Counts every third offer twice. */
final class DoubleDealingMaster extends BrokenCore<MasterCommand, MasterEvent, MasterEffect> {

  private int offers;

  DoubleDealingMaster(StateMachine<MasterCommand, MasterEvent, MasterEffect> core) {
    super(core);
  }

  @Override
  Step<MasterEvent, MasterEffect> spoil(Step<MasterEvent, MasterEffect> step) {
    List<MasterEvent> events = new ArrayList<>(step.events());
    for (MasterEvent event : step.events()) {
      if (event instanceof OfferMade made && ++offers % 3 == 0) {
        OfferMade again =
            new OfferMade(
                new OfferId(made.offer() + "-again"),
                made.framework(),
                made.agent(),
                made.role(),
                made.resources(),
                made.at());
        apply(again);
        events.add(again);
      }
    }
    return new Step<>(events, step.effects());
  }
}
