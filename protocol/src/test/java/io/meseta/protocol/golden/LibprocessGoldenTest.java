package io.meseta.protocol.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.meseta.protocol.MessageTypes;
import io.meseta.protocol.libprocess.Envelope;
import io.meseta.protocol.libprocess.LibprocessEncoder;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.protocol.v0.V0SchedulerCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibprocessGoldenTest {
  private final RoundTrip roundTrip = new RoundTrip();

  /** Envelope and body of every recorded message, of which Go's differ in their headers alone. */
  @Test
  void everyMessageComesOutByteForByte() throws IOException {
    List<Path> files = Golden.files("libprocess", ".http");
    int sameRequests = 0;
    for (Path file : files) {
      byte[] bytes = Golden.bytes(file);
      HttpMessage request = HttpMessage.parse(bytes).get(0);
      if (!request.startLine().startsWith("POST ")) {
        continue;
      }
      Envelope envelope =
          Envelope.recognise("POST", request.path(), request.headers()::get).orElseThrow();
      assertThat(Golden.name(file)).endsWith("." + envelope.messageName() + ".http");
      body(request.body(), envelope.messageName(), Golden.name(file));
      if (String.valueOf(request.header("User-Agent")).startsWith("libprocess/")) {
        assertThat(encode(envelope, request)).as(Golden.name(file)).isEqualTo(bytes);
        sameRequests++;
      }
    }
    assertThat(roundTrip.differences).isEmpty();
    assertThat(roundTrip.bodies).isEqualTo(589);
    assertThat(roundTrip.sameBytes).isEqualTo(589);
    assertThat(sameRequests).isEqualTo(575);
  }

  private void body(byte[] body, String messageName, String where) throws IOException {
    if (messageName.equals("mesos.scheduler.Call")) {
      byte[] v1 = V0SchedulerCall.toV1(body);
      roundTrip.protobuf(v1, Api.SCHEDULER.call, where);
      assertThat(body)
          .isIn(
              V0SchedulerCall.fromV1(v1), V0SchedulerCall.fromV1(v1, V0SchedulerCall.force(body)));
    } else {
      Message type = MessageTypes.named(messageName);
      roundTrip.protobuf(body, type, where);
    }
  }

  private static byte[] encode(Envelope envelope, HttpMessage request) {
    String[] host = String.valueOf(request.header("Host")).split(":");
    Upid to = Upid.of(envelope.processId(), host[0], Integer.parseInt(host[1]));
    return LibprocessEncoder.encode(envelope.from(), to, envelope.messageName(), request.body());
  }
}
