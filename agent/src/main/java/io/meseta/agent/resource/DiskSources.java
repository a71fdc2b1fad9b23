package io.meseta.agent.resource;

import io.meseta.core.resource.ResourceValidation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;

/**
 * The directories behind disks that an operator offers by themselves (Mesos reference §8.6): those
 * of PATH disks are made, those of MOUNT disks must be file systems. Relative ones start from the
 * work directory.
 */
public final class DiskSources {

  private static final Path MOUNTS = Path.of("/proc/mounts");

  private DiskSources() {}

  /**
   * Sees to it that each disk is there.
   *
   * @throws IOException if one cannot be; the message is that of Mesos
   */
  public static void prepare(List<Resource> resources, Path workDirectory) throws IOException {
    for (Resource resource : resources) {
      if (resource.getDisk().hasSource()) {
        prepare(resource, workDirectory);
      }
    }
  }

  private static void prepare(Resource resource, Path workDirectory) throws IOException {
    Source source = resource.getDisk().getSource();
    switch (source.getType()) {
      case PATH -> {
        requireRoot(source.getPath().hasRoot(), resource);
        createDirectory(workDirectory.resolve(source.getPath().getRoot()));
      }
      case MOUNT -> {
        requireRoot(source.getMount().hasRoot(), resource);
        requireMount(workDirectory.resolve(source.getMount().getRoot()), resource);
      }
      case BLOCK, RAW, UNKNOWN ->
          throw new IOException(
              "Unsupported 'DiskInfo.Source.Type' in '" + ResourceValidation.text(resource) + "'");
    }
  }

  private static void requireRoot(boolean isThere, Resource resource) throws IOException {
    if (!isThere) {
      throw new IOException(
          "%s disk root directory is not specified '%s'"
              .formatted(
                  resource.getDisk().getSource().getType(), ResourceValidation.text(resource)));
    }
  }

  private static void createDirectory(Path root) throws IOException {
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new IOException("Failed to create DiskInfo path directory '" + root + "': " + e, e);
    }
  }

  private static void requireMount(Path root, Resource resource) throws IOException {
    Path real;
    try {
      real = root.toRealPath();
    } catch (IOException e) {
      throw new IOException(
          "Failed to determine `realpath` for DiskInfo mount in resource '%s' with path '%s': %s"
              .formatted(ResourceValidation.text(resource), root, "no such path"),
          e);
    }
    if (!mounts().contains(real.toString())) {
      throw new IOException("Failed to find mount '" + real + "' in " + MOUNTS);
    }
  }

  /** Where file systems are; the kernel writes blanks in their names in octal. */
  private static Set<String> mounts() throws IOException {
    return Files.readAllLines(MOUNTS).stream()
        .map(line -> line.split(" ", 3)[1].replace("\\040", " "))
        .collect(Collectors.toSet());
  }
}
