package io.meseta.agent.launcher;

import static io.meseta.agent.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meseta.agent.Patience;
import io.meseta.agent.launcher.LauncherOptions.OrphanPolicy;
import io.meseta.agent.linux.Signals;
import io.meseta.core.ContainerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "containers are Linux processes")
class LauncherSurvivalTest {

  @TempDir Path directory;

  private LauncherOptions durable() {
    return LauncherOptions.durable(directory.resolve("run"));
  }

  @Test
  void exitsWaitForTheNextAgent() {
    ContainerId container;
    int launcherPid;
    try (LauncherLink first = LauncherLink.open(durable())) {
      container = new ContainerId("lonely");
      Launcher launcher = first.launcher("agent1");
      launcher.start(container, shell(container, "while [ ! -e go ]; do sleep 0.05; done; exit 6"));
      launcher.recover().join();
      launcherPid = first.launcherPid();
    }
    touch(sandbox(container).resolve("go"));
    try (LauncherFixture next = LauncherFixture.with(directory, durable())) {
      assertThat(next.awaitExit(container)).isEqualTo(WaitStatus.exited(6));
      assertThat(next.link.launcherPid()).isEqualTo(launcherPid);
    }
  }

  @Test
  void killedAgentsContainersRunOnAndAreFoundAgain() throws Exception {
    Process agent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AgentThatIsKilled.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("agent.log").toFile())
            .start();
    Path started = directory.resolve("sandboxes/orphan/stdout");
    await().until(() -> !agent.isAlive() || Files.exists(started) && Files.size(started) > 0);
    assertThat(agent.destroyForcibly().waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isTrue();
    assertThat(agent.exitValue())
        .as(LauncherFixture.read(directory.resolve("agent.log")))
        .isEqualTo(137);

    ContainerId container = new ContainerId("orphan");
    try (LauncherFixture next = LauncherFixture.with(directory, durable())) {
      List<ContainerState> found = next.launcher.recover().join();
      assertThat(found).extracting(ContainerState::container).containsExactly(container);
      assertThat(found.get(0).running()).isTrue();
      touch(next.sandbox(container).resolve("go"));
      assertThat(next.awaitExit(container)).isEqualTo(WaitStatus.exited(7));
    }
  }

  /** Starts a container and waits to be killed. */
  static final class AgentThatIsKilled {
    public static void main(String[] arguments) throws InterruptedException {
      Path directory = Path.of(arguments[0]);
      LauncherFixture fixture =
          LauncherFixture.with(directory, LauncherOptions.durable(directory.resolve("run")));
      ContainerId container = new ContainerId("orphan");
      fixture.start(
          container,
          fixture.shell(container, "echo up; while [ ! -e go ]; do sleep 0.05; done; exit 7"));
      Thread.sleep(Duration.ofMinutes(5));
    }
  }

  @Test
  void lostLauncherIsReplacedAndItsContainersAreAdopted() {
    try (LauncherFixture fixture = LauncherFixture.with(directory, durable())) {
      ContainerId ended = fixture.start("exit 2");
      fixture.awaitExit(ended);
      ContainerId ends = fixture.start("echo $$; while [ ! -e go ]; do sleep 0.05; done; exit 8");
      ContainerId killed = fixture.start("echo $$; setsid sleep 1000 & echo $!; wait");
      fixture.awaitWords(ends, 1);
      List<String> pids = fixture.awaitWords(killed, 2);
      int lost = fixture.link.launcherPid();

      Signals.send(lost, Signals.SIGKILL);
      await().until(() -> fixture.link.launcherPid() != 0 && fixture.link.launcherPid() != lost);
      assertThat(fixture.launcher.recover().join())
          .filteredOn(ContainerState::running)
          .extracting(ContainerState::container)
          .containsExactlyInAnyOrder(ends, killed);
      assertThat(fixture.launcher.recover().join())
          .contains(new ContainerState(ended, pid(fixture, ended), WaitStatus.exited(2)));
      assertThat(fixture.exits).containsOnlyKeys(ended);

      touch(fixture.sandbox(ends).resolve("go"));
      assertThat(fixture.awaitExit(ends)).isEqualTo(WaitStatus.UNKNOWN);
      fixture.launcher.destroy(killed).join();
      assertThat(fixture.awaitExit(killed)).isEqualTo(WaitStatus.UNKNOWN);
      assertThat(pids).noneMatch(pid -> LauncherFixture.alive(Integer.parseInt(pid)));
      assertThat(fixture.run("exit 9")).isEqualTo(WaitStatus.exited(9));
    }
  }

