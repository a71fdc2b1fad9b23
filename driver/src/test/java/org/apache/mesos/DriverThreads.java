package org.apache.mesos;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The threads that drivers have started since this was made; other tests may have left theirs. */
final class DriverThreads {
  private final Set<Thread> before = all();

  private static Set<Thread> all() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("meseta-driver"))
        .collect(Collectors.toSet());
  }

  void awaitNone() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(FakePeer.PATIENCE_SECONDS))
        .until(() -> before.containsAll(all()));
  }
}
