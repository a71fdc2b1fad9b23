package io.meseta.master.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meseta.core.allocator.AllocatorSettings;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.master.MasterConfig;
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

class MasterFlagsTest {

  private static final Path GOLDEN = Path.of(System.getProperty("meseta.root"), "golden");
  private static final Pattern ENTRY = Pattern.compile("\"(\\w+)\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  @Test
  void showsTheSameFlagsAsMesosForTheSameCommandLine() throws IOException, FlagException {
    Path scenario = GOLDEN.resolve("endpoints/b-two-agents");
    Map<String, String> shown =
        MasterFlags.parse(commandLine(scenario, "master"), Map.of()).values().shown();

    Map<String, String> recorded = recorded(scenario.resolve("master/flags.http"));
    recorded.remove("webui_dir"); // our own UI is in the jar
    assertThat(shown).isEqualTo(recorded);
  }

  @Test
  void acceptsTheCommandLineOfEveryRecordedMasterWithoutAnError() throws IOException {
    try (var files = Files.walk(GOLDEN)) {
      List<Path> scenarios =
          files.filter(file -> file.endsWith("flags.txt")).map(Path::getParent).toList();
      assertThat(scenarios).hasSizeGreaterThan(5);
      for (Path scenario : scenarios) {
        List<String> line = commandLine(scenario, "master");
        assertThatCode(() -> MasterFlags.parse(line, Map.of()))
            .as("%s", scenario)
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void knowsEveryFlagOfMesos() {
    assertThat(MasterFlags.TABLE.flags()).hasSize(71 + 6 + 1); // with --help, which stout adds
  }

  @Test
  void givesTypedValues() throws FlagException {
    MasterFlags flags =
        MasterFlags.parse(
            List.of("--roles=web, ops,", "--agent_ping_timeout=1secs", "--no-root_submissions"),
            Map.of());

    assertThat(flags.roles()).containsExactly("web", "ops");
    assertThat(flags.agentPingTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(flags.rootSubmissions()).isFalse();
    assertThat(flags.allocation().offerTimeout()).isEmpty();
    assertThat(flags.registry()).isEqualTo("replicated_log");
    assertThat(flags.allocation().interval()).hasSeconds(1);
    assertThat(flags.allocation().allocator().filterGpuResources()).isTrue();
    assertThat(flags.regexMemory()).isEqualTo(4096);
    assertThat(flags.regexProgramSize()).isEqualTo(100);
    assertThat(flags.hostnameLookup()).isTrue();
    assertThat(flags.maxAgentPingTimeouts()).isEqualTo(5);
    assertThat(flags.agentReregisterTimeout()).hasMinutes(10);
    assertThat(flags.maxCompletedFrameworks()).isEqualTo(50);
    assertThat(flags.maxCompletedTasksPerFramework()).isEqualTo(1000);
    assertThat(flags.maxUnreachableTasksPerFramework()).isEqualTo(1000);
    assertThat(flags.port()).isEqualTo(5050);
  }

  @Test
  void readsWhoIsOfferedWhat() throws FlagException {
    AllocationFlags flags =
        allocation(
            "--role_sorter=random",
            "--weights=web=2.5, ops=1",
            "--min_allocatable_resources=cpus:1;mem:64|disk:8",
            "--fair_sharing_excluded_resource_names=gpus,disk",
            "--whitelist=file:///hosts",
            "--allocator_agent_recovery_factor=0.5",
            "--allocator_recovery_timeout=2mins");

    AllocatorSettings settings = flags.allocator();
    assertThat(settings.roles()).isEqualTo(AllocatorSettings.Order.RANDOM);
    assertThat(settings.frameworks()).isEqualTo(AllocatorSettings.Order.DRF);
    assertThat(settings.weights()).isEqualTo(Map.of("web", 2.5, "ops", 1.0));
    assertThat(settings.minimum())
        .containsExactly(
            new Traits.Minimum(Map.of("cpus", 1_000L, "mem", 64_000L)),
            new Traits.Minimum(Map.of("disk", 8_000L)));
    assertThat(settings.fairSharingExcluded()).containsExactlyInAnyOrder("gpus", "disk");
    assertThat(flags.whitelist()).hasValue(Path.of("/hosts"));
    assertThat(flags.recovery())
        .isEqualTo(new MasterConfig.AgentRecovery(0.5, Duration.ofMinutes(2)));
    assertThat(allocation().allocator()).isEqualTo(AllocatorSettings.DEFAULT);
    assertThat(allocation("--min_allocatable_resources=").allocator().minimum()).isEmpty();
  }

  private static AllocationFlags allocation(String... arguments) throws FlagException {
    return MasterFlags.parse(List.of(arguments), Map.of()).allocation();
  }

  @Test
  void refusesWhatCannotBeAllocatedBy() {
    assertThatThrownBy(() -> allocation("--weights=web=0"))
        .hasMessageContaining("'web=0' is not role=weight with a weight greater than zero");
    assertThatThrownBy(() -> allocation("--min_allocatable_resources=cpus"))
        .hasMessageContaining("'cpus' is not resource:amount");
    assertThatThrownBy(() -> allocation("--role_sorter=fifo"))
        .hasMessageContaining("'fifo' is none of drf, random");
  }

  @Test
  void tellsInAFullSentenceWhatEveryFlagIs() {
    for (Flag<?> flag : MasterFlags.TABLE.flags()) {
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
