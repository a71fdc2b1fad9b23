package io.meseta.master.libprocess;

import io.meseta.core.Pid;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;

/**
 * Who must have proved to be whom before the master listens (Mesos reference §13.1, §5.4).
 *
 * @param authenticator knows who has
 * @param frameworks whether drivers must
 * @param agents whether agents must
 */
public record AuthenticationRules(Authenticator authenticator, boolean frameworks, boolean agents) {

  /** Why the driver may not register this framework, if so. */
  Optional<String> frameworkError(Pid driver, FrameworkInfo info) {
    Optional<String> principal = authenticator.principal(driver);
    if (principal.isEmpty()) {
      return frameworks
          ? Optional.of("Framework at " + driver + " is not authenticated")
          : Optional.empty();
    }
    return info.hasPrincipal() && !info.getPrincipal().equals(principal.get())
        ? Optional.of(
            "Framework principal '%s' does not match authenticated principal '%s'"
                .formatted(info.getPrincipal(), principal.get()))
        : Optional.empty();
  }

  /** The framework with the principal of its driver, if it names none itself. */
  FrameworkInfo withPrincipal(Pid driver, FrameworkInfo info) {
    Optional<String> principal = authenticator.principal(driver);
    return principal.isEmpty() || info.hasPrincipal()
        ? info
        : info.toBuilder().setPrincipal(principal.get()).build();
  }

  /** Whether the agent may register. */
  boolean allowsAgent(Pid agent) {
    return !agents || authenticator.principal(agent).isPresent();
  }
}
