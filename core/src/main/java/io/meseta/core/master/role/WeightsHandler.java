package io.meseta.core.master.role;

import io.meseta.core.master.Answer;
import io.meseta.core.master.OperatorCommand.UpdateWeights;
import io.meseta.core.master.RoleEvent.WeightsUpdated;
import io.meseta.core.master.offer.OfferRemoval;
import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.Turn;
import io.meseta.core.master.validate.PrintedNumber;
import io.meseta.core.resource.Roles;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.WeightInfo;

/** Weights of roles (Mesos reference §3.1, §9.1): all that is asked for at once, or nothing. */
public final class WeightsHandler {

  private static final String REFUSED = "Failed to validate update weights request JSON";

  private WeightsHandler() {}

  /** Carries the command out. */
  public static void handle(Turn turn, UpdateWeights command) {
    List<WeightInfo> weights =
        command.weights().stream()
            .map(weight -> weight.toBuilder().setRole(weight.getRole().strip()).build())
            .toList();
    Optional<Answer> refusal =
        weights.stream()
            .flatMap(weight -> error(turn, weight).stream())
            .findFirst()
            .map(error -> new Answer.Invalid(REFUSED + error));
    turn.answer(command.request(), refusal.orElseGet(() -> update(turn, weights)));
  }

  private static Optional<String> error(Turn turn, WeightInfo weight) {
    String role = weight.getRole();
    Optional<String> invalid = Roles.validate(role);
    if (invalid.isPresent()) {
      return Optional.of(": Invalid role '" + role + "': " + invalid.get());
    }
    if (!RoleWhitelist.allows(turn.config(), role)) {
      return Optional.of(": Unknown role '" + role + "'");
    }
    // as Mesos, but for NaN and infinity, which would make all shares the same
    boolean positive = weight.getWeight() > 0 && Double.isFinite(weight.getWeight());
    return positive
        ? Optional.empty()
        : Optional.of(
            " for role '%s': Invalid weight '%s': Weights must be positive"
                .formatted(role, PrintedNumber.of(weight.getWeight())));
  }

  private static Answer update(Turn turn, List<WeightInfo> weights) {
    if (!weights.isEmpty()) {
      turn.emit(new WeightsUpdated(weights));
    }
    if (weights.stream().anyMatch(weight -> isInUse(turn, weight.getRole()))) {
      for (Agent agent : turn.state().agents()) {
        OfferRemoval.rescindAll(turn, agent);
      }
    }
    return new Answer.Done();
  }

  /** Whether a framework has the role: then what stands in offers is shared anew. */
  private static boolean isInUse(Turn turn, String role) {
    for (Framework framework : turn.state().frameworks()) {
      if (framework.roles().contains(role)) {
        return true;
      }
    }
    return false;
  }
}
