package io.meseta.core.allocator.oracle;

/**
 * What decides who is offered what (Mesos reference §9); each can be left out, to see that it
 * counts.
 */
public enum Rule {
  /** Only agents on the whitelist are offered. */
  WHITELIST,
  /** Only active agents are offered. */
  AGENT_STATE,
  /** Nothing is offered before enough agents are known. */
  HOLD,
  /** Only active clients are offered anything. */
  CLIENT_STATE,
  /** Agents with gpus are for frameworks that know gpus. */
  GPU,
  /** Agents of other regions are for frameworks that know regions. */
  REGION,
  /** Frameworks may ask for some agents only. */
  CONSTRAINT,
  /** What is reserved is for the role and those below it. */
  RESERVATION,
  /** What can be taken away is for frameworks that know of it. */
  REVOCABLE,
  /** Shared volumes are for frameworks that know of them. */
  SHARED,
  /** A framework is not offered a shared volume twice at a time. */
  SHARED_ONCE,
  /** Refined reservations are for frameworks that know of them. */
  REFINED,
  /** Who lacks something guaranteed is served first. */
  GUARANTEE_FIRST,
  /** Limits bind. */
  LIMIT,
  /** Limits bind the roles below as well. */
  LIMIT_BELOW,
  /** What others are guaranteed is held back. */
  HEADROOM,
  /** Reservations count as consumed. */
  RESERVATION_CONSUMES,
  /** Disks that are devices are not split. */
  INDIVISIBLE,
  /** Crumbs are not offered. */
  MINIMUM,
  /** A framework may say what a crumb is. */
  OWN_MINIMUM,
  /** What was refused is not offered again, nor less of it. */
  REFUSAL,
  /** Refusals end. */
  EXPIRY,
  /** Who has the smallest share comes first. */
  FAIRNESS,
  /** Shares count by weight. */
  WEIGHT,
  /** Roles share with their siblings, not with everybody. */
  HIERARCHY,
  /** Of equals, who was offered less often comes first. */
  OFFER_COUNT,
  /** Some resources do not count for shares. */
  EXCLUDED_FROM_SHARES
}
