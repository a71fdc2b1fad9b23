package io.meseta.driver.master;

import io.meseta.driver.http.HttpAddress;
import java.util.List;

/**
 * The masters that were named in turn, and the one that another named as its leader (Mesos
 * reference §0.4). Asks nobody itself.
 */
final class NamedMasters implements Masters {
  private static final int MAX_REDIRECTS = 5;

  private final List<HttpAddress> named;
  private HttpAddress current;
  private int next;
  private int redirects;

  NamedMasters(List<HttpAddress> named) {
    this.named = named;
    this.current = named.get(0);
    this.next = 1;
  }

  @Override
  public HttpAddress current() {
    return current;
  }

  /** As {@link Masters#redirect}; also false if there were too many in a row. */
  @Override
  public boolean redirect(String location) {
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

  @Override
  public void succeeded() {
    redirects = 0;
  }

  @Override
  public void failed() {
    redirects = 0;
    current = named.get(next++ % named.size());
  }

  @Override
  public void onChange(Listener listener) {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return current.toString();
  }
}
