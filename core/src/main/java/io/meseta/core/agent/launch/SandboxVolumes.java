package io.meseta.core.agent.launch;

import io.meseta.core.agent.ContainerLaunch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Volume;
import org.apache.mesos.v1.Protos.Volume.Source.SandboxPath;

/**
 * Volumes of the type SANDBOX_PATH: what the tasks of a pod share (Mesos reference §11.9). As in
 * Mesos without a root file system they are symbolic links, so their mode does not count.
 */
public final class SandboxVolumes {

  private SandboxVolumes() {}

  /** Whether the volume is one of these. */
  public static boolean isOne(Volume volume) {
    boolean formerly = volume.hasHostPath() && !volume.getHostPath().startsWith("/");
    return formerly || volume.getSource().getType() == Volume.Source.Type.SANDBOX_PATH;
  }

  /** The volumes of a container in the container with that sandbox. */
  public static List<ContainerLaunch.Volume> of(ContainerInfo container, String parentSandbox)
      throws VolumeException {
    List<ContainerLaunch.Volume> volumes = new ArrayList<>();
    for (Volume volume : container.getVolumesList()) {
      volumes.add(of(volume, parentSandbox));
    }
    return volumes;
  }

  private static ContainerLaunch.Volume of(Volume volume, String parentSandbox)
      throws VolumeException {
    SandboxPath source = source(volume);
    String path = source.getPath();
    check(!path.startsWith("/"), "Path '" + path + "' in SANDBOX_PATH volume is absolute");
    check(
        !volume.getContainerPath().startsWith("/"),
        "The 'linux' launcher and 'filesystem/linux' isolator must be enabled to support"
            + " SANDBOX_PATH volume with absolute container path");
    check(source.getType() != SandboxPath.Type.UNKNOWN, "Unknown SANDBOX_PATH volume type");
    check(
        source.getType() != SandboxPath.Type.SELF,
        "'container_path' is relative for SANDBOX_PATH volume SELF type");
    check(
        staysInside(path) && staysInside(volume.getContainerPath()),
        "A path of a SANDBOX_PATH volume must not lead out of the sandbox");
    return new ContainerLaunch.Volume(parentSandbox + "/" + path, volume.getContainerPath());
  }

  private static SandboxPath source(Volume volume) {
    return volume.hasHostPath()
        ? SandboxPath.newBuilder()
            .setType(SandboxPath.Type.SELF)
            .setPath(volume.getHostPath())
            .build()
        : volume.getSource().getSandboxPath();
  }

  private static boolean staysInside(String path) {
    return Arrays.stream(path.split("/", -1)).noneMatch(".."::equals);
  }

  private static void check(boolean valid, String error) throws VolumeException {
    if (!valid) {
      throw new VolumeException(error);
    }
  }
}
