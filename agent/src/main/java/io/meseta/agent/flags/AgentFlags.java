package io.meseta.agent.flags;

import static io.meseta.runtime.flags.Flag.Tier.A;
import static io.meseta.runtime.flags.Flag.Tier.B;
import static io.meseta.runtime.flags.FlagType.BOOLEAN;
import static io.meseta.runtime.flags.FlagType.BYTES;
import static io.meseta.runtime.flags.FlagType.COUNT;
import static io.meseta.runtime.flags.FlagType.DOMAIN;
import static io.meseta.runtime.flags.FlagType.DURATION;
import static io.meseta.runtime.flags.FlagType.FILE;
import static io.meseta.runtime.flags.FlagType.PATH;
import static io.meseta.runtime.flags.FlagType.PORT;
import static io.meseta.runtime.flags.FlagType.SECRET_TEXT;
import static io.meseta.runtime.flags.FlagType.TEXT;

import io.meseta.agent.resource.Reconfiguration;
import io.meseta.runtime.flags.Flag;
import io.meseta.runtime.flags.FlagException;
import io.meseta.runtime.flags.FlagTable;
import io.meseta.runtime.flags.FlagType;
import io.meseta.runtime.flags.FlagValues;
import io.meseta.runtime.flags.LoggingFlags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.DomainInfo;

/**
 * What the flags of the agent are set to (Mesos reference §14.2 to §14.4).
 *
 * @param values all of them
 */
public record AgentFlags(FlagValues values) {

  private static final Flag<String> MASTER =
      Flag.of(A, "master", SECRET_TEXT, "The master's address, host:port.").required();
  private static final Flag<Path> WORK_DIR =
      Flag.of(A, "work_dir", PATH, "Directory of sandboxes and of what outlives the agent.")
          .required();
  private static final Flag<Path> CREDENTIAL =
      Flag.of(A, "credential", FILE, "File of the principal and secret to authenticate with.");
  private static final Flag<Path> RUNTIME_DIR =
      Flag.of(A, "runtime_dir", PATH, "Directory of what outlives the agent, but not a reboot.")
          .orElse("/var/run/mesos");
  private static final Flag<String> LAUNCHER =
      Flag.of(
          A,
          "launcher",
          FlagType.oneOf("linux", "posix"),
          "How containers are started: linux or posix.");
  private static final Flag<String> IP =
      Flag.of(A, "ip", TEXT, "Address to listen on; all of this machine's if not set.");
  private static final Flag<Integer> PORT_FLAG =
      Flag.of(A, "port", PORT, "Port to listen on; 0 takes any free one.").orElse("5051");
  private static final Flag<String> ADVERTISE_IP =
      Flag.of(A, "advertise_ip", TEXT, "Address under which others reach this agent.");
  private static final Flag<Integer> ADVERTISE_PORT =
      Flag.of(A, "advertise_port", PORT, "Port under which others reach this agent.");
  private static final Flag<String> HOSTNAME =
      Flag.of(A, "hostname", TEXT, "Host name to report; looked up from the address if not set.");
  private static final Flag<Boolean> HOSTNAME_LOOKUP =
      Flag.of(A, "hostname_lookup", BOOLEAN, "Whether the host name is looked up.").orElse("true");
  private static final Flag<String> RESOURCES =
      Flag.of(
          A,
          "resources",
          TEXT,
          "What the agent offers: cpus:4;mem:4096;ports:[31000-32000], or JSON. What is not named"
              + " is detected.");
  private static final Flag<String> DEFAULT_ROLE =
      Flag.of(A, "default_role", TEXT, "Role of resources that name none.").orElse("*");
  private static final Flag<String> RECONFIGURATION_POLICY =
      Flag.of(
              B,
              "reconfiguration_policy",
              FlagType.oneOf("equal", "additive"),
              "Which changes of resources, attributes and the like are accepted at a restart: none"
                  + " (equal), or those that add something (additive).")
          .orElse("equal");
  private static final Flag<String> ATTRIBUTES =
      Flag.of(A, "attributes", TEXT, "What frameworks should know of it: rack:r1;zone:z1.");
  private static final Flag<DomainInfo> DOMAIN_FLAG =
      Flag.of(
          B,
          "domain",
          DOMAIN,
          "Fault domain of this agent, as JSON. A master without one ignores the agent.");
  private static final Flag<Boolean> SWITCH_USER =
      Flag.of(
              A,
              "switch_user",
              BOOLEAN,
              "Whether tasks run as the user that their framework names.")
          .orElse("true");
  private static final Flag<String> EXECUTOR_ENVIRONMENT_VARIABLES =
      Flag.of(
          A,
          "executor_environment_variables",
          TEXT,
          "Environment of every executor, as a JSON object.");
  private static final Flag<Duration> EXECUTOR_REGISTRATION_TIMEOUT =
      Flag.of(
              A,
              "executor_registration_timeout",
              DURATION,
              "How long an executor has to register before it is killed.")
          .orElse("1mins");
  private static final Flag<Duration> EXECUTOR_REREGISTRATION_TIMEOUT =
      Flag.of(
              A,
              "executor_reregistration_timeout",
              DURATION,
              "How long an executor has to come back after the agent was started anew.")
          .orElse("2secs");
  private static final Flag<Duration> EXECUTOR_SHUTDOWN_GRACE_PERIOD =
      Flag.of(
              A,
              "executor_shutdown_grace_period",
              DURATION,
              "How long an executor has to shut down before it is killed.")
          .orElse("5secs");
  private static final Flag<Duration> RECOVERY_TIMEOUT =
      Flag.of(A, "recovery_timeout", DURATION, "How long executors wait for an agent that is gone.")
          .orElse("15mins");
  private static final Flag<Duration> REGISTRATION_BACKOFF_FACTOR =
      Flag.of(
              B,
              "registration_backoff_factor",
              DURATION,
              "The first registration waits a random time up to this; the bound doubles each time.")
          .orElse("1secs");
  private static final Flag<Integer> MAX_COMPLETED_EXECUTORS_PER_FRAMEWORK =
      Flag.of(
              B,
              "max_completed_executors_per_framework",
              COUNT,
              "How many completed executors of a framework are kept.")
          .orElse("150");
  private static final Flag<Path> FETCHER_CACHE_DIR =
      Flag.of(A, "fetcher_cache_dir", PATH, "Directory of files that several tasks fetched.")
          .orElse("/tmp/mesos/fetch");
  private static final Flag<Long> FETCHER_CACHE_SIZE =
      Flag.of(A, "fetcher_cache_size", BYTES, "How much may be kept there.").orElse("2GB");
  private static final Flag<Duration> FETCHER_STALL_TIMEOUT =
      Flag.of(
              B,
              "fetcher_stall_timeout",
              DURATION,
              "After how long without a byte a download fails.")
          .orElse("1mins");
  private static final Flag<String> FRAMEWORKS_HOME =
      Flag.of(B, "frameworks_home", TEXT, "Directory that relative paths among URIs start from.")
          .orElse("");

