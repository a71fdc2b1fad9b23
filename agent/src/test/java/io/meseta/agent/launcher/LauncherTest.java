package io.meseta.agent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meseta.agent.linux.UserIdentity;
import io.meseta.core.ContainerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "containers are Linux processes")
class LauncherTest {

  @TempDir static Path directory;
  private static LauncherFixture fixture;

  @BeforeAll
  static void startLauncher() {
    fixture = LauncherFixture.in(directory);
  }

  @AfterAll
  static void endLauncher() {
    fixture.close();
  }

  @Test
  void tellsExitCodes() {
    assertThat(fixture.run("exit 0")).isEqualTo(WaitStatus.exited(0));
    assertThat(fixture.run("exit 3").description()).isEqualTo("exited with status 3");
    assertThat(fixture.run("exit 255").raw()).isEqualTo(0xff00);
  }

  @Test
  void tellsSignals() {
    assertThat(fixture.run("kill -TERM $$").raw()).isEqualTo(15);
    assertThat(fixture.run("kill -KILL $$").description())
        .isEqualTo("terminated with signal Killed");
    assertThat(fixture.run("ulimit -c 0; kill -SEGV $$").description())
        .isEqualTo("terminated with signal Segmentation fault");
  }

  @Test
  void givesExactlyTheEnvironmentAskedFor() {
    ContainerId container = LauncherFixture.newContainer();
    Map<String, String> environment = Map.of("A", "one two", "ÜML", "ä=b", "EMPTY", "");
    LaunchSpec spec =
        new LaunchSpec(
            "/usr/bin/env", List.of("env"), environment, fixture.sandbox(container), null);
    fixture.start(container, spec);
    fixture.awaitExit(container);
    assertThat(fixture.stdout(container).lines())
        .containsExactlyInAnyOrder("A=one two", "ÜML=ä=b", "EMPTY=");
  }

  @Test
  void aSandboxMayHaveLettersOfAnyLanguage() {
    assumeTrue(Set.of("UTF-8", "utf8").contains(System.getProperty("sun.jnu.encoding")));
    ContainerId container = new ContainerId("ünïcödé ✓");
    fixture.start(container, fixture.shell(container, "pwd"));
    assertThat(fixture.awaitExit(container)).isEqualTo(WaitStatus.exited(0));
    assertThat(fixture.stdout(container)).endsWith("ünïcödé ✓\n");
  }

  @Test
  void startsInTheSandboxAsLeaderOfASessionWithThreeDescriptors() {
    ContainerId container =
        fixture.start(
            "pwd; readlink /proc/$$/fd/0; ls /proc/$$/fd; cut -d' ' -f1,5,6 /proc/$$/stat");
    assertThat(fixture.awaitExit(container)).isEqualTo(WaitStatus.exited(0));
    List<String> lines = fixture.stdout(container).lines().toList();
    assertThat(lines.subList(0, 5))
        .containsExactly(fixture.sandbox(container).toString(), "/dev/null", "0", "1", "2");
    List<String> ids = List.of(lines.get(5).split(" "));
    assertThat(ids).hasSize(3).containsOnly(ids.get(0));
  }

  @Test
  void hasDefaultSignalHandling() {
    ContainerId container = fixture.start("grep -E 'Sig(Blk|Ign)' /proc/self/status");
    fixture.awaitExit(container);
    assertThat(fixture.stdout(container).lines())
        .hasSize(2)
        .allMatch(line -> line.endsWith("0000000000000000"));
  }

  @Test
  void appendsToOutputFiles() throws IOException {
    ContainerId container = LauncherFixture.newContainer();
    Files.writeString(fixture.sandbox(container).resolve("stdout"), "before\n");
    fixture.start(container, fixture.shell(container, "echo out; echo err >&2"));
    fixture.awaitExit(container);
    assertThat(fixture.stdout(container)).isEqualTo("before\nout\n");
    assertThat(fixture.stderr(container)).isEqualTo("err\n");
  }

  @Test
  void passesArgumentsUnchangedAndLooksAlongThePath() {
    ContainerId container = LauncherFixture.newContainer();
    fixture.start(
        container, fixture.spec(container, "printf", List.of("anything", "%s|", "a b", "", "*")));
    assertThat(fixture.awaitExit(container).succeeded()).isTrue();
    assertThat(fixture.stdout(container)).isEqualTo("a b||*|");
  }

