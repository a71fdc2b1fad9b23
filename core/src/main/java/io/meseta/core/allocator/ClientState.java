package io.meseta.core.allocator;

/** Whether a framework is offered resources of one of its roles, and if not, why. */
public enum ClientState {
  /** It is. */
  ACTIVE,
  /** It asked for no offers. */
  SUPPRESSED,
  /** It has no stream on which it could be offered anything. */
  DISCONNECTED,
  /** It is not subscribed to the role and only still uses resources of it. */
  UNSUBSCRIBED
}