  private static final List<Flag<?>> EFFECTIVE =
      List.of(
          MASTER,
          WORK_DIR,
          CREDENTIAL,
          RUNTIME_DIR,
          LAUNCHER,
          IP,
          PORT_FLAG,
          ADVERTISE_IP,
          ADVERTISE_PORT,
          HOSTNAME,
          HOSTNAME_LOOKUP,
          RESOURCES,
          DEFAULT_ROLE,
          RECONFIGURATION_POLICY,
          ATTRIBUTES,
          DOMAIN_FLAG,
          SWITCH_USER,
          EXECUTOR_ENVIRONMENT_VARIABLES,
          EXECUTOR_REGISTRATION_TIMEOUT,
          EXECUTOR_REREGISTRATION_TIMEOUT,
          EXECUTOR_SHUTDOWN_GRACE_PERIOD,
          RECOVERY_TIMEOUT,
          REGISTRATION_BACKOFF_FACTOR,
          MAX_COMPLETED_EXECUTORS_PER_FRAMEWORK,
          FETCHER_CACHE_DIR,
          FETCHER_CACHE_SIZE,
          FETCHER_STALL_TIMEOUT,
          FRAMEWORKS_HOME);

  /** Everything that an agent knows. */
  public static final FlagTable TABLE = table();

  private static FlagTable table() {
    List<Flag<?>> all = new ArrayList<>(EFFECTIVE);
    all.addAll(LoggingFlags.ALL);
    all.addAll(AcceptedAgentFlags.ALL);
    return new FlagTable(all);
  }

  /**
   * Reads them.
   *
   * @throws FlagException if one is unknown, malformed or missing
   */
  public static AgentFlags parse(List<String> arguments, Map<String, String> environment)
      throws FlagException {
    return new AgentFlags(TABLE.parse(arguments, environment));
  }

