package io.meseta.core.master.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays the scenarios and compares what happens with what stands there. {@code -Drewrite} writes
 * down what happens instead; read the difference before you commit it.
 */
class TranscriptTest {

  @TestFactory
  Stream<DynamicTest> playsAsWritten() {
    return Transcripts.all().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> play(file)));
  }

  private static void play(Path file) {
    List<String> written = Transcripts.read(file);
    List<String> played = Transcripts.play(written, event -> {});
    if (System.getProperty("rewrite") != null) {
      Transcripts.write(file, played);
    } else {
      assertThat(String.join("\n", played)).isEqualTo(String.join("\n", written));
    }
  }
}
