package io.meseta.runtime.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.meseta.protocol.internal.Authentications.AuthenticationCompletedMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationErrorMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationFailedMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationMechanismsMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStartMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStepMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.sasl.SaslException;
import org.apache.mesos.v1.Protos.Credential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CramMd5Test {

  private final CramMd5Server server =
      new CramMd5Server("localhost", Map.of("alice", "wonderland", "bob", "builder"));

  @Test
  void acceptsWhatTheProtocolSaysIsRight() throws Exception {
    assertThat(server.mechanisms().getMechanismsList()).containsExactly("CRAM-MD5");
    ByteString challenge = challenge();
    assertThat(challenge.toStringUtf8()).matches("<.+@localhost>");

    Message answer = respond("alice " + digest("wonderland", challenge));

    assertThat(answer).isEqualTo(AuthenticationCompletedMessage.getDefaultInstance());
    assertThat(server.isOver()).isTrue();
    assertThat(server.principal()).contains("alice");
  }

  @Test
  void oursUnderstandsOurs() throws Exception {
    CramMd5Client client =
        new CramMd5Client(Credential.newBuilder().setPrincipal("bob").setSecret("builder").build());
    AuthenticationStepMessage challenge =
        (AuthenticationStepMessage) server.start(client.choose(server.mechanisms()));

    assertThat(server.step(client.answer(challenge)))
        .isEqualTo(AuthenticationCompletedMessage.getDefaultInstance());
    assertThatThrownBy(() -> client.answer(challenge)).isInstanceOf(SaslException.class);
  }

  @Test
  void refusesAWrongSecret() throws Exception {
    assertThat(respond("alice " + digest("looking-glass", challenge()))).isEqualTo(failed());
    assertThat(server.principal()).isEmpty();
    assertThat(server.isRefused()).isTrue();
  }

  @Test
  void refusesTheSecretOfAnother() throws Exception {
    assertThat(respond("alice " + digest("builder", challenge()))).isEqualTo(failed());
  }

  @Test
  void refusesAnUnknownPrincipal() throws Exception {
    assertThat(respond("mallory " + digest("", challenge()))).isEqualTo(failed());
  }

  @Test
  void refusesTheAnswerToAnotherChallenge() throws Exception {
    CramMd5Server other = new CramMd5Server("localhost", Map.of("alice", "wonderland"));
    ByteString old = ((AuthenticationStepMessage) other.start(start("CRAM-MD5"))).getData();
    challenge();
    assertThat(respond("alice " + digest("wonderland", old))).isEqualTo(failed());
  }

  @Test
  void takesNoSecondStep() throws Exception {
    ByteString challenge = challenge();
    String right = "alice " + digest("wonderland", challenge);
    respond(right);
    assertThat(error(respond(right))).isEqualTo("Unexpected authentication 'step' received");
  }

  @Test
  void takesNothingOutOfTurn() {
    assertThat(error(respond("alice 00"))).isEqualTo("Unexpected authentication 'step' received");
    assertThat(error(server.start(start("CRAM-MD5"))))
        .isEqualTo("Unexpected authentication 'start' received");
  }

  @Test
  void saysWhatIsWrongWithGarbage() {
    challenge();
    assertThat(error(respond("\u0000\u0001garbage"))).contains("CRAM-MD5");
  }

  @Test
  void doesNotLookAtHugeResponses() {
    challenge();
    assertThat(error(respond("a ".repeat(10_000)))).contains("4096 bytes");
  }

  @Test
  void knowsNoOtherMechanism() {
    assertThat(error(server.start(start("PLAIN")))).isEqualTo("Mechanism 'PLAIN' is not supported");
  }

  @Test
  void clientChoosesOnlyWhatItCan() {
    CramMd5Client client = new CramMd5Client(Credential.newBuilder().setPrincipal("bob").build());
    AuthenticationMechanismsMessage offered =
        AuthenticationMechanismsMessage.newBuilder().addMechanisms("GSSAPI").build();
    assertThatThrownBy(() -> client.choose(offered)).hasMessageContaining("[GSSAPI]");
  }

  @Test
  void readsCredentials(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("credentials.json");
    Files.writeString(
        file, "{\"credentials\": [{\"principal\": \"alice\", \"secret\": \"wonderland\"}]}");
    assertThat(CredentialFile.readAll(file)).isEqualTo(Map.of("alice", "wonderland"));

    Files.writeString(file, "{\"principal\": \"bob\", \"secret\": \"builder\"}");
    assertThat(CredentialFile.readOne(file).getSecret()).isEqualTo("builder");
  }

  @Test
  void saysWhatIsWrongWithCredentials(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("credentials.json");
    assertThatThrownBy(() -> CredentialFile.readAll(file))
        .isInstanceOf(IOException.class)
        .hasMessage("There is no file " + file + " to read credentials from");
    Files.writeString(file, "alice wonderland");
    assertThatThrownBy(() -> CredentialFile.readAll(file))
        .hasMessageStartingWith(file + " does not hold {\"credentials\": [");
    Files.writeString(file, "{\"credentials\": [{\"principal\": \"a\"}, {\"principal\": \"a\"}]}");
    assertThatThrownBy(() -> CredentialFile.readAll(file))
        .hasMessage("Principal 'a' stands twice in " + file);
  }

  private ByteString challenge() {
    return ((AuthenticationStepMessage) server.start(start("CRAM-MD5"))).getData();
  }

  private static AuthenticationStartMessage start(String mechanism) {
    return AuthenticationStartMessage.newBuilder().setMechanism(mechanism).build();
  }

  private Message respond(String response) {
    return server.step(
        AuthenticationStepMessage.newBuilder().setData(ByteString.copyFromUtf8(response)).build());
  }

  private static AuthenticationFailedMessage failed() {
    return AuthenticationFailedMessage.getDefaultInstance();
  }

  private static String error(Message message) {
    return ((AuthenticationErrorMessage) message).getError();
  }

  /** RFC 2195, without any SASL. */
  private static String digest(String secret, ByteString challenge) throws Exception {
    Mac mac = Mac.getInstance("HmacMD5");
    byte[] key = secret.isEmpty() ? new byte[1] : secret.getBytes(UTF_8);
    mac.init(new SecretKeySpec(key, "HmacMD5"));
    return HexFormat.of().formatHex(mac.doFinal(challenge.toByteArray()));
  }
}
