package io.meseta.master.ui;

import io.meseta.core.master.AgentEvent;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.FrameworkEvent;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent;
import io.meseta.core.master.TaskEvent;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What pages show, in the grain in which they ask to be told of changes. */
enum Topic {
  TASKS,
  FRAMEWORKS,
  AGENTS,
  OFFERS,
  ROLES;

  /** The topics that may look different after the event; none for mere heartbeats. */
  static Set<Topic> of(MasterEvent event) {
    return switch (event) {
      case TaskEvent _ -> EnumSet.of(TASKS, FRAMEWORKS, AGENTS, ROLES);
      case FrameworkEvent.HeartbeatSent _ -> EnumSet.noneOf(Topic.class);
      case FrameworkEvent _ -> EnumSet.of(FRAMEWORKS, ROLES, TASKS);
      case OfferEvent.OfferMade _, OfferEvent.OfferRemoved _ ->
          EnumSet.of(OFFERS, FRAMEWORKS, AGENTS, ROLES);
      case OfferEvent _ -> EnumSet.noneOf(Topic.class);
      case AgentEvent.AgentPinged _, AgentEvent.AgentPonged _ -> EnumSet.noneOf(Topic.class);
      case AgentEvent _, DurableMasterEvent _ -> EnumSet.of(AGENTS, TASKS, ROLES);
    };
  }

  /** The name that pages subscribe with. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
