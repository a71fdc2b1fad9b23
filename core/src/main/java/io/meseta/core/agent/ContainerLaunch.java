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
 *     {@code stderr} go there, and {@code latest} beside it is made to point to it
 * @param resources what the container may use
 */
public record ContainerLaunch(
    ContainerId container, Owner owner, Process process, String sandbox, List<Resource> resources) {

  public ContainerLaunch {
    resources = List.copyOf(resources);
  }

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
}
