package io.meseta.core.allocator.oracle;

import io.meseta.core.allocator.AgentState;
import io.meseta.core.allocator.ClientState;
import io.meseta.core.allocator.quota.Quota;
import io.meseta.core.resource.Resources;
import java.util.Optional;
import java.util.Set;

/**
 * Something that happens in a cluster. Whom it happens to is told by a number that picks one of
 * those that are there at that time, so that a story makes sense without some of its parts as well;
 * what has nobody to happen to does not happen.
 */
public sealed interface Happening {

  /** An agent comes, unless one of this number is there. */
  record AgentJoins(int number, Resources total, Place place) implements Happening {}

  /** An agent goes, with all that was used there. */
  record AgentLeaves(int pick) implements Happening {}

  /** An agent has other resources than before, beside what was reserved on it. */
  record TotalChanges(int pick, Resources total) implements Happening {}

  /** An agent is elsewhere. */
  record PlaceChanges(int pick, Place place) implements Happening {}

  /** An agent is offered, or no longer. */
  record AgentStateChanges(int pick, AgentState state) implements Happening {}

  /** Only agents on these hosts are offered. */
  record WhitelistChanges(Optional<Set<String>> hosts) implements Happening {}

  /** A framework subscribes to a role, or wants something else in it. */
  record ClientJoins(int number, String role, Wish wish) implements Happening {}

  /** A client wants offers, or no longer. */
  record ClientStateChanges(int pick, ClientState state) implements Happening {}

  /** A framework goes, with all that it has. */
  record FrameworkLeaves(int pick) implements Happening {}

  /** A framework uses a part of an offer. */
  record OfferAccepted(int pick, int percent) implements Happening {}

  /** A framework does not want an offer for a time; 0 seconds is no refusal. */
  record OfferDeclined(int pick, int seconds) implements Happening {}

  /** A task ends. */
  record TaskEnds(int pick) implements Happening {}

  /** Half of what a task uses is reserved for its role, or for a role of this name below. */
  record Reserves(int pick, String below) implements Happening {}

  /** A framework asks for offers. */
  record Revives(int pick) implements Happening {}

  /** A role has another quota. */
  record QuotaChanges(String role, Quota quota) implements Happening {}

  /** A role has another weight. */
  record WeightChanges(String role, double weight) implements Happening {}

  /** Nothing is to be offered before so many agents are known. */
  record Holds(int agents) implements Happening {}

  /** Time passes. */
  record TimePasses(int seconds) implements Happening {}

  /** What can be offered is offered. */
  record Round() implements Happening {}
}
