package io.meseta.driver.scheduler;

import io.meseta.driver.wire.MalformedMessageException;
import io.meseta.driver.wire.Message;
import io.meseta.driver.wire.MessageWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What this framework tells the master about itself: its FrameworkInfo, the roles for which it
 * wants no offers, its offer constraints. Changes made while no master listens are kept here and
 * told with the next subscription. Whoever uses it holds the lock of its owner.
 */
final class FrameworkDescription {
  private static final int USER = 1;
  private static final int ID = 3;
  private static final int ROLE = 6;
  private static final int HOSTNAME = 7;
  private static final int CAPABILITIES = 10;
  private static final int ROLES = 12;
  private static final int PARTITION_AWARE = 5;

  private final Set<String> suppressedRoles = new TreeSet<>();
  private Message info;
  private byte @Nullable [] offerConstraints;
  private int changes;

  FrameworkDescription(byte[] info, Collection<String> suppressedRoles) {
    this.info = completed(info);
    this.suppressedRoles.addAll(suppressedRoles);
  }

  /** Fills in user and host name where the application left them empty (reference §1.4). */
  private static Message completed(byte[] info) {
    Message given = parse(info);
    MessageWriter completed = new MessageWriter().fields(info);
    if (given.text(USER).orElse("").isEmpty()) {
      completed.text(USER, System.getProperty("user.name", ""));
    }
    if (given.text(HOSTNAME).orElse("").isEmpty()) {
      localHostname().ifPresent(name -> completed.text(HOSTNAME, name));
    }
    return parse(completed.toByteArray());
  }

  private static Optional<String> localHostname() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Message parse(byte[] info) {
    try {
      return Message.parse(info);
    } catch (MalformedMessageException e) {
      throw new IllegalArgumentException("Not a FrameworkInfo", e);
    }
  }

  byte[] info() {
    return info.without().toByteArray();
  }

  /** The encoded FrameworkID; empty before the first registration. */
  byte[] id() {
    byte[] id = info.bytes(ID).orElse(new byte[0]);
    return parse(id).text(1).orElse("").isEmpty() ? new byte[0] : id;
  }

  String idText() {
    return parse(info.bytes(ID).orElse(new byte[0])).text(1).orElse("");
  }

  void registeredAs(byte[] id) {
    info = parse(info.without(ID).bytes(ID, id).toByteArray());
  }

  boolean isPartitionAware() {
    return info.allBytes(CAPABILITIES).stream()
        .anyMatch(each -> parse(each).number(1).orElse(0) == PARTITION_AWARE);
  }

  Collection<String> suppressedRoles() {
    return suppressedRoles;
  }

  Optional<byte[]> offerConstraints() {
    return Optional.ofNullable(offerConstraints);
  }

  /** A number that differs after every change, to see whether the master knows the latest. */
  int changes() {
    return changes;
  }

  /** Suppresses the roles, or all of the framework if none are named. */
  void suppress(Collection<String> roles) {
    suppressedRoles.addAll(roles.isEmpty() ? allRoles() : roles);
    changes++;
  }

  /** Revives the roles, or all if none are named. */
  void revive(Collection<String> roles) {
    if (roles.isEmpty()) {
      suppressedRoles.clear();
    } else {
      suppressedRoles.removeAll(Set.copyOf(roles));
    }
    changes++;
  }

  void replace(byte[] newInfo, Collection<String> roles, byte @Nullable [] constraints) {
    info = completed(newInfo);
    suppressedRoles.clear();
    suppressedRoles.addAll(roles);
    offerConstraints = constraints;
    changes++;
  }

  private List<String> allRoles() {
    List<String> roles = info.allTexts(ROLES);
    return roles.isEmpty() ? List.of(info.text(ROLE).orElse("*")) : roles;
  }
}
