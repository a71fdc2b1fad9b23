package io.meseta.agent.check;

import static io.meseta.agent.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.meseta.agent.Patience;
import io.meseta.agent.containerizer.Containerizer;
import io.meseta.agent.fetcher.Fetcher;
import io.meseta.agent.fetcher.FetcherSettings;
import io.meseta.agent.launcher.LauncherLink;
import io.meseta.agent.launcher.LauncherOptions;
import io.meseta.core.ContainerId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentCommand.RecordProbeResult;
import io.meseta.core.agent.ProbeOrder;
import io.meseta.core.agent.check.CheckKey;
import io.meseta.core.agent.check.CheckKind;
import io.meseta.core.agent.check.Probe;
import io.meseta.core.agent.check.ProbeResult;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes over the network; commands are shown by {@code ChecksTest}. */
class ProberTest {

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir Path directory;
  private final List<AgentCommand> commands = new CopyOnWriteArrayList<>();
  private LauncherLink link;
  private Fetcher fetcher;
  private Containerizer containers;
  private Prober prober;

  @BeforeEach
  void start() {
    link = LauncherLink.open(LauncherOptions.ephemeral(directory.resolve("run")));
    fetcher = new Fetcher(FetcherSettings.defaults(directory.resolve("fetch")));
    containers = new Containerizer(link.launcher("agent"), fetcher, commands::add);
    prober = new Prober(containers.sideProcesses(), commands::add);
  }

  @AfterEach
  void stop() {
    prober.close();
    containers.close();
    fetcher.close();
    link.close();
  }

  private static ProbeOrder order(Probe probe, Duration timeout) {
    CheckKey key = new CheckKey(new ContainerId("c"), new TaskId("t"), CheckKind.HEALTH_CHECK);
    return new ProbeOrder(key, 7, probe, timeout, null);
  }

  private ProbeResult resultOf(Probe probe, Duration timeout) {
    commands.clear();
    prober.start(order(probe, timeout));
    await().until(() -> commands.size() == 1);
    RecordProbeResult result = (RecordProbeResult) commands.getFirst();
    assertThat(result.round()).isEqualTo(7);
    return result.result();
  }

  private static Probe http(String scheme, int port, String path) {
    return new Probe.Http(scheme, port, path, false);
  }

  private static void serve(HttpServer server) {
    server.createContext(
        "/",
        exchange -> {
          boolean moved = exchange.getRequestURI().getPath().equals("/moved");
          exchange.getResponseHeaders().add("Location", "/gone");
          exchange.sendResponseHeaders(moved ? 302 : 410, -1);
          exchange.close();
        });
    server.start();
  }

  @Test
  void tellsWhatAWebServerAnswersAfterRedirects() throws Exception {
    HttpServer server = HttpServer.create(ANY_PORT, 0);
    serve(server);
    int port = server.getAddress().getPort();
    assertThat(resultOf(http("http", port, "/moved"), Patience.LIMIT))
        .isEqualTo(new ProbeResult.Answered(410));
    server.stop(0);
    assertThat(resultOf(http("http", port, "/"), Duration.ZERO))
        .isInstanceOf(ProbeResult.Failed.class);
    assertThat(resultOf(http("http", port, "/ /"), Duration.ZERO))
        .isInstanceOf(ProbeResult.Failed.class);
  }

  @Test
  void takesAnyCertificate() throws Exception {
    HttpsServer server = HttpsServer.create(ANY_PORT, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    serve(server);
    assertThat(resultOf(http("https", server.getAddress().getPort(), "/"), Patience.LIMIT))
        .isEqualTo(new ProbeResult.Answered(410));
    server.stop(0);
  }

  private SSLContext selfSigned() throws Exception {
    Path store = directory.resolve("store");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=elsewhere.example",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).as(() -> new String(readAll(keytool))).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "secret".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "secret".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static byte[] readAll(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (java.io.IOException e) {
      return new byte[0];
    }
  }

  @Test
  void tellsWhetherAPortIsOpen() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
      assertThat(resultOf(new Probe.Tcp(port, false), Patience.LIMIT))
          .isEqualTo(new ProbeResult.Connected(true));
    }
    assertThat(resultOf(new Probe.Tcp(port, false), Duration.ZERO))
        .isEqualTo(new ProbeResult.Connected(false));
    assertThat(resultOf(new Probe.Tcp(70_000, false), Duration.ZERO))
        .isEqualTo(new ProbeResult.Connected(false));
  }

  @Test
  void givesUpInTimeAndTellsNothingOfWhatWasStopped() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Probe probe = http("http", silent.getLocalPort(), "/");
      assertThat(resultOf(probe, Duration.ofMillis(200)))
          .isEqualTo(new ProbeResult.Failed("timed out"));
      commands.clear();
      ProbeOrder order = order(probe, Duration.ZERO);
      prober.start(order);
      prober.stop(order.key());
      assertThat(resultOf(new Probe.Tcp(1, false), Duration.ZERO))
          .isEqualTo(new ProbeResult.Connected(false)); // and nothing before it
    }
  }
}
