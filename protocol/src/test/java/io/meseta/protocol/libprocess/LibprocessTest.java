package io.meseta.protocol.libprocess;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibprocessTest {
  private static final Upid AGENT = Upid.of("slave(1)", "10.0.0.2", 5051);
  private static final Upid MASTER = Upid.of("master", "10.0.0.1", 5050);

  @Test
  void writesAMessageWithBodyAsOneChunk() {
    byte[] request =
        LibprocessEncoder.encode(
            AGENT, MASTER, "mesos.internal.UnregisterSlaveMessage", "x".repeat(43).getBytes(UTF_8));
    assertThat(request)
        .asString(UTF_8)
        .isEqualTo(
            "POST /master/mesos.internal.UnregisterSlaveMessage HTTP/1.1\r\n"
                + "User-Agent: libprocess/slave(1)@10.0.0.2:5051\r\n"
                + "Libprocess-From: slave(1)@10.0.0.2:5051\r\n"
                + "Connection: Keep-Alive\r\n"
                + "Host: 10.0.0.1:5050\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n2b\r\n"
                + "x".repeat(43)
                + "\r\n0\r\n\r\n");
  }

  @Test
  void writesAnEmptyMessageWithoutBodyHeaders() {
    Upid observer = Upid.of("slave-observer(1)", "10.0.0.1", 5050);
    assertThat(
            LibprocessEncoder.encode(
                AGENT, observer, "mesos.internal.PongSlaveMessage", new byte[0]))
        .asString(UTF_8)
        .startsWith("POST /slave-observer(1)/mesos.internal.PongSlaveMessage HTTP/1.1\r\n")
        .endsWith("Connection: Keep-Alive\r\nHost: 10.0.0.1:5050\r\n\r\n");
  }

  @Test
  void refusesAMessageNameThatWouldSplitTheRequest() {
    assertThatThrownBy(() -> LibprocessEncoder.encode(AGENT, MASTER, "a\r\nb", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void recognisesTheSenderByLibprocessFromFirst() throws LibprocessException {
    Envelope envelope =
        recognise(
                "/slave%281%29/mesos.internal.PingSlaveMessage",
                Map.of("Libprocess-From", " master@10.0.0.1:5050", "User-Agent", "Go-http-client"))
            .orElseThrow();
    assertThat(envelope.from()).isEqualTo(MASTER);
    assertThat(envelope.processId()).isEqualTo("slave(1)");
    assertThat(envelope.messageName()).isEqualTo("mesos.internal.PingSlaveMessage");
  }

  @Test
  void recognisesTheSenderByUserAgent() throws LibprocessException {
    Map<String, String> headers = Map.of("User-Agent", "libprocess/slave(1)@10.0.0.2:5051");
    assertThat(recognise("/master/m", headers).orElseThrow().from()).isEqualTo(AGENT);
  }

  @Test
  void goesOnWithoutSenderIfItsAddressMakesNoSense() throws LibprocessException {
    Map<String, String> headers = Map.of("Libprocess-From", "nonsense");
    assertThat(recognise("/master/m", headers).orElseThrow().from()).isEqualTo(Upid.NONE);
  }

  @Test
  void leavesPlainHttpAlone() throws LibprocessException {
    assertThat(recognise("/master/state", Map.of("User-Agent", "curl/8"))).isEmpty();
    assertThat(Envelope.recognise("GET", "/master/state", name -> "libprocess/a@1.2.3.4:5"))
        .isEmpty();
  }

  @Test
  void takesAMissingMessageNameAsEmpty() throws LibprocessException {
    Envelope envelope = recognise("/master", Map.of("Libprocess-From", "")).orElseThrow();
    assertThat(envelope.processId()).isEqualTo("master");
    assertThat(envelope.messageName()).isEmpty();
  }

  @Test
  void answersBadPathsAsMesosDoes() {
    Map<String, String> headers = Map.of("Libprocess-From", "a@1.2.3.4:5");
    assertThatThrownBy(() -> recognise("*", headers))
        .hasMessage("Request URL path must start with '/'")
        .extracting("httpStatus")
        .isEqualTo(400);
    assertThatThrownBy(() -> recognise("/slave%2/m", headers))
        .hasMessage("Failed to decode URL path: Malformed % escape in 'slave%2': '%2'")
        .extracting("httpStatus")
        .isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@0.0.0.0:0", "slave(1)@255.249.10.0:65535", "log-replica(1)@1.2.3.4:1"})
  void readsAnAddressBack(String text) throws LibprocessException {
    assertThat(Upid.parse(text)).hasToString(text).isEqualTo(Upid.parse(" " + text + " "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a@",
        "a@1.2.3.4",
        "a@1.2.3:5",
        "a@1.2.3.4.:5",
        "a@1.2.3.4.5:5",
        "a@1.2.3.256:5",
        "a@1.2.3.4:",
        "a@1.2.3.4:65536",
        "a@1.2.3.4:-1",
        "a b@1.2.3.4:5",
        "a@host:5",
        "a@1.2.3.:4"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> Upid.parse(text))
        .isInstanceOf(LibprocessException.class)
        .hasMessageStartingWith("Malformed libprocess address '" + text + "': ");
  }

  private static Optional<Envelope> recognise(String path, Map<String, String> headers)
      throws LibprocessException {
    return Envelope.recognise("POST", path, headers::get);
  }
}
