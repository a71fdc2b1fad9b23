package io.meseta.runtime.authentication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.meseta.protocol.internal.Authentications.AuthenticationErrorMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationFailedMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationMechanismsMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStartMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStepMessage;
import java.util.Map;
import javax.security.sasl.SaslException;
import org.apache.mesos.v1.Protos.Credential;

/** Whatever the other side sends, nobody is taken for somebody, and only refusals come of it. */
class CramMd5FuzzTest {

  /** First line: the mechanism; second: the first data; then one line for each step. */
  @FuzzTest(maxDuration = "1m")
  void server(byte[] lines) {
    CramMd5Server server = new CramMd5Server("localhost", Map.of("alice", "wonderland"));
    String[] parts = new String(lines, ISO_8859_1).split("\n", -1);
    check(server, server.start(start(parts[0], parts.length > 1 ? parts[1] : "")));
    for (int i = 2; i < parts.length; i++) {
      check(server, server.step(step(parts[i])));
    }
  }

  private static void check(CramMd5Server server, Message answer) {
    assertThat(server.principal()).isEmpty();
    assertThat(server.isOver()).isEqualTo(!(answer instanceof AuthenticationStepMessage));
    assertThat(server.isRefused() || !(answer instanceof AuthenticationFailedMessage)).isTrue();
    assertThat(answer)
        .isInstanceOfAny(
            AuthenticationStepMessage.class,
            AuthenticationFailedMessage.class,
            AuthenticationErrorMessage.class);
  }

  /** The bodies of the messages of a master, as they are. */
  @FuzzTest(maxDuration = "1m")
  void client(byte[] body) {
    CramMd5Client client =
        new CramMd5Client(
            Credential.newBuilder().setPrincipal("alice").setSecret("wonderland").build());
    try {
      client.choose(AuthenticationMechanismsMessage.parseFrom(body));
    } catch (SaslException | InvalidProtocolBufferException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    try {
      AuthenticationStepMessage challenge = AuthenticationStepMessage.parseFrom(body);
      assertThat(client.answer(challenge).getData().toStringUtf8()).startsWith("alice ");
      assertThatThrownBy(() -> client.answer(challenge)).isInstanceOf(SaslException.class);
    } catch (SaslException | InvalidProtocolBufferException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static AuthenticationStartMessage start(String mechanism, String data) {
    return AuthenticationStartMessage.newBuilder()
        .setMechanism(mechanism)
        .setData(ByteString.copyFrom(data, ISO_8859_1))
        .build();
  }

  private static AuthenticationStepMessage step(String data) {
    return AuthenticationStepMessage.newBuilder()
        .setData(ByteString.copyFrom(data, ISO_8859_1))
        .build();
  }
}
