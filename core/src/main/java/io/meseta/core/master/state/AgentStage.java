package io.meseta.core.master.state;

import io.meseta.core.master.AgentEvent.AgentDisconnected;
import io.meseta.core.master.AgentEvent.AgentRegistered;
import io.meseta.core.master.AgentEvent.AgentReregistered;
import io.meseta.core.master.DurableMasterEvent.AgentAdmitted;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedGone;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedReachable;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedUnreachable;
import io.meseta.core.master.DurableMasterEvent.AgentRemoved;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.TransitionTable;

/** Where an agent is in its life as a member of the cluster (Mesos reference §12.16). */
public enum AgentStage {
  /** No member, or one that this master's registry does not know. */
  UNKNOWN,
  /** A member by the registry that has not reported to this leader. */
  RECOVERED,
  /** It serves. */
  REGISTERED,
  /** Its link broke; its tasks are thought to run on. */
  DISCONNECTED,
  /** It does not answer; its tasks are reported as unreachable. */
  UNREACHABLE,
  /** It left. */
  REMOVED,
  /** An operator said that it will never come back. */
  GONE;

  /** Every transition there is. */
  public static final TransitionTable<AgentStage, MasterEvent> TRANSITIONS =
      TransitionTable.<AgentStage, MasterEvent>begin()
          .row(UNKNOWN, AgentAdmitted.class, RECOVERED)
          .row(UNKNOWN, AgentMarkedReachable.class, RECOVERED)
          .row(UNKNOWN, AgentMarkedUnreachable.class, UNREACHABLE) // from a compacted journal
          .row(UNKNOWN, AgentMarkedGone.class, GONE) // from a compacted journal
          .row(REMOVED, AgentMarkedReachable.class, RECOVERED)
          .row(UNREACHABLE, AgentMarkedReachable.class, RECOVERED)
          .row(RECOVERED, AgentRegistered.class, REGISTERED)
          .row(RECOVERED, AgentReregistered.class, REGISTERED)
          .row(RECOVERED, AgentMarkedUnreachable.class, UNREACHABLE)
          .row(RECOVERED, AgentRemoved.class, REMOVED) // in a journal, of an earlier leader
          .row(REGISTERED, AgentReregistered.class, REGISTERED)
          .row(REGISTERED, AgentDisconnected.class, DISCONNECTED)
          .row(REGISTERED, AgentMarkedUnreachable.class, UNREACHABLE)
          .row(REGISTERED, AgentRemoved.class, REMOVED)
          .row(DISCONNECTED, AgentReregistered.class, REGISTERED)
          .row(DISCONNECTED, AgentMarkedUnreachable.class, UNREACHABLE)
          .row(DISCONNECTED, AgentRemoved.class, REMOVED)
          .row(RECOVERED, AgentMarkedGone.class, GONE)
          .row(REGISTERED, AgentMarkedGone.class, GONE)
          .row(DISCONNECTED, AgentMarkedGone.class, GONE)
          .row(UNREACHABLE, AgentMarkedGone.class, GONE)
          .done();
}
