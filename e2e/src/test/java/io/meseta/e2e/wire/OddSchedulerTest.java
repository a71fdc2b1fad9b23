package io.meseta.e2e.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What schedulers in the wild send that no specification asks for, byte by byte. */
class OddSchedulerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ID = "{\"value\":\"its-own-id\"}";
  private static final String SUBSCRIBE =
      """
      {"type":"SUBSCRIBE","framework_id":%1$s,"subscribe":{"force":null,"framework_info":{
       "user":"root","name":"odd","id":%1$s,"role":null,"labels":null,"hostname":null,"capabilities":null,
       "failover_timeout":1e6,"checkpoint":true}}}\
      """
          .formatted(ID);

  @TempDir static Path directory;

  private static WireCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = WireCluster.start(directory);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void nullsChunksAbsoluteTargetsAndNothingThatIsAccepted() throws Exception {
    try (Socket stream = new Socket(InetAddress.getLoopbackAddress(), cluster.port())) {
      stream.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      stream.getOutputStream().write(subscribe().getBytes(UTF_8));
      StringBuilder seen = new StringBuilder();
      Event first = firstEvent(stream, seen);

      assertThat(first.getSubscribed().getFrameworkId().getValue()).isEqualTo("its-own-id");
      assertThat(seen).contains("200 OK", "Content-Type: application/json", "chunked");
      String streamId = seen.toString().replaceFirst("(?s).*Mesos-Stream-Id: (\\S+).*", "$1");
      for (String call :
          List.of(
              "\"type\":\"DECLINE\",\"decline\":{\"offer_ids\":[]}",
              "\"type\":\"SUPPRESS\",\"suppress\":null",
              "\"type\":\"RECONCILE\",\"reconcile\":{}",
              "\"type\":\"RECONCILE\",\"reconcile\":{\"tasks\":null}",
              "\"type\":\"REVIVE\",\"revive\":{\"roles\":[]}")) {
        assertThat(call(streamId, call)).as(call).isEqualTo(202);
      }
    }
  }

  private static String subscribe() {
    int half = SUBSCRIBE.length() / 2;
    return "POST http://localhost:"
        + cluster.port()
        + "/api/v1/scheduler HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\nAccept-Encoding: gzip\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n"
        + chunk(SUBSCRIBE.substring(0, half))
        + chunk(SUBSCRIBE.substring(half))
        + chunk("");
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private static Event firstEvent(Socket stream, StringBuilder seen) throws IOException {
    EventDecoder decoder = new EventDecoder();
    byte[] buffer = new byte[8192];
    while (true) {
      int length = stream.getInputStream().read(buffer);
      if (length < 0) {
        throw new EOFException("the stream ended after: " + seen);
      }
      byte[] bytes = Arrays.copyOf(buffer, length);
      seen.append(new String(bytes, UTF_8));
      List<Event> events = decoder.feed(bytes);
      if (!events.isEmpty()) {
        return events.get(0);
      }
    }
  }

  private static int call(String streamId, String call) throws IOException {
    String body = "{\"framework_id\":" + ID + "," + call + "}";
    return RawHttp.exchange(
            cluster.port(),
            "POST /api/v1/scheduler HTTP/1.1\r\nHost: localhost\r\nConnection: Keep-Alive\r\n"
                + "Content-Type: application/json\r\nMesos-Stream-Id: "
                + streamId
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
        .orElseThrow()
        .status();
  }
}
