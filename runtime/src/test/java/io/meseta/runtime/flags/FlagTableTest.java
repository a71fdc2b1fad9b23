package io.meseta.runtime.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meseta.runtime.flags.Flag.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagTableTest {

  private static final Flag<Integer> PORT =
      Flag.of(Tier.A, "port", FlagType.PORT, "Port to listen on.").orElse("5050");
  private static final Flag<Duration> PING =
      Flag.of(Tier.B, "agent_ping_timeout", FlagType.DURATION, "How long to wait.")
          .orElse("15secs")
          .alias("slave_ping_timeout");
  private static final Flag<Boolean> ROOT =
      Flag.of(Tier.B, "root_submissions", FlagType.BOOLEAN, "Whether root may.").orElse("true");
  private static final Flag<String> CLUSTER = Flag.of(Tier.A, "cluster", FlagType.TEXT, "A name.");
  private static final Flag<String> MASTER =
      Flag.of(Tier.A, "master", FlagType.SECRET_TEXT, "Where it is.");
  private static final Flag<Path> CREDENTIALS =
      Flag.of(Tier.B, "credentials", FlagType.FILE, "Who may.");
  private static final Flag<Long> CACHE =
      Flag.of(Tier.A, "fetcher_cache_size", FlagType.BYTES, "Size.").orElse("2GB").withoutEffect();

  private static final FlagTable TABLE =
      new FlagTable(List.of(PORT, PING, ROOT, CLUSTER, MASTER, CREDENTIALS, CACHE));

  @TempDir Path directory;

  private static FlagValues parse(String... arguments) throws FlagException {
    return TABLE.parse(List.of(arguments), Map.of());
  }

  @Test
  void hasDefaults() throws FlagException {
    FlagValues values = parse();

    assertThat(values.of(PORT)).isEqualTo(5050);
    assertThat(values.find(CLUSTER)).isEmpty();
    assertThat(values.shown())
        .isEqualTo(
            Map.of(
                "agent_ping_timeout", "15secs",
                "fetcher_cache_size", "2GB",
                "help", "false",
                "port", "5050",
                "root_submissions", "true",
                "version", "false"));
    assertThat(values.warnings()).isEmpty();
  }

  @Test
  void prefersTheCommandLineToTheEnvironmentAndThatToTheDefault() throws FlagException {
    Map<String, String> environment = Map.of("MESOS_PORT", "1", "MESOS_cluster", "env");
    FlagValues values = TABLE.parse(List.of("--port=2"), environment);

    assertThat(values.of(PORT)).isEqualTo(2);
    assertThat(values.of(CLUSTER)).isEqualTo("env");
    assertThat(values.of(PING)).hasSeconds(15);
  }

  @ParameterizedTest
  @CsvSource({
    "--root_submissions, true",
    "--no-root_submissions, false",
    "--root_submissions=false, false",
    "--root_submissions=0, false",
    "--root_submissions=, true",
    "--ROOT_submissions=1, true",
  })
  void readsSwitches(String argument, boolean value) throws FlagException {
    assertThat(parse(argument).of(ROOT)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot=1 | unknown flag '--prot', did you mean '--port'?",
        "--agent-ping-timeout=1secs | unknown flag '--agent-ping-timeout', did you mean '--agent_ping_timeout'?",
        "--no-prot | unknown flag '--no-prot', did you mean '--port'?",
        "--quux=1 | unknown flag '--quux'; --help lists all",
        "--port=abc | flag '--port': 'abc' is not a port number (0 to 65535)",
        "--port=65536 | flag '--port': '65536' is not a port number (0 to 65535)",
        "--port= | flag '--port': '' is not a port number (0 to 65535)",
        "--port | flag '--port' needs a value: write --port=<value>",
        "--no-port | flag '--no-port': '--port' is not a switch, it needs a value",
        "--root_submissions=yes | flag '--root_submissions': 'yes' is neither true nor false",
        "--no-root_submissions=true | flag '--no-root_submissions' takes no value",
        "5050 | unexpected argument '5050': flags are written --name=value",
        "--cluster=file:///no/such/file | flag '--cluster': cannot read the file /no/such/file",
      })
  void saysInOneLineWhatIsWrong(String argument, String message) {
    assertThatThrownBy(() -> parse(argument)).isInstanceOf(FlagException.class).hasMessage(message);
  }

  @Test
  void refusesAFlagGivenTwiceUnderWhateverName() {
    assertThatThrownBy(() -> parse("--agent_ping_timeout=1secs", "--slave_ping_timeout=2secs"))
        .hasMessage("flag '--slave_ping_timeout' is given twice");
  }

  @Test
  void stopsAtTwoDashes() throws FlagException {
    assertThat(parse("--port=1", "--", "--port=2", "whatever").of(PORT)).isEqualTo(1);
  }

  @Test
  void warnsOfAnOldName() throws FlagException {
    FlagValues values = parse("--slave_ping_timeout=1mins");

    assertThat(values.of(PING)).hasMinutes(1);
    assertThat(values.warnings())
        .containsExactly("flag '--slave_ping_timeout' is deprecated, use '--agent_ping_timeout'");
  }

  @Test
  void warnsOfWhatHasNoEffectUnlessItIsTheDefault() throws FlagException {
    assertThat(parse("--fetcher_cache_size=2048MB").warnings()).isEmpty();
    assertThat(parse("--fetcher_cache_size=3GB").warnings())
        .containsExactly("flag --fetcher_cache_size is accepted but has no effect yet");
  }

  @Test
  void ignoresForeignVariablesAndWarnsOnlyOfAProbableSlip() throws FlagException {
    FlagValues values =
        TABLE.parse(List.of(), Map.of("MESOS_NATIVE_JAVA_LIBRARY", "x", "MESOS_PROT", "1"));

    assertThat(values.warnings())
        .containsExactly("ignored environment variable MESOS_PROT, did you mean MESOS_PORT?");
  }

  @Test
  void namesTheVariableThatIsMalformed() {
    assertThatThrownBy(() -> TABLE.parse(List.of(), Map.of("MESOS_PORT", "x")))
        .hasMessage("environment variable MESOS_PORT: 'x' is not a port number (0 to 65535)");
  }

  @Test
  void readsValuesFromFiles() throws FlagException, IOException {
    Path file = Files.writeString(directory.resolve("value"), "golden\n");
    String location = "file://" + file;
    FlagValues values =
        parse("--cluster=" + location, "--master=" + location, "--credentials=" + location);

    assertThat(values.of(CLUSTER)).isEqualTo("golden");
    assertThat(values.of(MASTER)).isEqualTo("golden");
    assertThat(values.of(CREDENTIALS)).isEqualTo(file);
    assertThat(values.shown())
        .containsEntry("cluster", "golden")
        .as("what may be secret stays in its file")
        .containsEntry("master", location);
  }

  @Test
  void insistsOnRequiredFlagsUnlessHelpIsWanted() throws FlagException {
    FlagTable table = new FlagTable(List.of(CLUSTER.required()));

    assertThatThrownBy(() -> table.parse(List.of(), Map.of()))
        .hasMessage("flag '--cluster' is required: A name.");
    assertThat(table.parse(List.of("--help"), Map.of()).of(FlagTable.HELP)).isTrue();
  }

  @Test
  void rendersHelp() {
    assertThat(FlagHelp.render("meseta master", TABLE))
        .startsWith("Usage: meseta master [--flag=value ...]\n\n  --agent_ping_timeout=VALUE\n")
        .contains("  --[no-]root_submissions\n          Whether root may. (default: true)\n")
        .contains("without effect yet:\n  fetcher_cache_size\n");
  }

  @Test
  void readsRowsOfAcceptedFlags() throws FlagException {
    FlagTable table =
        new FlagTable(
            AcceptedFlags.parse(
                """
                B  new_name(old_name)  DURATION=1mins  Some help.
                C  empty               TEXT=           More help.
                """));

    FlagValues values = table.parse(List.of("--old_name=2mins"), Map.of());
    assertThat(values.shown()).containsEntry("new_name", "2mins").containsEntry("empty", "");
    assertThat(values.warnings())
        .containsExactly(
            "flag '--old_name' is deprecated, use '--new_name'",
            "flag --new_name is accepted but has no effect yet");
  }

  @Test
  void refusesAMalformedRow() {
    assertThatThrownBy(() -> AcceptedFlags.parse("B name WHATEVER help"))
        .hasMessage("not a row of a flag table: B name WHATEVER help");
  }
}
