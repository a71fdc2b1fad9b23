package io.meseta.core.master;

import io.meseta.core.ConnectionId;
import java.util.Optional;

/**
 * Who makes a framework call: the authenticated principal and the stream the call claims to belong
 * to. The core compares both with the framework's subscription (Mesos reference §1.3, rows 11–14).
 *
 * @param principal the authenticated principal, or empty where authentication is off
 * @param stream the text of the {@code Mesos-Stream-Id} header, or empty if there was none
 */
public record Caller(Optional<String> principal, Optional<ConnectionId> stream) {

  /** A caller without authentication. */
  public static Caller of(ConnectionId stream) {
    return new Caller(Optional.empty(), Optional.of(stream));
  }
}
