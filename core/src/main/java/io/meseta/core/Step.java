package io.meseta.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What one command brought about: the facts that are now part of the state, and what the world must
 * be told once those facts are durable. Immutable; must not carry anything that changes after the
 * step.
 *
 * @param events facts in the order in which they were applied
 * @param effects outward actions in the order in which they must be released
 * @param <E> events of the daemon
 * @param <F> effects of the daemon
 */
public record Step<E, F>(List<E> events, List<F> effects) {

  private static final Step<?, ?> NOTHING = new Step<>(List.of(), List.of());

  public Step {
    events = List.copyOf(events);
    effects = List.copyOf(effects);
  }

  /** A step that changed nothing and tells nobody. */
  @SuppressWarnings("unchecked") // empty, so it holds nothing of a wrong type
  public static <E, F> Step<E, F> nothing() {
    return (Step<E, F>) NOTHING;
  }

  /** A step that changed nothing and only tells. */
  @SafeVarargs
  public static <E, F> Step<E, F> telling(F... effects) {
    return new Step<>(List.of(), List.of(effects));
  }

  /** Whether nothing changed and nobody has to be told. */
  public boolean isEmpty() {
    return events.isEmpty() && effects.isEmpty();
  }

  /** This step followed by another: events and effects of both, in order. */
  public Step<E, F> then(Step<? extends E, ? extends F> next) {
    if (next.isEmpty()) {
      return this;
    }
    List<E> allEvents = new ArrayList<>(events);
    allEvents.addAll(next.events());
    List<F> allEffects = new ArrayList<>(effects);
    allEffects.addAll(next.effects());
    return new Step<>(allEvents, allEffects);
  }
}
