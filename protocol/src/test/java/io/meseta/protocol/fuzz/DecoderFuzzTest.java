package io.meseta.protocol.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import io.meseta.protocol.libprocess.Envelope;
import io.meseta.protocol.libprocess.LibprocessException;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.protocol.recordio.RecordDecoder;
import io.meseta.protocol.recordio.RecordEncoder;
import io.meseta.protocol.recordio.RecordIOException;
import io.meseta.protocol.v0.Dialect;
import io.meseta.protocol.v0.V0SchedulerCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * Runs on the inputs in the resources next to it; with {@code JAZZER_FUZZ=1} and one method chosen
 * it looks for new ones.
 */
class DecoderFuzzTest {
  private static final int LIMIT_BYTES = 1 << 16;

  @FuzzTest(maxDuration = "1m")
  void recordIO(byte[] stream) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    boolean wholeFits = decode(stream, Math.max(stream.length, 1), whole);
    boolean piecesFit = decode(stream, 1, pieces);
    assertThat(piecesFit).isEqualTo(wholeFits);
    assertThat(pieces.toByteArray()).isEqualTo(whole.toByteArray());
  }

  @FuzzTest(maxDuration = "1m")
  void json(byte[] json) {
    for (Message type : List.of(Call.getDefaultInstance(), Response.getDefaultInstance())) {
      for (Dialect dialect : Dialect.values()) {
        try {
          Message.Builder first = type.newBuilderForType();
          MesosJson.read(json, first, dialect);
          Message.Builder second = type.newBuilderForType();
          byte[] written = MesosJson.writeBytes(first.build(), dialect);
          MesosJson.read(written, second, dialect);
          assertThat(MesosJson.writeBytes(second.build(), dialect)).isEqualTo(written);
        } catch (MesosJsonException e) {
          assertThat(e.answer("Call")).startsWith("Failed to ").hasSizeLessThan(2000 + json.length);
        }
      }
    }
  }

  @FuzzTest(maxDuration = "1m")
  void protobuf(byte[] body) throws IOException {
    try {
      Call call = Call.parseFrom(V0SchedulerCall.toV1(body));
      MesosJson.writeBytes(call);
      Call.parseFrom(V0SchedulerCall.toV1(V0SchedulerCall.fromV1(call.toByteArray())));
    } catch (InvalidProtocolBufferException e) {
      assertThat(e).hasMessageNotContaining("null");
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("Not a protobuf message: ");
    }
  }

  /** First line: the path; second: the Libprocess-From header; third: the User-Agent. */
  @FuzzTest(maxDuration = "1m")
  void libprocess(byte[] head) {
    String[] lines = new String(head, UTF_8).split("\n", 3);
    String from = lines.length > 1 ? lines[1] : null;
    String agent = lines.length > 2 ? lines[2] : null;
    try {
      Optional<Envelope> envelope =
          Envelope.recognise(
              "POST", lines[0], name -> name.equals("Libprocess-From") ? from : agent);
      if (envelope.isPresent()) {
        Upid sender = envelope.get().from();
        assertThat(Upid.parse(sender.toString())).isEqualTo(sender);
      }
    } catch (LibprocessException e) {
      assertThat(e.httpStatus()).isIn(400, 500);
    }
  }

  private static boolean decode(byte[] stream, int pieceBytes, ByteArrayOutputStream records) {
    RecordDecoder decoder = new RecordDecoder(LIMIT_BYTES);
    try {
      for (int at = 0; at < stream.length; at += pieceBytes) {
        ByteBuffer piece = ByteBuffer.wrap(stream, at, Math.min(pieceBytes, stream.length - at));
        decoder.decode(piece, record -> records.writeBytes(RecordEncoder.encode(record)));
      }
      decoder.end();
      return true;
    } catch (RecordIOException e) {
      return false;
    }
  }
}
