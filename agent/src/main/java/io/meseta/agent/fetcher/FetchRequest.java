package io.meseta.agent.fetcher;

import io.meseta.core.ContainerId;
import java.nio.file.Path;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.jspecify.annotations.Nullable;

/**
 * Files that a container wants.
 *
 * @param container who wants them
 * @param sandbox existing directory that they go to
 * @param user who will own them, or null for the agent's own user
 * @param uris what to fetch; none depends on another
 */
public record FetchRequest(
    ContainerId container, Path sandbox, @Nullable String user, List<CommandInfo.URI> uris) {

  public FetchRequest {
    uris = List.copyOf(uris);
  }
}
