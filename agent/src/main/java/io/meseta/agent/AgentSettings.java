package io.meseta.agent;

import io.meseta.agent.fetcher.FetcherSettings;
import io.meseta.agent.resource.Reconfiguration;
import io.meseta.core.agent.AgentConfig;
import io.meseta.runtime.address.DaemonAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Credential;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.Resource;

/**
 * Everything an agent daemon is told when it starts.
 *
 * @param endpoint where it listens
 * @param directories where it keeps things
 * @param offering what it offers to the cluster
 * @param timing how long it waits for what
 * @param executors how executors are started and remembered
 * @param fetching how files get into sandboxes
 * @param credential with which it authenticates with masters, if it does
 * @param flags as {@code /flags} and {@code /state} show them
 */
public record AgentSettings(
    Endpoint endpoint,
    Directories directories,
    Offering offering,
    AgentConfig.Timing timing,
    AgentConfig.Executors executors,
    FetcherSettings fetching,
    Optional<Credential> credential,
    Map<String, String> flags) {

  public AgentSettings {
    flags = Map.copyOf(flags);
  }

  /**
   * Where an agent listens.
   *
   * @param port 0 for any free one
   */
  public record Endpoint(DaemonAddress address, int port) {}

  /**
   * Where an agent keeps things.
   *
   * @param work sandboxes, and what must survive a restart
   * @param durable whether anything is to survive a restart at all
   */
  public record Directories(Path work, boolean durable) {

    public Directories {
      work = work.toAbsolutePath().normalize();
    }

    /** Where the journal is. */
    Path journal() {
      return work.resolve("meta").resolve("journal");
    }
  }

  /**
   * What an agent offers, and what frameworks should know of it.
   *
   * @param domain where it stands, if it says so
   * @param reconfiguration which changes of all this are accepted at a restart; empty for any
   */
  public record Offering(
      List<Resource> resources,
      List<Attribute> attributes,
      Optional<DomainInfo> domain,
      Optional<Reconfiguration> reconfiguration) {

    /** That of an agent that may change at a restart as it likes. */
    public Offering(
        List<Resource> resources, List<Attribute> attributes, Optional<DomainInfo> domain) {
      this(resources, attributes, domain, Optional.empty());
    }

    /** That of an agent that does not say where it stands. */
    public Offering(List<Resource> resources, List<Attribute> attributes) {
      this(resources, attributes, Optional.empty());
    }

    public Offering {
      resources = List.copyOf(resources);
      attributes = List.copyOf(attributes);
    }
  }
}
