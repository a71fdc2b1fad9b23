package io.meseta.master.ui.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileChunkTest {

  private static final Path RECORDED =
      Path.of(
          System.getProperty("meseta.root"),
          "golden/endpoints/c-busy/variants/agent1-read-stdout-nolen.http");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsWhatApacheMesosAnswers() throws IOException {
    String recorded = Files.readString(RECORDED);
    FileChunk chunk = FileChunk.parse(bytes(recorded.substring(recorded.lastIndexOf("\r\n\r\n"))));
    assertThat(chunk.offset()).isZero();
    assertThat(chunk.bytes()).isEqualTo(bytes("web\n"));
  }

  @Test
  void keepsBytesThatAreNoText() throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    json.writeBytes(bytes("{\"offset\":7,\"data\":\"a"));
    json.write(0xff);
    json.write(0xc3); // the first half of a character whose other half is in the next piece
    json.writeBytes(bytes("\\n\\u0000\\\"\"}"));
    FileChunk chunk = FileChunk.parse(json.toByteArray());
    assertThat(chunk.offset()).isEqualTo(7);
    assertThat(chunk.bytes()).containsExactly('a', (byte) 0xff, (byte) 0xc3, '\n', 0, '"');
  }

  @Test
  void keepsTextWhetherEscapedOrNot() throws IOException {
    FileChunk chunk = FileChunk.parse(bytes("{\"data\":\"ü€😀 \\u20ac\\ud83d\\ude00\"}"));
    assertThat(new String(chunk.bytes(), StandardCharsets.UTF_8)).isEqualTo("ü€😀 €😀");
  }

  @Test
  void refusesWhatIsNoPieceOfAFile() {
    assertThatThrownBy(() -> FileChunk.parse(bytes("<html>"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> FileChunk.parse(bytes("[]"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> FileChunk.parse(bytes("{\"data\":\"x")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> FileChunk.parse(bytes("{\"offset\":\"x\"}")))
        .isInstanceOf(IOException.class);
  }
}
