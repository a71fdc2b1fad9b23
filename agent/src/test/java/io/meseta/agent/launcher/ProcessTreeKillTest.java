package io.meseta.agent.launcher;

import static io.meseta.agent.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.agent.linux.ProcessStat;
import io.meseta.core.ContainerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "containers are Linux processes")
class ProcessTreeKillTest {

  private static final int SIGTERM = 15;
  private static final WaitStatus KILLED = WaitStatus.signaled(9);

  /** A grandchild in a session of its own whose parent has died. */
  private static final String DETACHED = "(setsid sleep 1000 & echo $!) > pid; cat pid; ";

  /** One that moreover has wiped out everything that tells where it comes from. */
  private static final String ANONYMOUS =
      "(cd /; setsid env -i sh -c 'sleep 1000 & sleep 1000 & wait' >/dev/null 2>&1 & echo $!); ";

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
  void destroyKillsChildrenAndDetachedGrandchildren() {
    ContainerId container = fixture.start("sleep 1000 & echo $!; " + DETACHED + "wait");
    List<String> pids = fixture.awaitWords(container, 2);
    fixture.launcher.destroy(container).join();
    assertThat(fixture.awaitExit(container)).isEqualTo(KILLED);
    assertThat(pids).noneMatch(pid -> LauncherFixture.alive(Integer.parseInt(pid)));
  }

  @Test
  void whenTheMainProcessEndsTheRestIsKilledBeforeTheExitIsTold() {
    ContainerId container = fixture.start("sleep 1000 & echo $!; " + DETACHED + "exit 5");
    assertThat(fixture.awaitExit(container)).isEqualTo(WaitStatus.exited(5));
    assertThat(fixture.awaitWords(container, 2))
        .noneMatch(pid -> LauncherFixture.alive(Integer.parseInt(pid)));
  }

  @Test
  void doubleForkIsKilledThoughItsParentsAreGone() {
    ContainerId container =
        fixture.start("sh -c 'setsid sh -c \"sleep 1000 & echo \\$!\" &' ; sleep 1000");
    List<String> pids = fixture.awaitWords(container, 1);
    fixture.launcher.destroy(container).join();
    assertThat(fixture.awaitExit(container)).isEqualTo(KILLED);
    assertThat(pids).noneMatch(pid -> LauncherFixture.alive(Integer.parseInt(pid)));
  }

  @Test
  void anonymousOrphanIsKilledWithTheLastContainerItMayBelongTo() throws IOException {
    try (LauncherFixture alone = LauncherFixture.in(Files.createTempDirectory(directory, "x"))) {
      ContainerId bystander = alone.start("sleep 1000");
      ContainerId container = alone.start(ANONYMOUS + "sleep 1000");
      int orphan = Integer.parseInt(alone.awaitWords(container, 1).get(0));
      await().until(() -> parentIs(orphan, alone.link.launcherPid()) && isAnonymous(orphan));

      alone.launcher.destroy(container).join();
      alone.awaitExit(container);
      assertThat(LauncherFixture.alive(orphan)).as("may be the bystander's").isTrue();

      alone.launcher.destroy(bystander).join();
      alone.awaitExit(bystander);
      assertThat(LauncherFixture.alive(orphan)).isFalse();
    }
  }

  /** Until it has become the shell without an environment it can still be told whose it is. */
  private static boolean isAnonymous(int pid) {
    return LauncherFixture.read(Path.of("/proc/" + pid + "/cmdline")).startsWith("sh\0")
        && LauncherFixture.read(Path.of("/proc/" + pid + "/environ")).isEmpty();
  }

  private static boolean parentIs(int pid, int parent) {
    ProcessStat process = ProcessStat.of(pid);
    return process != null && process.parent() == parent;
  }

  @Test
  void termReachesEveryProcessOfTheTreeAndOnlyThose() {
    ContainerId bystander =
        fixture.start("trap 'exit 1' TERM; echo ready; while :; do sleep 0.1; done");
    ContainerId container =
        fixture.start(
            "trap 'wait; echo main; exit 3' TERM; sh -c 'trap \"echo child; exit\" TERM; "
                + "echo ready; while :; do sleep 0.1; done' & wait");
    fixture.awaitWords(bystander, 1);
    fixture.awaitWords(container, 1);
    fixture.launcher.signalTree(container, SIGTERM).join();
    assertThat(fixture.awaitExit(container)).isEqualTo(WaitStatus.exited(3));
    assertThat(fixture.stdout(container).lines()).containsExactly("ready", "child", "main");
    assertThat(fixture.exits).doesNotContainKey(bystander);
    fixture.launcher.destroy(bystander).join();
  }

  @Test
  void processThatIgnoresTermIsKilled() {
    ContainerId container = fixture.start("trap '' TERM; echo ready; while :; do sleep 0.1; done");
    fixture.awaitWords(container, 1);
    fixture.launcher.signalTree(container, SIGTERM).join();
    assertThat(fixture.launcher.recover().join())
        .anyMatch(state -> state.container().equals(container) && state.running());
    fixture.launcher.destroy(container).join();
    assertThat(fixture.awaitExit(container)).isEqualTo(KILLED);
  }

  @Test
  void signalReachesTheMainProcessAlone() {
    ContainerId container =
        fixture.start(
            "trap 'echo main; exit 0' USR1; sh -c 'trap \"echo child\" USR1; "
                + "echo ready; while :; do sleep 0.1; done' & wait");
    fixture.awaitWords(container, 1);
    fixture.launcher.signal(container, 10).join();
    fixture.awaitExit(container);
    assertThat(fixture.stdout(container).lines()).containsExactly("ready", "main");
  }

  @Test
  void signalsToWhatHasEndedOrNeverWasDoNothing() {
    ContainerId container = fixture.start("exit 0");
    fixture.awaitExit(container);
    fixture.launcher.signal(container, SIGTERM).join();
    fixture.launcher.destroy(container).join();
    fixture.launcher.destroy(new ContainerId("never-was")).join();
    assertThat(fixture.exits.get(container)).isEqualTo(WaitStatus.exited(0));
  }

  @Test
  void nestedContainersAreKeptApartFromTheirParents() {
    ContainerId parent = fixture.start("sleep 1000");
    ContainerId nested = new ContainerId("nested", parent);
    Path inner = fixture.sandbox(parent).resolve("containers/nested");
    assertThat(inner.toFile().mkdirs()).isTrue();
    fixture.start(
        nested,
        new LaunchSpec(
            "sh",
            List.of("sh", "-c", "(setsid sleep 1000 & echo $!); sleep 1000"),
            Map.of("PATH", LauncherFixture.PATH),
            inner,
            null));
    Path printed = inner.resolve("stdout");
    await().until(() -> Files.size(printed) > 1);
    int orphan = Integer.parseInt(LauncherFixture.read(printed).trim());
    fixture.launcher.destroy(nested).join();
    fixture.awaitExit(nested);
    assertThat(LauncherFixture.alive(orphan)).isFalse();
    assertThat(fixture.launcher.recover().join())
        .anyMatch(state -> state.container().equals(parent) && state.running());
    fixture.launcher.destroy(parent).join();
    fixture.awaitExit(parent);
  }
}
