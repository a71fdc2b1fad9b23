package io.meseta.driver.scheduler;

import io.meseta.driver.http.ApiSession;
import io.meseta.driver.http.HttpAddress;

/** The stream that events come from, and what was said to open it. Immutable. */
final class MasterStream {
  private final ApiSession session;
  private final SubscribeCall call;
  private final HttpAddress address;

  MasterStream(ApiSession session, SubscribeCall call, HttpAddress address) {
    this.session = session;
    this.call = call;
    this.address = address;
  }

  ApiSession session() {
    return session;
  }

  SubscribeCall call() {
    return call;
  }

  HttpAddress address() {
    return address;
  }
}
