package io.meseta.driver.scheduler;

/** A SUBSCRIBE, and which version of the framework's description it tells. Immutable. */
final class SubscribeCall {
  private final byte[] bytes;
  private final int changes;

  SubscribeCall(byte[] bytes, int changes) {
    this.bytes = bytes;
    this.changes = changes;
  }

  byte[] bytes() {
    return bytes;
  }

  int changes() {
    return changes;
  }
}
