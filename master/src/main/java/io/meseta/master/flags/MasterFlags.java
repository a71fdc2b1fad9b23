package io.meseta.master.flags;

import static io.meseta.runtime.flags.Flag.Tier.A;
import static io.meseta.runtime.flags.Flag.Tier.B;
import static io.meseta.runtime.flags.Flag.Tier.C;
import static io.meseta.runtime.flags.FlagType.BOOLEAN;
import static io.meseta.runtime.flags.FlagType.BYTES;
import static io.meseta.runtime.flags.FlagType.COUNT;
import static io.meseta.runtime.flags.FlagType.DOMAIN;
import static io.meseta.runtime.flags.FlagType.DURATION;
import static io.meseta.runtime.flags.FlagType.PATH;
import static io.meseta.runtime.flags.FlagType.PORT;
import static io.meseta.runtime.flags.FlagType.TEXT;

import io.meseta.runtime.flags.Flag;
import io.meseta.runtime.flags.FlagException;
import io.meseta.runtime.flags.FlagTable;
import io.meseta.runtime.flags.FlagType;
import io.meseta.runtime.flags.FlagValues;
import io.meseta.runtime.flags.LoggingFlags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.DomainInfo;

/**
 * What the flags of the master are set to (Mesos reference §14.1).
 *
 * @param values all of them
 */
public record MasterFlags(FlagValues values) {

  private static final Flag<String> IP =
      Flag.of(A, "ip", TEXT, "Address to listen on; all of this machine's if not set.");
  private static final Flag<Integer> PORT_FLAG =
      Flag.of(A, "port", PORT, "Port to listen on; 0 takes any free one.").orElse("5050");
  private static final Flag<String> ADVERTISE_IP =
      Flag.of(A, "advertise_ip", TEXT, "Address under which others reach this master.");
  private static final Flag<Integer> ADVERTISE_PORT =
      Flag.of(A, "advertise_port", PORT, "Port under which others reach this master.");
  private static final Flag<String> HOSTNAME =
      Flag.of(A, "hostname", TEXT, "Host name to show; looked up from the address if not set.");
  private static final Flag<Boolean> HOSTNAME_LOOKUP =
      Flag.of(A, "hostname_lookup", BOOLEAN, "Whether the host name is looked up.").orElse("true");
  private static final Flag<String> CLUSTER =
      Flag.of(A, "cluster", TEXT, "Name of the cluster, shown in the web UI.");
  private static final Flag<Path> WORK_DIR =
      Flag.of(A, "work_dir", PATH, "Directory of the registry; must outlive a reboot.");
  private static final Flag<String> REGISTRY =
      Flag.of(
              B,
              "registry",
              FlagType.oneOf("replicated_log", "in_memory"),
              "Where the registry is kept: replicated_log (in --work_dir) or in_memory (nowhere).")
          .orElse("replicated_log");
  private static final Flag<Boolean> ROOT_SUBMISSIONS =
      Flag.of(B, "root_submissions", BOOLEAN, "Whether frameworks may run as root.").orElse("true");
  private static final Flag<String> ROLES =
      Flag.of(B, "roles", TEXT, "The only roles that frameworks may have, with commas between.");
  private static final Flag<DomainInfo> DOMAIN_FLAG =
      Flag.of(
          B,
          "domain",
          DOMAIN,
          "Fault domain of this master, as JSON. Agents of another region are offered only to"
              + " frameworks that know of regions.");
  private static final Flag<Boolean> REQUIRE_AGENT_DOMAIN =
      Flag.of(
              B,
              "require_agent_domain",
              BOOLEAN,
              "Whether agents without a fault domain are turned away.")
          .orElse("false");
  private static final Flag<Duration> AGENT_PING_TIMEOUT =
      Flag.of(B, "agent_ping_timeout", DURATION, "How long an agent has to answer a ping.")
          .orElse("15secs")
          .alias("slave_ping_timeout");
  private static final Flag<Integer> MAX_AGENT_PING_TIMEOUTS =
      Flag.of(
              B,
              "max_agent_ping_timeouts",
              COUNT,
              "After how many missed pings an agent is unreachable.")
          .orElse("5")
          .alias("max_slave_ping_timeouts");
  private static final Flag<Duration> AGENT_REREGISTER_TIMEOUT =
      Flag.of(
              B,
              "agent_reregister_timeout",
              DURATION,
              "How long known agents have to come back after the master was started anew.")
          .orElse("10mins")
          .alias("slave_reregister_timeout");
  private static final Flag<Integer> MAX_COMPLETED_FRAMEWORKS =
      Flag.of(B, "max_completed_frameworks", COUNT, "How many completed frameworks are kept.")
          .orElse("50");
  private static final Flag<Integer> MAX_COMPLETED_TASKS_PER_FRAMEWORK =
      Flag.of(
              B,
              "max_completed_tasks_per_framework",
              COUNT,
              "How many completed tasks of a framework are kept.")
          .orElse("1000");
  private static final Flag<Integer> MAX_UNREACHABLE_TASKS_PER_FRAMEWORK =
      Flag.of(
              B,
              "max_unreachable_tasks_per_framework",
              COUNT,
              "How many unreachable tasks of a framework are kept.")
          .orElse("1000");
  private static final Flag<Boolean> PUBLISH_PER_FRAMEWORK_METRICS =
      Flag.of(
              C,
              "publish_per_framework_metrics",
              BOOLEAN,
              "Whether every framework has metrics of its own.")
          .orElse("true");

