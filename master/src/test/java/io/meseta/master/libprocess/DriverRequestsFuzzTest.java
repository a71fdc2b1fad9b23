package io.meseta.master.libprocess;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.master.api.scheduler.LinearRegexes;
import io.meseta.master.api.scheduler.SchedulerCalls;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.libprocess.MessageRoutes;
import io.meseta.runtime.libprocess.ReceivedMessage;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Whatever scheduler drivers send becomes a request or is refused as malformed. */
class DriverRequestsFuzzTest {

  private static final Upid FROM = Upid.of("scheduler-1", "10.0.0.7", 4711);
  private static final LinearRegexes REGEXES =
      new LinearRegexes(new LinearRegexes.RegexLimits(4096, 100));

  /** The body of a {@code mesos.scheduler.Call}, in the numbers of v0. */
  @FuzzTest(maxDuration = "1m")
  void calls(byte[] body) {
    List<Call> valid = new ArrayList<>();
    DriverCalls calls = new DriverCalls(new SchedulerCalls(REGEXES), valid::add);
    try {
      DriverRequest request = calls.read(body);
      if (!(request instanceof DriverRequest.Drop)) {
        assertThat(valid).hasSize(1);
      }
      if (request instanceof DriverRequest.Subscribe(var subscribe, _)) {
        assertThat(calls.constraints(subscribe.getOfferConstraints())).isNotNull();
      }
    } catch (InvalidProtocolBufferException e) {
      assertThat(e.getMessage()).isNotBlank();
      assertThat(valid).isEmpty();
    }
  }

  /** First line: the name of the message; then its body. */
  @FuzzTest(maxDuration = "1m")
  void olderMessages(byte[] message) {
    String text = new String(message, ISO_8859_1);
    String name = text.substring(0, Math.max(0, text.indexOf('\n')));
    byte[] body = text.substring(text.indexOf('\n') + 1).getBytes(ISO_8859_1);
    MessageRoutes<DriverRequest> routes = DriverRequests.routes();
    if (routes.has(name)) {
      try {
        assertThat(routes.read(new ReceivedMessage(FROM, "master", name, body))).isNotNull();
      } catch (InvalidProtocolBufferException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}
