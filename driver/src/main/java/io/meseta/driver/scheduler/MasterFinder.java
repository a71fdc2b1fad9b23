package io.meseta.driver.scheduler;

import io.meseta.driver.http.HttpAddress;
import java.util.List;

/**
 * Which master to try next: the ones that were named in turn, and the one that another named as its
 * leader (Mesos reference §0.4). Asks nobody itself. For one thread.
 */
final class MasterFinder {
  private static final int MAX_REDIRECTS = 5;

  private final List<HttpAddress> named;
  private HttpAddress current;
  private int next;
  private int redirects;

  MasterFinder(List<HttpAddress> named) {
    this.named = named;
    this.current = named.get(0);
    this.next = 1;
  }

  HttpAddress current() {
    return current;
  }

  /** Follows a redirect; false if there were too many in a row, or it leads nowhere. */
  boolean redirect(String location) {
    if (++redirects > MAX_REDIRECTS) {
      return false;
    }
    try {
      current = current.redirectedTo(location);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The current master led, and may well come back. */
  void succeeded() {
    redirects = 0;
  }

  /** The current master did not answer, or knows no leader. */
  void failed() {
    redirects = 0;
    current = named.get(next++ % named.size());
  }
}