  private static final Flag<Long> REGEX_MEMORY =
      Flag.of(
              C,
              "offer_constraints_re2_max_mem",
              BYTES,
              "Memory that a regular expression of an offer constraint may take.")
          .orElse("4KB");
  private static final Flag<Integer> REGEX_PROGRAM_SIZE =
      Flag.of(
              C,
              "offer_constraints_re2_max_program_size",
              COUNT,
              "How many instructions a regular expression of an offer constraint may have.")
          .orElse("100");

  private static final List<Flag<?>> EFFECTIVE =
      List.of(
          IP,
          PORT_FLAG,
          ADVERTISE_IP,
          ADVERTISE_PORT,
          HOSTNAME,
          HOSTNAME_LOOKUP,
          CLUSTER,
          WORK_DIR,
          REGISTRY,
          ROOT_SUBMISSIONS,
          ROLES,
          DOMAIN_FLAG,
          REQUIRE_AGENT_DOMAIN,
          REGEX_MEMORY,
          REGEX_PROGRAM_SIZE,
          AGENT_PING_TIMEOUT,
          MAX_AGENT_PING_TIMEOUTS,
          AGENT_REREGISTER_TIMEOUT,
          MAX_COMPLETED_FRAMEWORKS,
          MAX_COMPLETED_TASKS_PER_FRAMEWORK,
          MAX_UNREACHABLE_TASKS_PER_FRAMEWORK,
          PUBLISH_PER_FRAMEWORK_METRICS);

  /** Everything that a master knows. */
  public static final FlagTable TABLE = table();

  private static FlagTable table() {
    List<Flag<?>> all = new ArrayList<>(EFFECTIVE);
    all.addAll(AuthenticationFlags.ALL);
    all.addAll(AllocationFlags.ALL);
    all.addAll(LoggingFlags.ALL);
    all.addAll(AcceptedMasterFlags.ALL);
    return new FlagTable(all);
  }

  /**
   * Reads them.
   *
   * @throws FlagException if one is unknown or malformed
   */
  public static MasterFlags parse(List<String> arguments, Map<String, String> environment)
      throws FlagException {
    return new MasterFlags(TABLE.parse(arguments, environment));
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

  /** {@code --cluster}: its name. */
  public Optional<String> cluster() {
    return values.find(CLUSTER);
  }

  /** {@code --work_dir}: where the registry is. */
  public Optional<Path> workDirectory() {
    return values.find(WORK_DIR);
  }

  /** {@code --registry}: {@code replicated_log} or {@code in_memory}. */
  public String registry() {
    return values.of(REGISTRY);
  }

  /** {@code --root_submissions}: whether frameworks may run as root. */
  public boolean rootSubmissions() {
    return values.of(ROOT_SUBMISSIONS);
  }

  /** {@code --roles}: the only ones allowed, or empty for all. */
  public List<String> roles() {
    return values.find(ROLES).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(role -> !role.isEmpty())
        .toList();
  }

  /** {@code --domain}: where this master stands, or empty if it does not say. */
  public Optional<DomainInfo> domain() {
    return values.find(DOMAIN_FLAG);
  }

  /** {@code --require_agent_domain}: whether agents must say where they stand. */
  public boolean requireAgentDomain() {
    return values.of(REQUIRE_AGENT_DOMAIN);
  }

  /** Whether and how drivers and agents authenticate. */
  public AuthenticationFlags authentication() {
    return new AuthenticationFlags(values);
  }

  /** The flags that say who is offered what. */
  public AllocationFlags allocation() {
    return new AllocationFlags(values);
  }

  /** {@code --offer_constraints_re2_max_mem}, in bytes. */
  public long regexMemory() {
    return values.of(REGEX_MEMORY);
  }

  /** {@code --offer_constraints_re2_max_program_size}, in instructions. */
  public int regexProgramSize() {
    return values.of(REGEX_PROGRAM_SIZE);
  }

  /** {@code --agent_ping_timeout}. */
  public Duration agentPingTimeout() {
    return values.of(AGENT_PING_TIMEOUT);
  }

  /** {@code --max_agent_ping_timeouts}. */
  public int maxAgentPingTimeouts() {
    return values.of(MAX_AGENT_PING_TIMEOUTS);
  }

  /** {@code --agent_reregister_timeout}. */
  public Duration agentReregisterTimeout() {
    return values.of(AGENT_REREGISTER_TIMEOUT);
  }

  /** {@code --max_completed_frameworks}. */
  public int maxCompletedFrameworks() {
    return values.of(MAX_COMPLETED_FRAMEWORKS);
  }

  /** {@code --max_completed_tasks_per_framework}. */
  public int maxCompletedTasksPerFramework() {
    return values.of(MAX_COMPLETED_TASKS_PER_FRAMEWORK);
  }

  /** {@code --max_unreachable_tasks_per_framework}. */
  public int maxUnreachableTasksPerFramework() {
    return values.of(MAX_UNREACHABLE_TASKS_PER_FRAMEWORK);
  }

  /** {@code --publish_per_framework_metrics}: whether every framework has metrics of its own. */
  public boolean publishPerFrameworkMetrics() {
    return values.of(PUBLISH_PER_FRAMEWORK_METRICS);
  }
}
