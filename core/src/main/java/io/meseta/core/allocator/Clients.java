package io.meseta.core.allocator;

import io.meseta.core.FrameworkId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The frameworks that are known, in each of their roles. */
final class Clients {

  private final Map<FrameworkId, Map<String, Client>> byFramework = new HashMap<>();

  private int size;

  /** Whom it was about most recently; what is asked next is mostly about the same. */
  private @Nullable Client latest;

  void add(Client client) {
    size++;
    byFramework
        .computeIfAbsent(client.framework, _ -> new LinkedHashMap<>())
        .put(client.role().role(), client);
  }

  void remove(Client client) {
    size--;
    Map<String, Client> roles = byFramework.getOrDefault(client.framework, Map.of());
    roles.remove(client.role().role());
    if (roles.isEmpty()) {
      byFramework.remove(client.framework);
    }
    latest = null;
  }

  /** What is asked next is about this one. */
  void turnTo(Client client) {
    latest = client;
  }

  /** The framework in the role, or null. */
  @Nullable Client find(FrameworkId framework, String role) {
    Client known = latest;
    if (known == null || !known.framework.equals(framework) || !known.role().role().equals(role)) {
      known = byFramework.getOrDefault(framework, Map.of()).get(role);
      latest = known;
    }
    return known;
  }

  /** The framework in the role, which must be known. */
  Client of(FrameworkId framework, String role) {
    Client client = find(framework, role);
    if (client == null) {
      throw new IllegalStateException(framework + " is not known to the allocator in " + role);
    }
    return client;
  }

  /** The framework in all its roles. */
  Collection<Client> of(FrameworkId framework) {
    return List.copyOf(byFramework.getOrDefault(framework, Map.of()).values());
  }

  /** How many frameworks there are, each as many times as it has roles. */
  int size() {
    return size;
  }

  Set<String> roles(FrameworkId framework) {
    return Set.copyOf(byFramework.getOrDefault(framework, Map.of()).keySet());
  }

  void forEach(Consumer<Client> action) {
    byFramework.values().forEach(roles -> roles.values().forEach(action));
  }
}
