package io.meseta.master.ui.view;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.resource.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A snapshot with what the pages look up in it. Made for one request on its own thread and thrown
 * away; never shared.
 */
public final class Cluster {
  private final MasterSnapshot snapshot;
  private final Map<String, String> hosts = new HashMap<>();
  private final Map<FrameworkId, String> names = new HashMap<>();

  /** The cluster that the snapshot shows. */
  public Cluster(MasterSnapshot snapshot) {
    this.snapshot = snapshot;
    snapshot.recoveredAgents().forEach(it -> hosts.put(it.id().value(), it.info().getHostname()));
    snapshot.agents().forEach(it -> hosts.put(it.id().value(), it.info().getHostname()));
    frameworks().forEach(it -> names.put(it.id(), it.info().getName()));
  }

  MasterSnapshot snapshot() {
    return snapshot;
  }

  /** Active, disconnected and completed frameworks. */
  Stream<FrameworkSnapshot> frameworks() {
    return Stream.concat(snapshot.frameworks().stream(), snapshot.completedFrameworks().stream());
  }

  /** All tasks that the master remembers. */
  List<TaskEntry> tasks() {
    return frameworks().flatMap(framework -> TaskEntry.of(framework, this)).toList();
  }

  /** All members of the cluster, whether they answer or not. */
  List<AgentEntry> agents() {
    Map<String, Integer> tasks = new HashMap<>();
    tasks().stream()
        .filter(TaskEntry::isActive)
        .forEach(it -> tasks.merge(it.agent(), 1, Integer::sum));
    List<AgentEntry> agents = new ArrayList<>();
    snapshot
        .agents()
        .forEach(
            it -> agents.add(AgentEntry.registered(it, tasks.getOrDefault(it.id().value(), 0))));
    snapshot.recoveredAgents().forEach(it -> agents.add(AgentEntry.recovered(it)));
    snapshot.unreachableAgents().forEach(it -> agents.add(AgentEntry.unreachable(it)));
    return agents;
  }

  /** Host name of an agent, or empty text if the agent is not known any more. */
  String host(String agent) {
    return hosts.getOrDefault(agent, "");
  }

  /** Host name of an agent, or empty text if the agent is not known any more. */
  String host(AgentId agent) {
    return host(agent.value());
  }

  /** Name of a framework, or its id if the framework is forgotten. */
  String name(FrameworkId framework) {
    return names.getOrDefault(framework, framework.value());
  }

  /** Resources of all registered agents. */
  Resources total() {
    return Resources.sum(snapshot.agents().stream().map(agent -> agent.total()).toList());
  }

  /** The largest part that these resources are of any scalar resource of the cluster, 0 to 1. */
  static double share(Resources held, Resources total) {
    double share = 0;
    for (String name : held.names()) {
      double all = total.scalar(name);
      if (all > 0) {
        share = Math.max(share, held.scalar(name) / all);
      }
    }
    return share;
  }
}
