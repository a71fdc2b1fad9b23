package io.meseta.agent.containerizer;

import static io.meseta.agent.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meseta.core.agent.ContainerLaunch.MountedVolume;
import io.meseta.core.agent.VolumeChange;
import io.meseta.core.agent.VolumeChange.Destroyed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories of persistent volumes, and how sandboxes see them. */
class VolumesTest {

  @TempDir Path work;
  private final VolumeDirectories directories = new VolumeDirectories();
  private Path volume;
  private Path sandbox;

  @BeforeEach
  void makeVolume() throws IOException {
    volume = work.resolve("volumes/roles/eng web/v1");
    sandbox = Files.createDirectories(work.resolve("sandbox"));
    change(List.of(volume), List.of());
  }

  @AfterEach
  void close() {
    directories.close();
  }

  private void change(List<Path> created, List<Destroyed> destroyed) throws IOException {
    directories.change(
        new VolumeChange(null, created.stream().map(Path::toString).toList(), destroyed));
  }

  private MountedVolume mounted(Path path, String containerPath) {
    return new MountedVolume(path.toString(), containerPath, false, false);
  }

  private void link(MountedVolume... volumes) throws IOException {
    VolumeLinks.link(sandbox, List.of(volumes), null);
  }

  @Test
  void keepsWhatIsThereAndDestroysAllThatIsThere() throws IOException {
    Files.createDirectories(volume.resolve("a/b"));
    Files.writeString(volume.resolve("a/b/file"), "data");
    change(List.of(volume), List.of());
    assertThat(volume.resolve("a/b/file")).hasContent("data");

    change(List.of(), List.of(new Destroyed(volume.toString(), false)));
    assertThat(volume).doesNotExist();
    await().untilAsserted(() -> assertThat(work.resolve("volumes/.destroyed")).doesNotExist());
    change(List.of(volume), List.of(new Destroyed(volume.toString(), false)));
    assertThat(volume).isEmptyDirectory();
  }

  @Test
  void emptiesMountsAndLeavesThemThere() throws IOException {
    Files.writeString(volume.resolve("file"), "data");
    Files.createDirectory(volume.resolve("directory"));
    change(List.of(), List.of(new Destroyed(volume.toString(), true)));
    await().untilAsserted(() -> assertThat(volume).isEmptyDirectory());
  }

  @Test
  void saysWhichDirectoryCannotBeMade() throws IOException {
    Path file = Files.writeString(work.resolve("file"), "");
    assertThatThrownBy(() -> change(List.of(file.resolve("v")), List.of()))
        .hasMessageStartingWith("Failed to create the persistent volume at '" + file);
  }

  @Test
  void linksVolumesIntoTheSandbox() throws IOException {
    link(mounted(volume, "data"), mounted(work.resolve("volumes/roles/a/w"), "deep/er/data"));
    Files.writeString(sandbox.resolve("data/file"), "one");
    assertThat(volume.resolve("file")).hasContent("one");
    assertThat(sandbox.resolve("deep/er/data")).isSymbolicLink();

    Path other = work.resolve("volumes/roles/a/x");
    link(mounted(other, "data"));
    assertThat(sandbox.resolve("data").toRealPath()).isEqualTo(other.toRealPath());
  }

  @Test
  void refusesWhatCannotBeLinked() throws IOException {
    for (String path : List.of("/data", "../data", ".", "")) {
      assertThatThrownBy(() -> link(mounted(volume, path)))
          .hasMessageStartingWith("The container path '" + path + "' of a persistent volume");
    }
    assertThatThrownBy(() -> link(mounted(volume, "d"), mounted(work.resolve("w"), "d")))
        .hasMessage("Two persistent volumes have the same container path 'd'");
    Files.createSymbolicLink(sandbox.resolve("out"), work);
    assertThatThrownBy(() -> link(mounted(volume, "out/d"))).hasMessageContaining("out of the");
    Files.writeString(sandbox.resolve("stdout"), "");
    assertThatThrownBy(() -> link(mounted(volume, "stdout")))
        .hasMessage("There is a file at the container path 'stdout' of a persistent volume");
  }
}