  /** {@code --master}: its address. */
  public String master() {
    return values.of(MASTER);
  }

  /** {@code --work_dir}. */
  public Path workDirectory() {
    return values.of(WORK_DIR);
  }

  /** {@code --credential}: the file, for an agent that authenticates. */
  public Optional<Path> credential() {
    return values.find(CREDENTIAL);
  }

  /** {@code --runtime_dir}. */
  public Path runtimeDirectory() {
    return values.of(RUNTIME_DIR);
  }

  /** {@code --launcher}, or empty to choose by what is possible. */
  public Optional<String> launcher() {
    return values.find(LAUNCHER);
  }

  /** {@code --ip}: address to listen on. */
  public Optional<String> ip() {
    return values.find(IP);
  }

  /** {@code --port}: port to listen on, 0 for any free one. */
  public int port() {
    return values.of(PORT_FLAG);
  }

  /** {@code --advertise_ip}. */
  public Optional<String> advertiseIp() {
    return values.find(ADVERTISE_IP);
  }

  /** {@code --advertise_port}. */
  public Optional<Integer> advertisePort() {
    return values.find(ADVERTISE_PORT);
  }

  /** {@code --hostname}. */
  public Optional<String> hostname() {
    return values.find(HOSTNAME);
  }

  /** {@code --hostname_lookup}: whether to look the host name up if it is not given. */
  public boolean hostnameLookup() {
    return values.of(HOSTNAME_LOOKUP);
  }

  /** {@code --resources}, as text or JSON. */
  public Optional<String> resources() {
    return values.find(RESOURCES);
  }

  /** {@code --default_role}. */
  public String defaultRole() {
    return values.of(DEFAULT_ROLE);
  }

  /** {@code --reconfiguration_policy}. */
  public Reconfiguration reconfigurationPolicy() {
    return Reconfiguration.valueOf(values.of(RECONFIGURATION_POLICY).toUpperCase(Locale.ROOT));
  }

  /** {@code --attributes}. */
  public Optional<String> attributes() {
    return values.find(ATTRIBUTES);
  }

  /** {@code --domain}: where this agent stands, or empty if it does not say. */
  public Optional<DomainInfo> domain() {
    return values.find(DOMAIN_FLAG);
  }

  /** {@code --switch_user}. */
  public boolean switchUser() {
    return values.of(SWITCH_USER);
  }

  /** {@code --executor_environment_variables}, as JSON. */
  public Optional<String> executorEnvironmentVariables() {
    return values.find(EXECUTOR_ENVIRONMENT_VARIABLES);
  }

  /** {@code --executor_registration_timeout}. */
  public Duration executorRegistrationTimeout() {
    return values.of(EXECUTOR_REGISTRATION_TIMEOUT);
  }

  /** {@code --executor_reregistration_timeout}. */
  public Duration executorReregistrationTimeout() {
    return values.of(EXECUTOR_REREGISTRATION_TIMEOUT);
  }

  /** {@code --executor_shutdown_grace_period}. */
  public Duration executorShutdownGracePeriod() {
    return values.of(EXECUTOR_SHUTDOWN_GRACE_PERIOD);
  }

  /** {@code --recovery_timeout}. */
  public Duration recoveryTimeout() {
    return values.of(RECOVERY_TIMEOUT);
  }

  /** {@code --registration_backoff_factor}. */
  public Duration registrationBackoffFactor() {
    return values.of(REGISTRATION_BACKOFF_FACTOR);
  }

  /** {@code --max_completed_executors_per_framework}. */
  public int maxCompletedExecutorsPerFramework() {
    return values.of(MAX_COMPLETED_EXECUTORS_PER_FRAMEWORK);
  }

  /** {@code --fetcher_cache_dir}. */
  public Path fetcherCacheDirectory() {
    return values.of(FETCHER_CACHE_DIR);
  }

  /** {@code --fetcher_cache_size}, in bytes. */
  public long fetcherCacheBytes() {
    return values.of(FETCHER_CACHE_SIZE);
  }

  /** {@code --fetcher_stall_timeout}. */
  public Duration fetcherStallTimeout() {
    return values.of(FETCHER_STALL_TIMEOUT);
  }

  /** {@code --frameworks_home}, or empty. */
  public String frameworksHome() {
    return values.of(FRAMEWORKS_HOME);
  }
}
