package io.meseta.core.agent.state;

import io.meseta.core.ContainerId;
import io.meseta.core.TaskId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers below that of one executor, in the order in which they came. */
public final class NestedContainers {

  /** Ended ones are kept for whoever asks; an executor that never tidies up cannot fill memory. */
  private static final int REMEMBERED = 200;

  private final Map<ContainerId, NestedContainer> containers = new LinkedHashMap<>();

  /** All of them, ended ones too as far as they are remembered. */
  public Collection<NestedContainer> all() {
    return Collections.unmodifiableCollection(containers.values());
  }

  /** Those that have not ended. */
  public List<NestedContainer> alive() {
    return containers.values().stream()
        .filter(container -> container.phase() != NestedPhase.ENDED)
        .toList();
  }

  /** The container of that id. */
  public Optional<NestedContainer> find(ContainerId id) {
    return Optional.ofNullable(containers.get(id));
  }

  /** The newest container that was made for the task. */
  public Optional<NestedContainer> of(TaskId task) {
    return containers.values().stream()
        .filter(container -> container.runs(task))
        .reduce((first, second) -> second);
  }

  void add(NestedContainer container) {
    containers.put(container.id(), container);
  }

  void remove(ContainerId id) {
    containers.remove(id);
  }

  /** Forgets the oldest ended ones if there are too many. */
  void trim() {
    List<ContainerId> ended =
        containers.values().stream()
            .filter(container -> container.phase() == NestedPhase.ENDED)
            .map(NestedContainer::id)
            .toList();
    ended.subList(0, Math.max(0, ended.size() - REMEMBERED)).forEach(containers::remove);
  }
}
