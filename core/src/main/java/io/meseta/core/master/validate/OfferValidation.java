package io.meseta.core.master.validate;

import io.meseta.core.OfferId;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.MasterState;
import io.meseta.core.master.state.OutstandingOffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which offers can be accepted together (Mesos reference §10.2). */
public final class OfferValidation {

  private OfferValidation() {}

  /** What is wrong with accepting these offers, or empty. */
  public static Optional<String> validate(
      List<OfferId> offers, MasterState state, Framework framework) {
    return Checks.first(
        () -> Checks.errorIf(offers.isEmpty(), "No offers specified"),
        () -> validateUnique(offers),
        () -> validateOutstanding(offers, state),
        () -> validateOwner(offers, state, framework),
        () -> validateRole(offers, state),
        () -> validateAgent(offers, state));
  }

  private static Optional<String> validateUnique(List<OfferId> offers) {
    Set<OfferId> seen = new HashSet<>();
    return offers.stream()
        .filter(offer -> !seen.add(offer))
        .findFirst()
        .map(offer -> "Duplicate offer " + offer + " in offer list");
  }

  private static Optional<String> validateOutstanding(List<OfferId> offers, MasterState state) {
    return offers.stream()
        .filter(offer -> state.offer(offer).isEmpty())
        .findFirst()
        .map(offer -> "Offer " + offer + " is no longer valid");
  }

  private static Optional<String> validateOwner(
      List<OfferId> offers, MasterState state, Framework framework) {
    return offers.stream()
        .flatMap(offer -> state.offer(offer).stream())
        .filter(offer -> !offer.framework().equals(framework.id()))
        .findFirst()
        .map(offer ->
            "Offer %s has invalid framework %s while framework %s is expected"
                .formatted(offer.id(), offer.framework(), framework.id()));
  }

  private static Optional<String> validateRole(List<OfferId> offers, MasterState state) {
    String role = first(offers, state).role();
    return offers.stream()
        .flatMap(offer -> state.offer(offer).stream())
        .filter(offer -> !offer.role().equals(role))
        .findFirst()
        .map(offer ->
            "Aggregated offers must be allocated to the same role. Offer "
                + "%s uses role '%s but another is using role '%s"
                    .formatted(offer.id(), offer.role(), role));
  }

  private static Optional<String> validateAgent(List<OfferId> offers, MasterState state) {
    OutstandingOffer first = first(offers, state);
    return offers.stream()
        .flatMap(offer -> state.offer(offer).stream())
        .filter(offer -> !offer.agent().equals(first.agent()))
        .findFirst()
        .map(offer ->
            "Aggregated offers must belong to one single agent. Offer "
                + "%s uses agent %s and agent %s"
                    .formatted(offer.id(), offer.agent(), first.agent()));
  }

  private static OutstandingOffer first(List<OfferId> offers, MasterState state) {
    return state.offer(offers.get(0)).orElseThrow();
  }
}
