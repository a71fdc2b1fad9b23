package io.meseta.agent.containerizer;

import static io.meseta.agent.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.agent.fetcher.Fetcher;
import io.meseta.agent.fetcher.FetcherSettings;
import io.meseta.agent.launcher.LauncherLink;
import io.meseta.agent.launcher.LauncherOptions;
import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentCommand.FinishRecovery;
import io.meseta.core.agent.AgentCommand.RecordContainerExit;
import io.meseta.core.agent.AgentCommand.RecordContainerStart;
import io.meseta.core.agent.AgentCommand.RecordSandboxFailure;
import io.meseta.core.agent.ContainerLaunch;
import io.meseta.core.agent.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "containers are Linux processes")
class ContainerizerTest {

  private static final ContainerId CONTAINER = new ContainerId("c-1");

  @TempDir Path directory;
  private final List<AgentCommand> commands = new CopyOnWriteArrayList<>();
  private LauncherLink link;
  private Fetcher fetcher;
  private Containerizer containerizer;

  @BeforeEach
  void start() {
    fetcher = new Fetcher(FetcherSettings.defaults(directory.resolve("fetch")));
    link = LauncherLink.open(LauncherOptions.ephemeral(directory.resolve("run")));
    containerizer = new Containerizer(link.launcher("agent1"), fetcher, commands::add);
    containerizer.recover().join();
  }

  @AfterEach
  void stop() {
    containerizer.close();
    fetcher.close();
    link.shutdown().join();
  }

  private ContainerLaunch launch(String path, List<String> arguments, @Nullable String user) {
    return new ContainerLaunch(
        CONTAINER,
        new ContainerLaunch.Owner(new FrameworkId("f"), new ExecutorId("e")),
        new ContainerLaunch.Process(
            path, arguments, Map.of("PATH", "/usr/bin:/bin"), user, List.of()),
        sandbox().toString(),
        new ContainerLaunch.Links(sandbox().resolveSibling("latest").toString(), List.of()),
        List.of());
  }

  private Path sandbox() {
    return directory.resolve("slaves/S/frameworks/f/executors/e/runs/" + CONTAINER);
  }

  private void awaitCommands(int count) {
    await().until(() -> commands.size() >= count);
  }

  @Test
  void tellsStartAndExitInThatOrder() throws IOException {
    containerizer.launch(launch("/bin/sh", List.of("sh", "-c", "pwd; exit 4"), null));
    awaitCommands(3);
    assertThat(commands.get(0)).isEqualTo(new FinishRecovery(Map.of()));
    assertThat(commands.get(1)).isInstanceOf(RecordContainerStart.class);
    assertThat(commands.get(2))
        .isEqualTo(new RecordContainerExit(CONTAINER, new ExitStatus.Exited(4)));
    assertThat(Files.readString(sandbox().resolve("stdout"))).isEqualTo(sandbox() + "\n");
  }

  @Test
  void tellsSignals() {
    containerizer.launch(launch("sleep", List.of("sleep", "1000"), null));
    containerizer.signal(CONTAINER, 15);
    awaitCommands(3);
    assertThat(commands.get(2))
        .isEqualTo(new RecordContainerExit(CONTAINER, new ExitStatus.Signaled(15, false)));
  }

  @Test
  void destroysAndCollects() {
    containerizer.launch(launch("sleep", List.of("sleep", "1000"), null));
    containerizer.destroy(CONTAINER);
    awaitCommands(3);
    assertThat(commands.get(2))
        .isEqualTo(new RecordContainerExit(CONTAINER, new ExitStatus.Signaled(9, false)));
    assertThat(link.launcher("agent1").recover().join()).hasSize(1);
    containerizer.collect(CONTAINER);
    await().until(() -> link.launcher("agent1").recover().join().isEmpty());
  }

  @Test
  void tellsFailureWhenTheUserIsUnknownAndLeavesNoSandbox() {
    containerizer.launch(launch("true", List.of("true"), "no-such-user"));
    awaitCommands(2);
    assertThat(commands.get(1))
        .isEqualTo(
            new RecordSandboxFailure(
                CONTAINER,
                "Failed to create executor directory '"
                    + sandbox()
                    + "': Failed to chown directory to 'no-such-user': No such user"
                    + " 'no-such-user'"));
    assertThat(sandbox()).doesNotExist();
    assertThat(sandbox().getParent()).isEmptyDirectory();
  }

  @Test
  void nextAgentHearsOfRunningAndEndedContainers() {
    containerizer.launch(launch("sleep", List.of("sleep", "1000"), null));
    awaitCommands(2);
    long pid = ((RecordContainerStart) commands.get(1)).processId();
    List<AgentCommand> heard = new CopyOnWriteArrayList<>();
    try (Containerizer next = new Containerizer(link.launcher("agent1"), fetcher, heard::add)) {
      next.recover().join();
      next.destroy(CONTAINER);
      await().until(() -> heard.size() == 2);
      assertThat(heard.get(0)).isEqualTo(new FinishRecovery(Map.of(CONTAINER, pid)));
      assertThat(heard.get(1)).isInstanceOf(RecordContainerExit.class);
    }
  }
}
