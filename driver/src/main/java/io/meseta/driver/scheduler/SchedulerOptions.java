package io.meseta.driver.scheduler;

import io.meseta.driver.Backoff;
import io.meseta.driver.DurationText;
import io.meseta.driver.wire.MalformedMessageException;
import io.meseta.driver.wire.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the application gave its driver, and the environment it runs in. Immutable once built. */
public final class SchedulerOptions {
  private static final Duration DEFAULT_BACKOFF = Duration.ofSeconds(2);
  private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);
  private static final int FAILOVER_TIMEOUT = 4;

  private final byte[] framework;
  private final String master;
  private final Map<String, String> environment;
  private Collection<String> suppressedRoles = List.of();
  private boolean implicitAcknowledgements = true;
  private byte @Nullable [] credential;

  /**
   * @param framework an encoded FrameworkInfo
   * @param master as in the constructor of the driver
   * @param environment variables, of which those that start with MESOS_ count
   */
  public SchedulerOptions(byte[] framework, String master, Map<String, String> environment) {
    this.framework = framework;
    this.master = master;
    this.environment = environment;
  }

  /** Roles that get no offers from the start. */
  public SchedulerOptions suppressedRoles(Collection<String> roles) {
    suppressedRoles = List.copyOf(roles);
    return this;
  }

  /** Whether updates are acknowledged when statusUpdate returns. */
  public SchedulerOptions implicitAcknowledgements(boolean implicit) {
    implicitAcknowledgements = implicit;
    return this;
  }

  /** An encoded Credential, null for none. */
  public SchedulerOptions credential(byte @Nullable [] encoded) {
    credential = encoded;
    return this;
  }

  byte[] framework() {
    return framework;
  }

  String master() {
    return master;
  }

  Collection<String> suppressedRoles() {
    return suppressedRoles;
  }

  boolean implicitAcknowledgements() {
    return implicitAcknowledgements;
  }

  /** HTTP basic authentication, which is what the v1 API has in place of CRAM-MD5. */
  @Nullable String authorization() {
    if (credential == null) {
      return null;
    }
    Message fields = parse(credential);
    String both = fields.text(1).orElse("") + ":" + fields.text(2).orElse("");
    byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** As Mesos: at most a minute, and at most a tenth of the failover timeout. */
  Backoff registrationBackoff() {
    String text = environment.get("MESOS_REGISTRATION_BACKOFF_FACTOR");
    double failoverSeconds = parse(framework).real(FAILOVER_TIMEOUT, 0);
    Duration cap = MAX_BACKOFF;
    if (failoverSeconds > 0 && failoverSeconds / 10 < MAX_BACKOFF.toSeconds()) {
      cap = Duration.ofMillis((long) (failoverSeconds * 100));
    }
    return new Backoff(text == null ? DEFAULT_BACKOFF : DurationText.parse(text), cap);
  }

  private static Message parse(byte[] encoded) {
    try {
      return Message.parse(encoded);
    } catch (MalformedMessageException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
