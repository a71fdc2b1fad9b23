package io.meseta.e2e.libprocess;

import static io.meseta.e2e.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.meseta.e2e.wire.WireCluster;
import io.meseta.protocol.internal.Authentications.AuthenticationCompletedMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationErrorMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationFailedMessage;
import io.meseta.protocol.internal.Messages.FrameworkErrorMessage;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.SlaveRegisteredMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Credential;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers and agents prove to a real master who they are, or fail to (Mesos reference §13.1). */
class AuthenticationTest {

  @TempDir static Path directory;

  private static WireCluster cluster;

  private DriverClient driver;
  private Authentication authentication;

  @BeforeAll
  static void startMaster() throws Exception {
    Path credentials = directory.resolve("credentials.json");
    Files.writeString(
        credentials,
        """
        {"credentials": [
          {"principal": "alice", "secret": "wonderland"},
          {"principal": "agent", "secret": "smith"}]}
        """);
    cluster = startMaster("cluster", "60secs");
  }

  private static WireCluster startMaster(String name, String timeout) throws Exception {
    return WireCluster.start(
        directory.resolve(name),
        "--authenticate_frameworks",
        "--authenticate_agents",
        "--credentials=" + directory.resolve("credentials.json"),
        "--authentication_v0_timeout=" + timeout);
  }

  @AfterAll
  static void stopMaster() {
    cluster.close();
  }

  @BeforeEach
  void connect() throws Exception {
    driver = new DriverClient(new CallStyle(), cluster.port());
    authentication = new Authentication(driver.peer, cluster.port());
  }

  @AfterEach
  void disconnect() throws Exception {
    driver.close();
  }

  @Test
  void registersADriverThatKnowsTheSecret() throws Exception {
    authentication.as("alice", "wonderland");
    driver.peer.next(AuthenticationCompletedMessage.getDefaultInstance());

    assertThat(driver.register().getValue()).isNotEmpty();
    driver.unregister();
  }

  @Test
  void refusesAWrongSecretAndAnUnknownPrincipal() throws Exception {
    authentication.as("alice", "looking-glass");
    driver.peer.next(AuthenticationFailedMessage.getDefaultInstance());
    authentication.as("mallory", "wonderland");
    driver.peer.next(AuthenticationFailedMessage.getDefaultInstance());

    driver.send(new CallStyle().register(driver.info()));
    assertThat(error()).isEqualTo(notAuthenticated());
  }

  @Test
  void refusesADriverThatDoesNotTry() throws Exception {
    driver.send(new OldStyle().register(driver.info()));
    assertThat(error()).isEqualTo(notAuthenticated());
  }

  @Test
  void refusesThePrincipalOfAnother() throws Exception {
    authentication.as("alice", "wonderland");
    driver.peer.next(AuthenticationCompletedMessage.getDefaultInstance());

    FrameworkInfo bobs = driver.info().toBuilder().setPrincipal("bob").build();
    driver.send(new CallStyle().register(bobs));
    assertThat(error())
        .isEqualTo("Framework principal 'bob' does not match authenticated principal 'alice'");
    driver.send(new CallStyle().register(driver.info().toBuilder().setPrincipal("alice").build()));
    driver.registered();
    driver.unregister();
  }

  @Test
  void takesNoStepTwice() throws Exception {
    authentication.begin();
    String right = "alice " + Authentication.digest("wonderland", authentication.challenge());
    authentication.respond(right);
    driver.peer.next(AuthenticationCompletedMessage.getDefaultInstance());

    assertThat(
            driver.peer.status(
                cluster.port(), authentication.session(), Authentication.step(right)))
        .isEqualTo(404);
    driver.register();
    driver.unregister();
  }

  @Test
  void saysWhatIsWrongWithGarbage() throws Exception {
    authentication.begin();
    authentication.challenge();
    authentication.respond("garbage");
    assertThat(protocolError()).contains("CRAM-MD5");

    authentication.begin();
    authentication.respond("alice 00");
    assertThat(protocolError()).isEqualTo("Unexpected authentication 'step' received");

    authentication.begin();
    authentication.start("PLAIN");
    assertThat(protocolError()).isEqualTo("Mechanism 'PLAIN' is not supported");

    authentication.begin();
    byte[] noMessage = {1, 2, 3};
    driver.peer.send(
        driver.peer.pid(),
        cluster.port(),
        authentication.session(),
        "mesos.internal.AuthenticationStartMessage",
        noMessage);
    assertThat(authentication.challenge()).as("it goes on").isNotEmpty();
  }

  @Test
  void waitsForTheOutcomeBeforeItRegisters() throws Exception {
    authentication.begin();
    String challenge = authentication.challenge();
    driver.send(new CallStyle().register(driver.info()));
    authentication.respond("alice " + Authentication.digest("wonderland", challenge));

    driver.registered();
    driver.unregister();
  }

  @Test
  void givesUpAnExchangeThatTakesTooLong() throws Exception {
    try (WireCluster impatient = startMaster("impatient", "500ms")) {
      Authentication slow = new Authentication(driver.peer, impatient.port());
      slow.begin();
      Message step = Authentication.step("x x");
      await().until(() -> driver.peer.status(impatient.port(), slow.session(), step) == 404);
    }
  }

  @Test
  void wantsProofAnewFromADriverThatWasCutOff() throws Exception {
    authentication.as("alice", "wonderland");
    driver.peer.next(AuthenticationCompletedMessage.getDefaultInstance());
    driver.register();
    driver.peer.hangUp();
    assertThat(error()).isEqualTo("Framework disconnected");

    driver.reregister(false);
    assertThat(error()).isEqualTo(notAuthenticated());
    authentication.as("alice", "wonderland");
    driver.reregister(true);
    driver.registered();
    driver.unregister();
  }

  @Test
  void registersOnlyAgentsThatKnowTheSecret() throws Exception {
    try (LibprocessPeer agent = new LibprocessPeer("slave(1)")) {
      RegisterSlaveMessage registration =
          RegisterSlaveMessage.newBuilder()
              .setVersion("1.11.0")
              .setSlave(AgentInfo.newBuilder().setHostname("localhost"))
              .build();
      agent.send(cluster.port(), DriverClient.MASTER, registration);
      new Authentication(agent, cluster.port()).as("agent", "smith");
      assertThat(agent.next().shortName())
          .as("the first registration had no answer")
          .isEqualTo("AuthenticationCompletedMessage");

      agent.send(cluster.port(), DriverClient.MASTER, registration);
      agent.next(SlaveRegisteredMessage.getDefaultInstance());
    }
  }

  @Test
  void ourAgentKnowsHowToAuthenticate() throws Exception {
    Credential credential =
        Credential.newBuilder().setPrincipal("agent").setSecret("smith").build();
    try (WireCluster authenticating =
        WireCluster.start(
                directory.resolve("with-agent"),
                "--authenticate_agents",
                "--credentials=" + directory.resolve("credentials.json"))
            .withAgent(WireCluster.RESOURCES, Optional.of(credential))) {
      assertThat(authenticating.agentPort(1)).as("it has registered").isPositive();
    }
  }

  private String notAuthenticated() {
    return "Framework at " + driver.peer.pid() + " is not authenticated";
  }

  private String error() throws Exception {
    return driver.peer.next(FrameworkErrorMessage.getDefaultInstance()).getMessage();
  }

  private String protocolError() throws Exception {
    return driver.peer.next(AuthenticationErrorMessage.getDefaultInstance()).getError();
  }
}