  private static int pid(LauncherFixture fixture, ContainerId container) {
    return fixture.launcher.recover().join().stream()
        .filter(state -> state.container().equals(container))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  @Test
  void containerThatEndsWhileThereIsNoLauncherEndsWithAnUnknownStatus() {
    ContainerId container;
    try (LauncherLink link = LauncherLink.open(durable())) {
      container = new ContainerId("unseen");
      Launcher launcher = link.launcher("agent1");
      int pid = launcher.start(container, shell(container, "sleep 1000")).join();
      int launcherPid = link.launcherPid();
      link.close();
      Signals.send(launcherPid, Signals.SIGKILL);
      await().until(() -> !LauncherFixture.alive(launcherPid));
      Signals.send(pid, Signals.SIGKILL);
      await().until(() -> !LauncherFixture.alive(pid));
    }
    try (LauncherFixture next = LauncherFixture.with(directory, durable())) {
      assertThat(next.awaitExit(container)).isEqualTo(WaitStatus.UNKNOWN);
    }
  }

  @Test
  void linksOfOneDirectoryShareOneLauncher() {
    try (LauncherFixture one = LauncherFixture.with(directory, durable());
        LauncherLink two = LauncherLink.open(durable());
        LauncherLink three = LauncherLink.open(durable())) {
      two.launcher("b").recover().join();
      three.launcher("c").recover().join();
      one.launcher.recover().join();
      assertThat(two.launcherPid()).isEqualTo(one.link.launcherPid()).isNotZero();
      assertThat(three.launcherPid()).isEqualTo(one.link.launcherPid());
    }
  }

  @Test
  void idleLauncherEnds() {
    LauncherOptions impatient =
        new LauncherOptions(directory.resolve("run"), Duration.ofMillis(50), OrphanPolicy.KEEP);
    int pid;
    try (LauncherLink link = LauncherLink.open(impatient)) {
      link.launcher("a").recover().join();
      pid = link.launcherPid();
      assertThat(LauncherFixture.alive(pid)).isTrue();
    }
    await().until(() -> !LauncherFixture.alive(pid));
  }

  @Test
  void ephemeralLauncherKillsWhatItsAgentLeft() {
    LauncherOptions ephemeral =
        new LauncherOptions(directory.resolve("run"), Duration.ofMillis(50), OrphanPolicy.KILL);
    ContainerId container = new ContainerId("left");
    int launcherPid;
    int pid;
    try (LauncherLink link = LauncherLink.open(ephemeral)) {
      Launcher launcher = link.launcher("a");
      pid = launcher.start(container, shell(container, "sleep 1000")).join();
      launcherPid = link.launcherPid();
    }
    await().until(() -> !LauncherFixture.alive(pid));
    await().until(() -> !LauncherFixture.alive(launcherPid));
  }

  @Test
  void shutdownKillsEverythingAndEndsTheLauncher() {
    LauncherFixture fixture = LauncherFixture.with(directory, durable());
    ContainerId container = fixture.start("trap '' TERM; echo $$; sleep 1000 & echo $!; wait");
    List<String> pids = fixture.awaitWords(container, 2);
    int launcherPid = fixture.link.launcherPid();
    fixture.close();
    assertThat(pids).noneMatch(pid -> LauncherFixture.alive(Integer.parseInt(pid)));
    await().until(() -> !LauncherFixture.alive(launcherPid));
  }

  @Test
  void deeplyNestedRuntimeDirectoryIsNoHindrance() {
    LauncherOptions deep =
        LauncherOptions.ephemeral(directory.resolve("deep/".repeat(30)).resolve("run"));
    try (LauncherFixture fixture = LauncherFixture.with(directory, deep)) {
      assertThat(fixture.run("exit 3")).isEqualTo(WaitStatus.exited(3));
    }
  }

  @Test
  void runtimeDirectoryMayHaveBlanksAndForeignLettersInItsName() {
    assumeTrue(System.getProperty("sun.jnu.encoding").equals("UTF-8"), "Java needs a locale too");
    LauncherOptions foreign = LauncherOptions.ephemeral(directory.resolve("où est l'été/läuft"));
    try (LauncherFixture fixture = LauncherFixture.with(directory, foreign)) {
      assertThat(fixture.run("exit 3")).isEqualTo(WaitStatus.exited(3));
    }
  }

  @Test
  void startsAlsoWhenItIsToMakeItsStartUpCache() {
    System.setProperty("meseta.cache.training", directory.toString());
    int launcherPid;
    try (LauncherFixture fixture = LauncherFixture.with(directory, durable())) {
      assertThat(fixture.run("exit 3")).isEqualTo(WaitStatus.exited(3));
      launcherPid = fixture.link.launcherPid();
    } finally {
      System.clearProperty("meseta.cache.training");
    }
    await().until(() -> !LauncherFixture.alive(launcherPid));
  }

  private Path sandbox(ContainerId container) {
    try {
      return Files.createDirectories(directory.resolve("sandboxes/" + container));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LaunchSpec shell(ContainerId container, String script) {
    return new LaunchSpec(
        "/bin/sh",
        List.of("sh", "-c", script),
        Map.of("PATH", LauncherFixture.PATH),
        sandbox(container),
        null);
  }

  private static void touch(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
