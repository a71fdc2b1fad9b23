package io.meseta.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meseta.agent.fetcher.FetcherSettings;
import io.meseta.agent.flags.AgentFlags;
import io.meseta.agent.resource.AgentResources;
import io.meseta.agent.resource.DiskSources;
import io.meseta.agent.resource.Machine;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.resource.AttributeSyntax;
import io.meseta.core.resource.SyntaxException;
import io.meseta.runtime.address.DaemonAddress;
import io.meseta.runtime.authentication.CredentialFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Credential;
import org.apache.mesos.v1.Protos.Resource;

/** Makes settings of flags; what flags cannot know by themselves is wrong is told by name. */
final class FlagSettings {

  private static final JsonFactory JSON = new JsonFactory();

  private FlagSettings() {}

  /**
   * The settings that the flags stand for.
   *
   * @throws IOException if a flag's value cannot be used; the message names the flag
   */
  static AgentSettings of(AgentFlags flags) throws IOException {
    AgentConfig.Executors defaults = AgentConfig.Executors.defaults();
    return new AgentSettings(
        new AgentSettings.Endpoint(DaemonAddress.resolve(wish(flags)), flags.port()),
        new AgentSettings.Directories(flags.workDirectory(), true),
        offering(flags),
        timing(flags),
        new AgentConfig.Executors(
            executorEnvironment(flags),
            flags.switchUser(),
            defaults.maxCompletedFrameworks(),
            flags.maxCompletedExecutorsPerFramework(),
            defaults.maxCompletedTasks()),
        new FetcherSettings(
            flags.fetcherCacheDirectory().resolve("agent-" + flags.port()),
            flags.fetcherCacheBytes(),
            flags.fetcherStallTimeout(),
            flags.frameworksHome()),
        credential(flags),
        flags.values().shown());
  }

  private static Optional<Credential> credential(AgentFlags flags) throws IOException {
    Optional<Path> file = flags.credential();
    return file.isPresent() ? Optional.of(CredentialFile.readOne(file.get())) : Optional.empty();
  }

  private static DaemonAddress.Wish wish(AgentFlags flags) {
    return new DaemonAddress.Wish(
        flags.ip(),
        flags.advertiseIp(),
        flags.advertisePort(),
        flags.hostname(),
        flags.hostnameLookup());
  }

  private static AgentSettings.Offering offering(AgentFlags flags) throws IOException {
    return new AgentSettings.Offering(
        resources(flags),
        attributes(flags),
        flags.domain(),
        Optional.of(flags.reconfigurationPolicy()));
  }

  private static List<Resource> resources(AgentFlags flags) throws IOException {
    try {
      Machine machine = Machine.look(flags.workDirectory());
      List<Resource> resources = AgentResources.of(flags.resources(), flags.defaultRole(), machine);
      DiskSources.prepare(resources, flags.workDirectory());
      return resources;
    } catch (SyntaxException e) {
      throw new IOException("--resources: " + e.getMessage(), e);
    }
  }

  private static List<Attribute> attributes(AgentFlags flags) throws IOException {
    try {
      return flags.attributes().map(AttributeSyntax::parse).orElse(List.of());
    } catch (SyntaxException e) {
      throw new IOException("--attributes: " + e.getMessage(), e);
    }
  }

  private static AgentConfig.Timing timing(AgentFlags flags) {
    return new AgentConfig.Timing(
        flags.registrationBackoffFactor(),
        flags.executorRegistrationTimeout(),
        flags.executorReregistrationTimeout(),
        flags.executorShutdownGracePeriod(),
        flags.recoveryTimeout());
  }

  private static Map<String, String> executorEnvironment(AgentFlags flags) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    String text = flags.executorEnvironmentVariables().orElse("{}");
    try (JsonParser parser = JSON.createParser(text)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        require(parser.nextToken() == JsonToken.VALUE_STRING);
        environment.put(name, parser.getText());
      }
    } catch (IOException e) {
      throw new IOException(
          "--executor_environment_variables must be a JSON object whose values are strings", e);
    }
    return environment;
  }

  private static void require(boolean condition) throws IOException {
    if (!condition) {
      throw new IOException("unexpected value");
    }
  }
}
