package io.meseta.protocol.recordio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordIOTest {
  @Test
  void framesARecordByItsLengthInBytes() {
    assertThat(RecordEncoder.encode("grüß".getBytes(UTF_8))).asString(UTF_8).isEqualTo("6\ngrüß");
    assertThat(RecordEncoder.encode(new byte[0])).asString(UTF_8).isEqualTo("0\n");
  }

  @Test
  void givesTheSameRecordsWhereverTheStreamIsCut() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (String record : List.of("hello", "", "x".repeat(120), "world!\n", "")) {
      stream.write(RecordEncoder.encode(record.getBytes(UTF_8)));
    }
    byte[] bytes = stream.toByteArray();

    for (int cut = 0; cut <= bytes.length; cut++) {
      List<String> records = new ArrayList<>();
      RecordDecoder decoder = new RecordDecoder(1000);
      decoder.decode(ByteBuffer.wrap(bytes, 0, cut), r -> records.add(new String(r, UTF_8)));
      decoder.decode(
          ByteBuffer.wrap(bytes, cut, bytes.length - cut), r -> records.add(new String(r, UTF_8)));
      decoder.end();
      assertThat(records).containsExactly("hello", "", "x".repeat(120), "world!\n", "");
    }
  }

  @Test
  void givesTheSameErrorByteByByte() {
    String stream = "3\nabc2x\n";
    assertThat(outcome(stream, 1)).isEqualTo(outcome(stream, stream.length()));
    assertThat(outcome(stream, 1))
        .containsExactly(
            "abc",
            "Failed to decode the length of a record: expected a digit or a line feed but found 'x'"
                + " (byte 6 of the stream)");
  }

  @ParameterizedTest
  @CsvSource({
    "'\n',expected a digit but found 0x0a (byte 0 of the stream)",
    "-1,expected a digit but found '-' (byte 0 of the stream)",
    "'0\n101\n','Record is too long: at least 101 bytes, limit 100 (byte 5 of the stream)'",
    "99999999999999999999,'Record is too long: at least 999 bytes, limit 100 (byte 3 of the stream)'",
    "'5\nab',Stream ended after 2 of 5 bytes of a record (byte 4 of the stream)",
    "12,Stream ended within the length of a record (byte 2 of the stream)",
  })
  void saysWhatIsWrongAndWhere(String stream, String expected) {
    assertThat(outcome(stream, 3)).last().asString().endsWith(expected);
  }

  @Test
  void staysBrokenOnceBroken() {
    RecordDecoder decoder = new RecordDecoder(10);
    assertThatThrownBy(() -> decoder.decode("a".getBytes(UTF_8), r -> {}))
        .isInstanceOf(RecordIOException.class);
    assertThatThrownBy(() -> decoder.decode("1\nx".getBytes(UTF_8), r -> {}))
        .isInstanceOf(RecordIOException.class);
    assertThatThrownBy(decoder::end).isInstanceOf(RecordIOException.class);
  }

  @Test
  void acceptsLeadingZerosWithoutKeepingThem() throws IOException {
    List<byte[]> records = new ArrayList<>();
    new RecordDecoder(10).decode(("0".repeat(5000) + "2\nab").getBytes(UTF_8), records::add);
    assertThat(records).singleElement().isEqualTo("ab".getBytes(UTF_8));
  }

  private static List<String> outcome(String stream, int pieceBytes) {
    List<String> outcome = new ArrayList<>();
    RecordDecoder decoder = new RecordDecoder(100);
    byte[] bytes = stream.getBytes(UTF_8);
    try {
      for (int at = 0; at < bytes.length; at += pieceBytes) {
        ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(pieceBytes, bytes.length - at));
        decoder.decode(piece, record -> outcome.add(new String(record, UTF_8)));
      }
      decoder.end();
    } catch (RecordIOException e) {
      outcome.add(String.valueOf(e.getMessage()));
    }
    return outcome;
  }
}
