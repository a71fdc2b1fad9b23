package io.meseta.agent.launcher;

import io.meseta.agent.launcher.LauncherMessage.ContainerList;
import io.meseta.agent.launcher.LauncherMessage.Exited;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each exit to the listener of its namespace, once until it is collected. */
final class ExitNotices {

  private static final Logger log = LoggerFactory.getLogger(ExitNotices.class);

  private final Map<String, Consumer<Exited>> listeners = new ConcurrentHashMap<>();
  private final Set<String> told = new HashSet<>();

  /** A new listener hears again of what the one before may not have taken note of. */
  void listen(String namespace, Consumer<Exited> listener) {
    synchronized (this) {
      told.removeIf(key -> namespace(key).equals(namespace));
    }
    listeners.put(namespace, listener);
  }

  void tellAll(ContainerList list) {
    for (ContainerList.Entry entry : list.containers()) {
      WaitStatus exit = entry.exit();
      if (exit != null) {
        tell(new Exited(entry.key(), exit));
      }
    }
  }

  void tell(Exited exited) {
    @Nullable Consumer<Exited> listener = listeners.get(namespace(exited.key()));
    if (listener == null || !first(exited.key())) {
      return;
    }
    try {
      listener.accept(exited);
    } catch (RuntimeException e) {
      log.error("The exit of container {} was not taken note of", exited.key(), e);
    }
  }

  synchronized void forget(String key) {
    told.remove(key);
  }

  private synchronized boolean first(String key) {
    return told.add(key);
  }

  private static String namespace(String key) {
    int slash = key.indexOf('/');
    return slash < 0 ? "" : key.substring(0, slash);
  }
}
