package io.meseta.runtime.libprocess;

/**
 * Takes the messages that arrive. Runs on network threads, in order for each connection, and must
 * not block. Messages are not reliable in libprocess: one that cannot be queued may be dropped, its
 * sender repeats whatever matters.
 */
@FunctionalInterface
public interface MessageHandler {
  /**
   * Takes a message.
   *
   * @return whether its process exists; the sender gets 202 or 404, and normally ignores both
   */
  boolean receive(ReceivedMessage message);
}
