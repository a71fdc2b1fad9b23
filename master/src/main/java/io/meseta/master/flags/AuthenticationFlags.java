package io.meseta.master.flags;

import static io.meseta.runtime.flags.Flag.Tier.B;
import static io.meseta.runtime.flags.Flag.Tier.C;
import static io.meseta.runtime.flags.FlagType.BOOLEAN;
import static io.meseta.runtime.flags.FlagType.DURATION;
import static io.meseta.runtime.flags.FlagType.FILE;

import io.meseta.runtime.flags.Flag;
import io.meseta.runtime.flags.FlagType;
import io.meseta.runtime.flags.FlagValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How drivers and agents prove who they are (Mesos reference §13.1).
 *
 * @param values all flags of the master
 */
public record AuthenticationFlags(FlagValues values) {

  private static final Flag<Boolean> FRAMEWORKS =
      Flag.of(B, "authenticate_frameworks", BOOLEAN, "Whether driver frameworks must authenticate.")
          .orElse("false")
          .alias("authenticate");
  private static final Flag<Boolean> AGENTS =
      Flag.of(B, "authenticate_agents", BOOLEAN, "Whether agents must authenticate.")
          .orElse("false")
          .alias("authenticate_slaves");
  private static final Flag<Path> CREDENTIALS =
      Flag.of(B, "credentials", FILE, "File of principals and secrets, as JSON.");
  private static final Flag<String> AUTHENTICATORS =
      Flag.of(
              B,
              "authenticators",
              FlagType.oneOf("crammd5"),
              "How drivers and agents authenticate.")
          .orElse("crammd5");
  private static final Flag<Duration> TIMEOUT =
      Flag.of(
              C,
              "authentication_v0_timeout",
              DURATION,
              "How long the authentication of a driver or agent may take.")
          .orElse("15secs");

  static final List<Flag<?>> ALL =
      List.of(FRAMEWORKS, AGENTS, CREDENTIALS, AUTHENTICATORS, TIMEOUT);

  /** {@code --authenticate_frameworks}: whether drivers must. */
  public boolean frameworks() {
    return values.of(FRAMEWORKS);
  }

  /** {@code --authenticate_agents}: whether agents must. */
  public boolean agents() {
    return values.of(AGENTS);
  }

  /** {@code --credentials}: the file, if there is one. */
  public Optional<Path> credentials() {
    return values.find(CREDENTIALS);
  }

  /** {@code --authentication_v0_timeout}. */
  public Duration timeout() {
    return values.of(TIMEOUT);
  }
}
