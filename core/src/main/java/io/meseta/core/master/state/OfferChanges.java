package io.meseta.core.master.state;

import io.meseta.core.allocator.Placement;
import io.meseta.core.master.OfferEvent;
import io.meseta.core.master.OfferEvent.AllocationHeld;
import io.meseta.core.master.OfferEvent.AllocationResumed;
import io.meseta.core.master.OfferEvent.AllocationScheduled;
import io.meseta.core.master.OfferEvent.OfferMade;
import io.meseta.core.master.OfferEvent.OfferRefused;
import io.meseta.core.master.OfferEvent.OfferRemoved;
import io.meseta.core.master.OfferEvent.RefusalExpired;
import io.meseta.core.master.OfferEvent.ResourcesAllocated;
import io.meseta.core.master.OfferEvent.WhitelistUpdated;
import io.meseta.core.resource.Resources;
import java.time.Instant;

/** What events about offers change. */
final class OfferChanges {

  private final MasterState state;

  OfferChanges(MasterState state) {
    this.state = state;
  }

  void apply(OfferEvent event) {
    switch (event) {
      case OfferMade made -> make(made);
      case OfferRemoved removed -> remove(removed);
      case OfferRefused refused -> refuse(refused);
      case RefusalExpired expired -> expire(expired);
      case AllocationScheduled scheduled ->
          state.deadlines.set(new Deadline.Allocate(), scheduled.due());
      case AllocationHeld held -> {
        state.allocator.hold(held.awaitedAgents());
        state.deadlines.set(new Deadline.ResumeAllocation(), held.until());
      }
      case AllocationResumed resumed -> {
        state.allocator.resume();
        state.deadlines.cancel(new Deadline.ResumeAllocation());
      }
      case WhitelistUpdated updated -> state.allocator.setWhitelist(updated.hostnames());
      case ResourcesAllocated allocated -> {
        state.deadlines.cancel(new Deadline.Allocate());
        state.allocator.finishRound();
      }
    }
  }

  private void make(OfferMade event) {
    Resources allocated = event.resources().allocatedTo(event.role());
    OutstandingOffer offer =
        new OutstandingOffer(
            event.offer(), event.framework(), event.agent(), event.role(), allocated, event.at());
    state.offers.put(offer.id(), offer);
    state.serials.offerMade();
    Framework framework = state.framework(offer.framework()).orElseThrow();
    framework.holdings.offer(offer);
    Agent agent = state.agent(offer.agent()).orElseThrow();
    agent.holdings.offer(offer);
    state.allocator.offer(
        new Placement(event.framework(), event.role(), event.agent(), event.resources()),
        event.at());
    state
        .config()
        .allocation()
        .offerTimeout()
        .ifPresent(timeout ->
            state.deadlines.set(
                new Deadline.AwaitOfferAnswer(offer.id()), event.at().plus(timeout)));
  }

  private void remove(OfferRemoved event) {
    OutstandingOffer offer = state.offers.remove(event.offer());
    if (offer == null) {
      throw new IllegalStateException(event + " is about an offer that is not outstanding");
    }
    Framework framework = state.framework(offer.framework()).orElseThrow();
    framework.holdings.takeBack(offer);
    Agent agent = state.agent(offer.agent()).orElseThrow();
    agent.holdings.takeBack(offer);
    state.allocator.withdraw(
        offer.framework(), offer.role(), offer.agent(), offer.resources().unallocated());
    state.clients.dropIfIdle(framework, offer.role());
    state.deadlines.cancel(new Deadline.AwaitOfferAnswer(offer.id()));
  }

  private void refuse(OfferRefused event) {
    if (!state.allocator.hasClient(event.framework(), event.role())) {
      return; // it left the role meanwhile, and has nothing of it any more
    }
    state
        .allocator
        .filters()
        .add(event.framework(), event.role(), event.agent(), event.resources(), event.until());
    Deadline deadline = new Deadline.ExpireRefusal(event.framework(), event.role(), event.agent());
    Instant earliest = state.deadlines.at(deadline).orElse(Instant.MAX);
    if (event.until().isBefore(earliest)) {
      state.deadlines.set(deadline, event.until());
    }
  }

  private void expire(RefusalExpired event) {
    state.allocator.filters().expire(event.framework(), event.role(), event.agent(), event.at());
    Deadline deadline = new Deadline.ExpireRefusal(event.framework(), event.role(), event.agent());
    state
        .allocator
        .filters()
        .nextExpiry(event.framework(), event.role(), event.agent())
        .ifPresentOrElse(
            next -> state.deadlines.set(deadline, next), () -> state.deadlines.cancel(deadline));
  }
}