  @Test
  void prefersAnExecutableInTheSandboxAndGivesScriptsWithoutInterpreterToTheShell()
      throws IOException {
    ContainerId container = LauncherFixture.newContainer();
    Path script = fixture.sandbox(container).resolve("true");
    Files.writeString(script, "echo mine $1; exit 7\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    fixture.start(container, fixture.spec(container, "true", List.of("true", "arg")));
    assertThat(fixture.awaitExit(container)).isEqualTo(WaitStatus.exited(7));
    assertThat(fixture.stdout(container)).isEqualTo("mine arg\n");
  }

  @Test
  void commandThatIsMissingExitsWithStatusOneAndSaysWhyOnStderr() {
    ContainerId container = LauncherFixture.newContainer();
    int pid = fixture.start(container, fixture.spec(container, "/no/such/bin", List.of("x")));
    assertThat(pid).isZero();
    assertThat(fixture.awaitExit(container)).isEqualTo(WaitStatus.exited(1));
    assertThat(fixture.stderr(container))
        .isEqualTo("Failed to execute '/no/such/bin': No such file or directory\n");
  }

  @Test
  void commandThatIsNotExecutableExitsWithStatusOneAndSaysWhyOnStderr() {
    ContainerId container = LauncherFixture.newContainer();
    fixture.start(container, fixture.spec(container, "/etc/passwd", List.of("x")));
    assertThat(fixture.awaitExit(container)).isEqualTo(WaitStatus.exited(1));
    assertThat(fixture.stderr(container))
        .isEqualTo("Failed to execute '/etc/passwd': Permission denied\n");
  }

  @Test
  void missingSandboxFailsTheStart() {
    ContainerId container = LauncherFixture.newContainer();
    Path missing = directory.resolve("missing");
    LaunchSpec spec = new LaunchSpec("true", List.of("true"), Map.of(), missing, null);
    assertThatThrownBy(() -> fixture.start(container, spec))
        .rootCause()
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("Failed to open '" + missing + "/stdout': No such file or directory");
    assertThat(fixture.launcher.recover().join())
        .extracting(ContainerState::container)
        .doesNotContain(container);
  }

  @Test
  void unknownUserFailsTheStart() {
    ContainerId container = LauncherFixture.newContainer();
    Path sandbox = fixture.sandbox(container);
    LaunchSpec spec = new LaunchSpec("true", List.of("true"), Map.of(), sandbox, "no-such-user");
    assertThatThrownBy(() -> fixture.start(container, spec))
        .hasMessageContaining("No such user 'no-such-user'");
  }

  @Test
  void runsAsAnotherUserIfRoot() throws IOException {
    assumeTrue(UserIdentity.root(), "only root can run as another user");
    ContainerId container = LauncherFixture.newContainer();
    LaunchSpec as = fixture.shell(container, "id -un; id -u -r; id -Gn; cat /etc/shadow");
    LaunchSpec spec =
        new LaunchSpec(as.executable(), as.arguments(), as.environment(), as.sandbox(), "nobody");
    fixture.start(container, spec);
    assertThat(fixture.awaitExit(container)).isEqualTo(WaitStatus.exited(1));
    assertThat(fixture.stdout(container))
        .isEqualTo("nobody\n" + UserIdentity.named("nobody").uid() + "\nnogroup\n");
    assertThat(fixture.run("id -un > who; grep -qx root who")).isEqualTo(WaitStatus.exited(0));
  }

  @Test
  void startingTwiceStartsOnce() {
    ContainerId container = LauncherFixture.newContainer();
    LaunchSpec spec = fixture.shell(container, "echo once");
    int first = fixture.start(container, spec);
    assertThat(fixture.start(container, spec)).isEqualTo(first);
    fixture.awaitExit(container);
    assertThat(fixture.start(container, spec)).isEqualTo(first);
    assertThat(fixture.stdout(container)).isEqualTo("once\n");
  }

  @Test
  void collectedContainersAreForgotten() {
    ContainerId container = fixture.start("exit 4");
    fixture.awaitExit(container);
    assertThat(fixture.launcher.recover().join())
        .filteredOn(state -> state.container().equals(container))
        .singleElement()
        .satisfies(state -> assertThat(state.exit()).isEqualTo(WaitStatus.exited(4)));
    fixture.launcher.collect(container).join();
    assertThat(fixture.launcher.recover().join())
        .extracting(ContainerState::container)
        .doesNotContain(container);
  }

  @Test
  void agentsThatShareALauncherSeeTheirOwnContainersOnly() {
    Launcher other = fixture.link.launcher("agent2");
    ContainerId nested = new ContainerId("inner", new ContainerId("outer"));
    CompletableFuture<ContainerExit> exit = new CompletableFuture<>();
    other.onExit(exit::complete);
    other.start(nested, fixture.shell(nested, "exit 9")).join();
    assertThat(exit.join()).isEqualTo(new ContainerExit(nested, WaitStatus.exited(9)));
    assertThat(other.recover().join())
        .extracting(ContainerState::container)
        .containsExactly(nested);
    assertThat(fixture.launcher.recover().join())
        .extracting(ContainerState::container)
        .doesNotContain(nested);
  }

  @Test
  void refusesWhatIsTooLong() {
    ContainerId container = LauncherFixture.newContainer();
    String huge = "x".repeat(FrameChannel.MAX_FRAME_BYTES);
    assertThatThrownBy(() -> fixture.start(container, fixture.shell(container, huge)))
        .hasMessageContaining("too long");
    String tooLong = "x".repeat(1 << 20);
    fixture.start(container, fixture.shell(container, tooLong));
    assertThat(fixture.awaitExit(container)).isEqualTo(WaitStatus.exited(1));
    assertThat(fixture.stderr(container))
        .isEqualTo("Failed to execute '/bin/sh': Argument list too long\n");
  }
}
