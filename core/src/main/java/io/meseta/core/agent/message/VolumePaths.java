package io.meseta.core.agent.message;

import io.meseta.core.agent.ContainerLaunch;
import io.meseta.core.agent.VolumeChange;
import io.meseta.core.resource.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.apache.mesos.v1.Protos.Volume;

/** Where persistent volumes lie on the machine (Mesos reference §8.6, §12.5). */
public final class VolumePaths {

  private final String workDirectory;

  /** The volumes of an agent with this work directory. */
  public VolumePaths(String workDirectory) {
    this.workDirectory = workDirectory;
  }

  /**
   * The directory of a volume. A role's name has no spaces, so that these can stand for its
   * slashes.
   */
  public String of(Resource volume) {
    String role =
        volume.getReservations(volume.getReservationsCount() - 1).getRole().replace('/', ' ');
    String within = "volumes/roles/" + role + "/" + volume.getDisk().getPersistence().getId();
    Source source = volume.getDisk().getSource();
    return switch (source.getType()) {
      case PATH -> absolute(source.getPath().getRoot()) + "/" + within;
      case MOUNT -> absolute(source.getMount().getRoot());
      case BLOCK, RAW, UNKNOWN -> workDirectory + "/" + within;
    };
  }

  private String absolute(String root) {
    return root.startsWith("/") ? root : workDirectory + "/" + root;
  }

  /** What has to happen on disk when the volumes of the agent become others. */
  public VolumeChange change(Resources before, Resources after) {
    Map<String, Resource> old = byPath(before);
    Map<String, Resource> present = byPath(after);
    List<String> created = new ArrayList<>(present.keySet());
    created.removeAll(old.keySet());
    List<VolumeChange.Destroyed> destroyed = new ArrayList<>();
    old.forEach((path, volume) -> {
      if (!present.containsKey(path)) {
        destroyed.add(
            new VolumeChange.Destroyed(
                path, volume.getDisk().getSource().getType() == Source.Type.MOUNT));
      }
    });
    return new VolumeChange(null, created, destroyed);
  }

  private Map<String, Resource> byPath(Resources resources) {
    Map<String, Resource> volumes = new LinkedHashMap<>();
    resources.persistentVolumes().toProtobuf().forEach(volume -> volumes.put(of(volume), volume));
    return volumes;
  }

  /** The volumes among the resources of a task, to be found where the task looks for them. */
  public List<ContainerLaunch.MountedVolume> mounted(List<Resource> resources) {
    return resources.stream()
        .filter(resource -> resource.getDisk().hasPersistence())
        .map(volume ->
            new ContainerLaunch.MountedVolume(
                of(volume),
                volume.getDisk().getVolume().getContainerPath(),
                volume.getDisk().getVolume().getMode() == Volume.Mode.RO,
                volume.hasShared()))
        .toList();
  }
}
