package io.meseta.driver.executor;

import io.meseta.driver.http.ApiSession;
import io.meseta.driver.wire.Message;
import io.meseta.driver.wire.MessageWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the executor says to the agent, and what it has to say again (Mesos reference §2.1).
 * Thread-safe; calls nobody back.
 */
final class ExecutorCalls {
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);
  private static final int SOURCE_EXECUTOR = 2;

  private final ExecutorEnvironment environment;
  private final Unacknowledged unacknowledged = new Unacknowledged();
  private Optional<byte[]> agentId;
  private Set<String> told = Set.of();
  private @Nullable ApiSession session;

  ExecutorCalls(ExecutorEnvironment environment) {
    this.environment = environment;
    this.agentId = environment.agentId();
  }

  /** SUBSCRIBE; tells all that the agent may not know. */
  synchronized byte[] subscribe() {
    told = unacknowledged.updateKeys();
    return call(1, 4, unacknowledged.subscribe());
  }

  /** The agent listens; sends what came up after the SUBSCRIBE was written. */
  synchronized void connected(ApiSession opened, Optional<byte[]> agent) {
    session = opened;
    agentId = agentId.or(() -> agent);
    unacknowledged
        .updates()
        .forEach((key, status) -> {
          if (!told.contains(key)) {
            opened.send(update(status));
          }
        });
  }

  /** Forgets the agent; false if it was not connected through this session. */
  synchronized boolean disconnected(ApiSession ended) {
    boolean wasConnected = session == ended;
    if (wasConnected) {
      session = null;
    }
    return wasConnected;
  }

  /** Notes a task; false if it was launched before. */
  synchronized boolean launched(byte[] taskId, byte[] task) {
    return unacknowledged.addTask(taskId, task);
  }

  synchronized void acknowledged(byte[] taskId, byte[] uuid) {
    unacknowledged.acknowledged(taskId, uuid);
  }

  /** UPDATE; fills in what the executor must not choose, and keeps it until it is confirmed. */
  synchronized void update(Message status) {
    UUID random = UUID.randomUUID();
    byte[] uuid =
        ByteBuffer.allocate(16)
            .putLong(random.getMostSignificantBits())
            .putLong(random.getLeastSignificantBits())
            .array();
    MessageWriter completed = status.without(5, 6, 7, 9, 11);
    agentId.ifPresent(agent -> completed.bytes(5, agent));
    completed
        .real(6, System.currentTimeMillis() / 1000.0)
        .bytes(7, environment.executorId())
        .number(9, SOURCE_EXECUTOR)
        .bytes(11, uuid);
    byte[] encoded = completed.toByteArray();
    unacknowledged.addUpdate(uuid, encoded);
    if (session != null) {
      session.send(update(encoded));
    }
  }

  /** MESSAGE; dropped while there is no agent. */
  synchronized void message(byte[] data) {
    if (session != null) {
      session.send(call(3, 6, new MessageWriter().bytes(2, data)));
    }
  }

  /** Waits until the agent has heard all calls, but not for long. */
  void finish() {
    ApiSession last;
    synchronized (this) {
      last = session;
    }
    if (last != null) {
      last.awaitAnswers(FLUSH_LIMIT);
    }
  }

  private byte[] update(byte[] status) {
    return call(2, 5, Unacknowledged.update(status));
  }

  private byte[] call(int type, int field, MessageWriter content) {
    return new MessageWriter()
        .bytes(1, environment.executorId())
        .bytes(2, environment.frameworkId())
        .number(3, type)
        .message(field, content)
        .toByteArray();
  }
}
