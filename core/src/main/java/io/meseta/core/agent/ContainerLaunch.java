package io.meseta.core.agent;

import io.meseta.core.ContainerId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to start a container.
 *
 * @param container the new container
 * @param owner whose container it is
 * @param process what runs in it
 * @param sandbox absolute path of its directory, which does not exist yet; {@code stdout} and
 *     {@code stderr} go there
 * @param links the symbolic links to and in that directory
 * @param resources what the container may use
 * @param volumes persistent volumes to be found in the sandbox
 */
public record ContainerLaunch(
    ContainerId container,
    Owner owner,
    Process process,
    String sandbox,
    Links links,
    List<Resource> resources,
    List<MountedVolume> volumes) {

  public ContainerLaunch {
    resources = List.copyOf(resources);
    volumes = List.copyOf(volumes);
  }

  /** A container without volumes. */
  public ContainerLaunch(
      ContainerId container,
      Owner owner,
      Process process,
      String sandbox,
      Links links,
      List<Resource> resources) {
    this(container, owner, process, sandbox, links, resources, List.of());
  }

  /**
   * A persistent volume as a container sees it.
   *
   * @param path its directory on the machine
   * @param containerPath where it is to be found from the sandbox
   * @param readOnly whether the container must not write to it
   * @param shared whether others may have it at the same time
   */
  public record MountedVolume(
      String path, String containerPath, boolean readOnly, boolean shared) {}

  /** The executor that a container belongs to. */
  public record Owner(FrameworkId framework, ExecutorId executor) {}

  /**
   * The first process of a container.
   *
   * @param path the program, looked up in {@code PATH} where it has no slash
   * @param arguments the whole argument vector, with the name of the program as its first element
   * @param environment the whole environment; nothing is inherited from the agent
   * @param user the operating system user to run as, or null for the agent's own
   * @param uris files that are fetched into the sandbox before the process starts
   */
  public record Process(
      String path,
      List<String> arguments,
      Map<String, String> environment,
      @Nullable String user,
      List<CommandInfo.URI> uris) {

    public Process {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
      uris = List.copyOf(uris);
    }
  }

  /**
   * The symbolic links to and in a sandbox.
   *
   * @param alias absolute path of a link that is made to point to the sandbox, or null
   * @param volumes directories that are seen in the sandbox
   */
  public record Links(@Nullable String alias, List<Volume> volumes) {
    public Links {
      volumes = List.copyOf(volumes);
    }
  }

  /**
   * A directory that is seen in a sandbox.
   *
   * @param source absolute path; if nothing is there a directory is made, owned as the one around
   * @param target path of the link that leads there, relative to the sandbox
   */
  public record Volume(String source, String target) {}
}
