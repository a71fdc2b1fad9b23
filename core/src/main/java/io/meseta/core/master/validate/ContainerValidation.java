package io.meseta.core.master.validate;

import java.util.Optional;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Volume;

/** What can be wrong with a container's description (Mesos reference §10.12). */
final class ContainerValidation {

  private ContainerValidation() {}

  static Optional<String> validate(ContainerInfo container) {
    return container.getVolumesList().stream()
        .flatMap(volume -> validate(volume).stream())
        .findFirst()
        .map(error -> "Invalid volume: " + error)
        .or(() -> validateDocker(container));
  }

  private static Optional<String> validateDocker(ContainerInfo container) {
    if (container.getType() != ContainerInfo.Type.DOCKER) {
      return Optional.empty();
    }
    if (!container.hasDocker()) {
      return Optional.of("DockerInfo 'docker' is not set for DOCKER typed ContainerInfo");
    }
    return Checks.errorIf(
        container.getDocker().getParametersList().stream()
            .anyMatch(parameter -> parameter.getKey().equals("name")),
        "Parameter in DockerInfo must not be 'name'");
  }

  private static Optional<String> validate(Volume volume) {
    int sources = 0;
    sources += volume.hasHostPath() ? 1 : 0;
    sources += volume.hasImage() ? 1 : 0;
    sources += volume.hasSource() ? 1 : 0;
    if (sources != 1) {
      return Optional.of("Only one of them should be set: 'host_path', 'image' and 'source'");
    }
    return volume.hasSource() ? validate(volume.getSource()) : Optional.empty();
  }

  private static Optional<String> validate(Volume.Source source) {
    return switch (source.getType()) {
      case DOCKER_VOLUME -> missing(source.hasDockerVolume(), "docker_volume", "DOCKER_VOLUME");
      case HOST_PATH -> missing(source.hasHostPath(), "host_path", "HOST_PATH");
      case SANDBOX_PATH -> missing(source.hasSandboxPath(), "sandbox_path", "SANDBOX_PATH");
      case SECRET -> missing(source.hasSecret(), "secret", "SECRET");
      case CSI_VOLUME ->
          missing(source.hasCsiVolume(), "csi_volume", "CSI")
              .or(() ->
                  missing(
                      source.getCsiVolume().hasStaticProvisioning(),
                      "csi_volume.static_provisioning",
                      "CSI"));
      case UNKNOWN -> Optional.of("'source.type' is unknown");
    };
  }

  private static Optional<String> missing(boolean isThere, String field, String type) {
    return Checks.errorIf(!isThere, "'source.%s' is not set for %s volume".formatted(field, type));
  }
}
