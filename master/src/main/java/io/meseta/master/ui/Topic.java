package io.meseta.master.ui;

import io.meseta.core.master.AgentEvent;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.FrameworkEvent;
import io.meseta.core.master.InverseOfferEvent;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent;
import io.meseta.core.master.OperationEvent;
import io.meseta.core.master.TaskEvent;
import java.util.Locale;
import java.util.Set;

/** What pages show, in the grain in which they ask to be told of changes. */
enum Topic {
  TASKS,
  FRAMEWORKS,
  AGENTS,
  OFFERS,
  ROLES;

  private static final Set<Topic> NOTHING = Set.of();
  private static final Set<Topic> OF_TASKS = Set.of(TASKS, FRAMEWORKS, AGENTS, ROLES);
  private static final Set<Topic> OF_FRAMEWORKS = Set.of(FRAMEWORKS, ROLES, TASKS);
  private static final Set<Topic> OF_OFFERS = Set.of(OFFERS, FRAMEWORKS, AGENTS, ROLES);
  private static final Set<Topic> OF_AGENTS = Set.of(AGENTS, TASKS, ROLES);

  /** The topics that may look different after the event; none for mere heartbeats. */
  static Set<Topic> of(MasterEvent event) {
    return switch (event) {
      case TaskEvent _ -> OF_TASKS;
      case OperationEvent _ -> OF_AGENTS;
      case FrameworkEvent.HeartbeatSent _ -> NOTHING;
      case FrameworkEvent _ -> OF_FRAMEWORKS;
      case OfferEvent.OfferMade _, OfferEvent.OfferRemoved _ -> OF_OFFERS;
      case OfferEvent _, InverseOfferEvent _ -> NOTHING;
      case AgentEvent.AgentPinged _, AgentEvent.AgentPonged _ -> NOTHING;
      case AgentEvent _, DurableMasterEvent _ -> OF_AGENTS;
    };
  }

  /** The name that pages subscribe with. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
