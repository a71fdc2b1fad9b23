package io.meseta.core.master.machine;

import io.meseta.core.AgentId;
import io.meseta.core.allocator.Allocator;
import io.meseta.core.allocator.Explanation;
import io.meseta.core.master.AllocationCommand.ExplainOffers;
import io.meseta.core.master.Answer;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.MasterState;
import io.meseta.core.master.state.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Asks the allocator why a framework is offered resources, or is not. */
final class OfferExplaining {

  private OfferExplaining() {}

  static void handle(Turn turn, ExplainOffers question) {
    MasterState state = turn.state();
    Optional<Framework> framework = state.framework(question.framework());
    Optional<AgentId> unknown = question.agent().filter(agent -> state.agent(agent).isEmpty());
    if (framework.isEmpty()) {
      turn.answer(question.request(), new Answer.FrameworkUnknown(question.framework()));
    } else if (unknown.isPresent()) {
      turn.answer(question.request(), new Answer.AgentUnknown(unknown.get()));
    } else {
      turn.answer(
          question.request(), new Answer.Explained(explain(turn, question, framework.get())));
    }
  }

  private static List<Explanation> explain(Turn turn, ExplainOffers question, Framework framework) {
    Allocator allocator = turn.state().allocator();
    Collection<String> roles =
        question.role().<Collection<String>>map(List::of).orElse(framework.roles());
    List<Explanation> explanations = new ArrayList<>();
    for (String role : roles) {
      if (question.agent().isPresent()) {
        AgentId agent = question.agent().get();
        explanations.add(allocator.explain(framework.id(), role, agent, turn.now()));
      } else {
        explanations.addAll(allocator.explain(framework.id(), role, turn.now()));
      }
    }
    return explanations;
  }
}
