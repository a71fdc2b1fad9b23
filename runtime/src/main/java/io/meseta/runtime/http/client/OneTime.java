package io.meseta.runtime.http.client;

import java.util.concurrent.atomic.AtomicBoolean;

/** Runs something the first time only, whoever comes first. */
final class OneTime implements Runnable {
  private final AtomicBoolean done = new AtomicBoolean();
  private final Runnable action;

  OneTime(Runnable action) {
    this.action = action;
  }

  @Override
  public void run() {
    if (done.compareAndSet(false, true)) {
      action.run();
    }
  }
}
