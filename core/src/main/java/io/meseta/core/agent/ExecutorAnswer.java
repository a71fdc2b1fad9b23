package io.meseta.core.agent;

/**
 * The outcomes of an executor's call; the adapter knows their HTTP forms (Mesos reference §2.2).
 */
public enum ExecutorAnswer {
  /** The event stream is open; what follows goes there. */
  SUBSCRIBED,
  /** The call was taken. */
  ACCEPTED,
  /** The agent has not finished recovery. */
  RECOVERING,
  /** No such framework on this agent. */
  UNKNOWN_FRAMEWORK,
  /** No such executor on this agent. */
  UNKNOWN_EXECUTOR,
  /** The executor has to subscribe first. */
  NOT_SUBSCRIBED,
  /** A call of a type that this agent does not know. */
  NOT_IMPLEMENTED
}
