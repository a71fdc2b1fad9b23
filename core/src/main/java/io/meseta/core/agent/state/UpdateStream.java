package io.meseta.core.agent.state;

import com.google.protobuf.ByteString;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The status updates of one task on their way to its scheduler: in order, one at a time, each until
 * it is acknowledged (Mesos reference §11.3).
 */
public final class UpdateStream {

  /** Executors repeat an update soon or never; older uuids need not be remembered. */
  private static final int REMEMBERED_UUIDS = 256;

  private final Deque<StatusUpdate> pending = new ArrayDeque<>();
  private final Set<ByteString> seen = new LinkedHashSet<>();
  private Duration interval = Duration.ZERO;

  /** The update that the scheduler has to acknowledge next. */
  public Optional<StatusUpdate> head() {
    return Optional.ofNullable(pending.peek());
  }

  /** How long to wait for the acknowledgement of the head that was sent last. */
  public Duration interval() {
    return interval;
  }

  /** Whether that update was taken before. */
  public boolean knows(ByteString uuid) {
    return seen.contains(uuid);
  }

  /** All updates that wait, the oldest first. */
  public List<StatusUpdate> pending() {
    return List.copyOf(pending);
  }

  /** How many updates wait, the head among them. */
  public int size() {
    return pending.size();
  }

  void retryAfter(Duration wait) {
    interval = wait;
  }

  void append(StatusUpdate update) {
    pending.add(update);
    seen.add(update.getUuid());
    if (seen.size() > REMEMBERED_UUIDS) {
      seen.remove(seen.iterator().next());
    }
  }

  /** Takes away the head, which was acknowledged. */
  StatusUpdate acknowledge(ByteString uuid) {
    StatusUpdate head = pending.remove();
    if (!head.getUuid().equals(uuid)) {
      throw new IllegalStateException("acknowledged another update than the oldest");
    }
    return head;
  }
}
