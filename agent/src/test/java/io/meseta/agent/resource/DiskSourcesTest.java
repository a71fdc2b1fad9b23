package io.meseta.agent.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSourcesTest {

  private static final Machine MACHINE = new Machine(1, 1 << 30, 1 << 30);

  @TempDir Path directory;

  @Test
  void makesDirectoriesOfPathDisks() throws IOException {
    prepare("{'type': 'PATH', 'path': {'root': 'fast/one'}}");
    assertThat(directory.resolve("fast/one")).isDirectory();
  }

  @Test
  void takesMountsOnly() throws IOException {
    prepare("{'type': 'MOUNT', 'mount': {'root': '/proc'}}");
    Files.createDirectory(directory.resolve("plain"));
    Path plain = directory.toRealPath().resolve("plain");
    assertRefused(
        "{'type': 'MOUNT', 'mount': {'root': 'plain'}}",
        "Failed to find mount '" + plain + "' in /proc/mounts");
    assertRefused(
        "{'type': 'MOUNT', 'mount': {'root': '/no/such'}}",
        "Failed to determine `realpath` for DiskInfo mount in resource"
            + " 'disk[MOUNT:/no/such]:10' with path '/no/such': no such path");
  }

  @Test
  void refusesWhatAnAgentHasNot() throws IOException {
    assertRefused(
        "{'type': 'PATH', 'path': {}}",
        "PATH disk root directory is not specified 'disk[PATH]:10'");
    assertRefused(
        "{'type': 'MOUNT', 'mount': {}}",
        "MOUNT disk root directory is not specified 'disk[MOUNT]:10'");
    assertRefused("{'type': 'RAW'}", "Unsupported 'DiskInfo.Source.Type' in 'disk[RAW]:10'");
    assertRefused("{'type': 'BLOCK'}", "Unsupported 'DiskInfo.Source.Type' in 'disk[BLOCK]:10'");
    Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> prepare("{'type': 'PATH', 'path': {'root': 'file'}}"))
        .hasMessageStartingWith("Failed to create DiskInfo path directory '");
  }

  private void assertRefused(String source, String message) {
    assertThatThrownBy(() -> prepare(source)).isInstanceOf(IOException.class).hasMessage(message);
  }

  private void prepare(String source) throws IOException {
    String json =
        "[{'name': 'disk', 'type': 'SCALAR', 'scalar': {'value': 10}, 'disk': {'source': %s}}]"
            .formatted(source)
            .replace('\'', '"');
    List<Resource> resources = AgentResources.of(Optional.of(json), "*", MACHINE);
    DiskSources.prepare(resources, directory);
  }
}
