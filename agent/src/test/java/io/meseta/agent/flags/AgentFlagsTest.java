package io.meseta.agent.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meseta.runtime.flags.Flag;
import io.meseta.runtime.flags.FlagException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AgentFlagsTest {

  private static final Path GOLDEN = Path.of(System.getProperty("meseta.root"), "golden");
  private static final Pattern ENTRY = Pattern.compile("\"(\\w+)\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Flags of parts that the recorded agent was built without. */
  private static final List<String> NOT_BUILT_IN =
      List.of(
          "authenticate_http_executors",
          "check_agent_port_range_only",
          "container_ports_watch_interval",
          "egress_flow_classifier_parent",
          "egress_unique_flow_per_container",
          "enforce_container_ports",
          "ephemeral_ports_per_container",
          "ingress_isolate_existing_containers",
          "network_enable_rate_statistics",
          "network_enable_snmp_statistics",
          "network_enable_socket_statistics_details",
          "network_enable_socket_statistics_summary",
          "xfs_kill_containers",
          "xfs_project_range",
          "xfs_quota_headroom");

  @Test
  void showsTheSameFlagsAsMesosForTheSameCommandLine() throws IOException, FlagException {
    Path scenario = GOLDEN.resolve("endpoints/b-two-agents");
    for (String agent : List.of("agent1", "agent2")) {
      List<String> line = commandLine(scenario, agent);
      Map<String, String> shown = AgentFlags.parse(line, Map.of()).values().shown();
      NOT_BUILT_IN.forEach(name -> assertThat(shown.remove(name)).as(name).isNotNull());

      Map<String, String> recorded = recorded(scenario.resolve(agent + "/flags.http"));
      recorded.put("launcher_dir", "/usr/local/libexec/mesos"); // recorded from another prefix
      assertThat(shown).as(agent).isEqualTo(recorded);
    }
  }

  @Test
  void knowsEveryFlagOfMesos() {
    assertThat(AgentFlags.TABLE.flags()).hasSize(160 + 6 + 1); // with --help, which stout adds
  }

  @Test
  void insistsOnAMasterAndAWorkDirectory() {
    assertThatThrownBy(() -> AgentFlags.parse(List.of("--work_dir=/w"), Map.of()))
        .hasMessage("flag '--master' is required: The master's address, host:port.");
    assertThatThrownBy(() -> AgentFlags.parse(List.of("--master=localhost:5050"), Map.of()))
        .hasMessageStartingWith("flag '--work_dir' is required: ");
  }

  @Test
  void givesTypedValues() throws FlagException {
    AgentFlags flags =
        AgentFlags.parse(
            List.of("--master=localhost:5050", "--work_dir=/w", "--no-switch_user"),
            Map.of("MESOS_RESOURCES", "cpus:4"));

    assertThat(flags.master()).isEqualTo("localhost:5050");
    assertThat(flags.workDirectory()).isEqualTo(Path.of("/w"));
    assertThat(flags.resources()).contains("cpus:4");
    assertThat(flags.switchUser()).isFalse();
    assertThat(flags.executorRegistrationTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(flags.executorReregistrationTimeout()).hasSeconds(2);
    assertThat(flags.executorShutdownGracePeriod()).hasSeconds(5);
    assertThat(flags.recoveryTimeout()).hasMinutes(15);
    assertThat(flags.registrationBackoffFactor()).hasSeconds(1);
    assertThat(flags.maxCompletedExecutorsPerFramework()).isEqualTo(150);
    assertThat(flags.port()).isEqualTo(5051);
    assertThat(flags.launcher()).isEmpty();
  }

  @Test
  void tellsInAFullSentenceWhatEveryFlagIs() {
    for (Flag<?> flag : AgentFlags.TABLE.flags()) {
      assertThat(flag.note().help()).as(flag.name()).matches("[A-Z].*[.a-z].*");
    }
  }

  private static List<String> commandLine(Path scenario, String daemon) throws IOException {
    try (var lines = Files.lines(scenario.resolve("flags.txt"))) {
      return lines
          .filter(line -> line.startsWith(daemon + ": mesos-"))
          .flatMap(line -> Arrays.stream(line.split(" ")).skip(2))
          .toList();
    }
  }

  private static Map<String, String> recorded(Path response) throws IOException {
    Map<String, String> flags = new TreeMap<>();
    String text = Files.readString(response);
    Matcher entry = ENTRY.matcher(text.substring(text.indexOf("{\"flags\":{") + 10));
    while (entry.find()) {
      flags.put(entry.group(1), entry.group(2).replace("\\\"", "\""));
    }
    return flags;
  }
}
