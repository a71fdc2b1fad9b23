package io.meseta.core.allocator;

/** Why a client is not offered anything of an agent, in the order in which it is found out. */
enum Obstacle {
  /** The agent has gpus and the framework does not know them. */
  GPUS,
  /** The agent is in another region and the framework is not aware of regions. */
  REGION,
  /** The framework's own offer constraints. */
  CONSTRAINTS,
  /** Everything is promised or in use. */
  NOTHING_FREE,
  /** What is free is reserved for other roles. */
  RESERVED,
  /** What is free is shared, and offered to the framework already. */
  OFFERED_ALREADY,
  /** What is free can only be had with capabilities that the framework has not. */
  CAPABILITIES,
  /** What is free is less than what is worth an offer. */
  MINIMUM,
  /** The role has all that its limits allow, but for less than what is worth an offer. */
  LIMIT,
  /** What is free, but for less than what is worth an offer, is kept for guarantees of others. */
  HEADROOM,
  /** Nothing here is lacking to the role's guarantee; only in the first stage. */
  GUARANTEE,
  /** The framework refused it, or more. */
  REFUSED
}
