package io.meseta.agent.containerizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meseta.agent.linux.UserIdentity;
import io.meseta.core.agent.ContainerLaunch.Links;
import io.meseta.core.agent.ContainerLaunch.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The layout recorded in golden/command-executor/sandboxes-find-ls.txt. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "containers are Linux processes")
class SandboxTest {

  @TempDir Path directory;

  private Path sandbox(String container) {
    return directory.resolve("executors/e/runs").resolve(container);
  }

  private Links latest(String container) {
    return new Links(sandbox(container).resolveSibling("latest").toString(), List.of());
  }

  @Test
  void sharesADirectoryOfTheSandboxAround() throws IOException {
    Path pod = sandbox("pod");
    Sandbox.create(pod, null, latest("pod"));
    Volume volume = new Volume(pod.resolve("shared/data").toString(), "in/data");
    for (String task : List.of("one", "two")) {
      String alias = pod.resolve("tasks/" + task).toString();
      Sandbox.create(pod.resolve("containers/" + task), null, new Links(alias, List.of(volume)));
    }
    Files.writeString(pod.resolve("tasks/one/in/data/file"), "seen by all");

    assertThat(pod.resolve("containers/two/in/data/file")).hasContent("seen by all");
    assertThat(pod.resolve("containers/one/stdout")).exists();

    Sandbox.delete(pod.resolve("containers/one"));
    assertThat(pod.resolve("containers/one")).doesNotExist();
    assertThat(pod.resolve("shared/data/file")).hasContent("seen by all");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void isClosedToOthersAndHasItsOutputFiles() throws IOException {
    Sandbox.create(sandbox("a"), null, latest("a"));
    assertThat(permissions(sandbox("a"))).isEqualTo("rwxr-x---");
    assertThat(permissions(sandbox("a").resolve("stdout"))).isEqualTo("rw-r--r--");
    assertThat(sandbox("a").resolve("stderr")).isEmptyFile();
  }

  @Test
  void latestLeadsToTheNewestByItsFullPath() throws IOException {
    Path latest = sandbox("latest");
    Sandbox.create(sandbox("a"), null, latest("a"));
    assertThat(Files.readSymbolicLink(latest)).isEqualTo(sandbox("a"));
    Sandbox.create(sandbox("b"), null, latest("b"));
    assertThat(Files.readSymbolicLink(latest)).isEqualTo(sandbox("b"));
    try (var names = Files.list(latest.getParent())) {
      assertThat(names.map(name -> name.getFileName().toString()))
          .containsExactlyInAnyOrder("a", "b", "latest");
    }
  }

  @Test
  void belongsToTheTasksUserIfRoot() throws IOException {
    assumeTrue(UserIdentity.root(), "only root can give files away");
    Sandbox.create(sandbox("a"), "nobody", latest("a"));
    UserIdentity nobody = UserIdentity.named("nobody");
    assertThat(Files.getAttribute(sandbox("a"), "unix:uid")).isEqualTo(nobody.uid());
    assertThat(Files.getAttribute(sandbox("a").resolve("stderr"), "unix:gid"))
        .isEqualTo(nobody.gid());
    assertThat(Files.getAttribute(sandbox("a").getParent(), "unix:uid")).isEqualTo(0);
  }

  @Test
  void keepsWhatIsThereAlready() throws IOException {
    Sandbox.create(sandbox("a"), null, latest("a"));
    Files.writeString(sandbox("a").resolve("stdout"), "kept");
    Sandbox.create(sandbox("a"), null, latest("a"));
    assertThat(sandbox("a").resolve("stdout")).hasContent("kept");
  }

  @Test
  void saysWhatIsInTheWay() throws IOException {
    Files.createDirectories(sandbox("a").getParent());
    Files.createFile(sandbox("a"));
    assertThatThrownBy(() -> Sandbox.create(sandbox("a"), null, latest("a")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Failed to create executor directory '" + sandbox("a") + "': ");
  }
}
