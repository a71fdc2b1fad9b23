package io.meseta.agent;

import io.meseta.agent.fetcher.FetcherSettings;
import io.meseta.agent.launcher.LauncherLink;
import io.meseta.agent.launcher.LauncherOptions;
import io.meseta.core.agent.AgentConfig;
import io.meseta.protocol.internal.Messages.UpdateSlaveMessage;
import io.meseta.runtime.address.DaemonAddress;
import io.meseta.runtime.http.server.NetworkThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole agent with real processes in a directory of its own, and a master that is played. */
final class AgentFixture implements AutoCloseable {

  final FakeMaster master;
  private final Path directory;
  private final NetworkThreads threads = NetworkThreads.start("test", 2);
  private final LauncherLink launcher;
  private final boolean durable;
  private AgentServer agent;

  AgentFixture(Path directory, boolean durable) throws IOException {
    this.directory = directory;
    this.durable = durable;
    // Before there is a launcher: a process just born keeps all our sockets open for a moment.
    int port = FreePort.find();
    launcher = LauncherLink.open(LauncherOptions.ephemeral(directory.resolve("run")));
    master = new FakeMaster(threads);
    agent = start(port);
  }

  private AgentServer start(int port) throws IOException {
    AgentServer.Surroundings surroundings =
        new AgentServer.Surroundings(threads, launcher.launcher("agent1"));
    AgentServer server = AgentServer.start(settings(port), surroundings);
    server.follow(master.info());
    return server;
  }

  /** Ends the daemon and starts it again on the same port, while its tasks run on. */
  void restart() throws IOException {
    int port = agent.port();
    agent.close();
    agent = start(port);
  }

  private AgentSettings settings(int port) {
    AgentConfig.Timing usual = AgentConfig.Timing.defaults();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new AgentSettings(
        new AgentSettings.Endpoint(
            new DaemonAddress(loopback, "127.0.0.1", "localhost", Optional.empty()), port),
        new AgentSettings.Directories(directory.resolve("work"), durable),
        new AgentSettings.Offering(Scenario.resources(4, 4096), List.of()),
        new AgentConfig.Timing(
            Duration.ofMillis(10),
            usual.executorRegistrationTimeout(),
            Patience.LIMIT, // the usual two seconds are too short for a busy machine
            usual.executorShutdownGracePeriod(),
            usual.recoveryTimeout()),
        AgentConfig.Executors.defaults(),
        FetcherSettings.defaults(directory.resolve("fetch")),
        Optional.empty(),
        Map.of("work_dir", directory.resolve("work").toString()));
  }

  AgentServer agent() {
    return agent;
  }

  void awaitRegistered() {
    master.await("UpdateSlaveMessage", UpdateSlaveMessage.parser());
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + agent.port() + path);
  }

  String get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  /** A file in the sandbox of an executor; for a command task that is one of the task's name. */
  Path sandboxFile(String framework, String executor, String name) {
    return directory.resolve(
        "work/slaves/%s/frameworks/%s/executors/%s/runs/latest/%s"
            .formatted(FakeMaster.AGENT.getValue(), framework, executor, name));
  }

  String stdout(String framework, String executor) throws IOException {
    return Files.readString(sandboxFile(framework, executor, "stdout"));
  }

  @Override
  public void close() {
    agent.close();
    master.close();
    launcher.shutdown().join();
    threads.close();
  }
}
