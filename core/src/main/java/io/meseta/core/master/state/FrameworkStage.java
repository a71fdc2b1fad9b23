package io.meseta.core.master.state;

import io.meseta.core.master.FrameworkEvent;
import io.meseta.core.master.FrameworkEvent.FrameworkDeactivated;
import io.meseta.core.master.FrameworkEvent.FrameworkDisconnected;
import io.meseta.core.master.FrameworkEvent.FrameworkRecovered;
import io.meseta.core.master.FrameworkEvent.FrameworkRemoved;
import io.meseta.core.master.FrameworkEvent.FrameworkSubscribed;
import io.meseta.core.master.FrameworkEvent.FrameworkUpdated;
import io.meseta.core.master.TransitionTable;

/** Where a framework is in its life. */
public enum FrameworkStage {
  /** Nobody has told this master of it. */
  UNKNOWN,
  /** An agent told of it; its scheduler has not come yet. */
  RECOVERED,
  /** It has a stream, or a driver. */
  SUBSCRIBED,
  /** Its driver is still there, but has given up and gets no offers. */
  DEACTIVATED,
  /** Its stream or link broke; it may come back until its failover timeout has passed. */
  DISCONNECTED,
  /** It is over. */
  COMPLETED;

  /** Every transition there is. */
  public static final TransitionTable<FrameworkStage, FrameworkEvent> TRANSITIONS =
      TransitionTable.<FrameworkStage, FrameworkEvent>begin()
          .row(UNKNOWN, FrameworkRecovered.class, RECOVERED)
          .row(UNKNOWN, FrameworkSubscribed.class, SUBSCRIBED)
          .row(RECOVERED, FrameworkSubscribed.class, SUBSCRIBED)
          .row(SUBSCRIBED, FrameworkSubscribed.class, SUBSCRIBED)
          .row(SUBSCRIBED, FrameworkUpdated.class, SUBSCRIBED)
          .row(SUBSCRIBED, FrameworkDeactivated.class, DEACTIVATED)
          .row(SUBSCRIBED, FrameworkDisconnected.class, DISCONNECTED)
          .row(DEACTIVATED, FrameworkSubscribed.class, SUBSCRIBED)
          .row(DEACTIVATED, FrameworkUpdated.class, DEACTIVATED)
          .row(DEACTIVATED, FrameworkDisconnected.class, DISCONNECTED)
          .row(DISCONNECTED, FrameworkSubscribed.class, SUBSCRIBED)
          .row(RECOVERED, FrameworkRemoved.class, COMPLETED)
          .row(SUBSCRIBED, FrameworkRemoved.class, COMPLETED)
          .row(DEACTIVATED, FrameworkRemoved.class, COMPLETED)
          .row(DISCONNECTED, FrameworkRemoved.class, COMPLETED)
          .done();
}
