package io.meseta.driver.executor;

import io.meseta.driver.wire.MessageWriter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tasks and updates that the agent has not confirmed, in order: what it has to be told when it
 * comes back (Mesos reference §2.1). Whoever uses it holds the lock of its owner.
 */
final class Unacknowledged {
  private final Map<String, byte[]> tasks = new LinkedHashMap<>();
  private final Map<String, byte[]> updates = new LinkedHashMap<>();

  /** Notes a task that was launched; false if it is there already. */
  boolean addTask(byte[] taskId, byte[] task) {
    return tasks.putIfAbsent(key(taskId), task) == null;
  }

  void addUpdate(byte[] uuid, byte[] status) {
    updates.put(key(uuid), status);
  }

  void acknowledged(byte[] taskId, byte[] uuid) {
    updates.remove(key(uuid));
    tasks.remove(key(taskId));
  }

  /** The content of a SUBSCRIBE. */
  MessageWriter subscribe() {
    MessageWriter subscribe = new MessageWriter();
    tasks.values().forEach(task -> subscribe.bytes(1, task));
    updates.values().forEach(status -> subscribe.message(2, update(status)));
    return subscribe;
  }

  /** The content of an UPDATE. */
  static MessageWriter update(byte[] status) {
    return new MessageWriter().bytes(1, status);
  }

  /** The updates by key, oldest first. */
  Map<String, byte[]> updates() {
    return updates;
  }

  /** Which updates are there now. */
  Set<String> updateKeys() {
    return Set.copyOf(updates.keySet());
  }

  private static String key(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
