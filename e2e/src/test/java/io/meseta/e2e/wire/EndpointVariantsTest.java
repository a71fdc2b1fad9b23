package io.meseta.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.wire.RawHttp.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same endpoints asked in odd ways, as in {@code golden/endpoints/b-two-agents/variants}:
 * prefixes, slashes, methods, escapes, encodings, bad parameters. Status, headers and the text of
 * errors are the recorded ones.
 */
class EndpointVariantsTest {

  private static final Pattern REQUEST = Pattern.compile("REQUEST (\\w+) (\\S+) \\[(.*)]");
  private static final Pattern HEADER = Pattern.compile("\\('([^']*)', '([^']*)'\\)");

  /** They ask for what answers 501. */
  private static final String NOT_YET = "help-.*|logging-.*|profiler-.*";

  /** The web UI is another one, and agents show no log file. */
  private static final String OTHER = "app-js|root\\.head|agent-files-slave-log";

  @TempDir Path directory;

  @Test
  void answersVariantsAsRecorded() throws Exception {
    Path log = Files.writeString(directory.resolve("log"), "a line of a log\n".repeat(100));
    int compared = 0;
    try (WireCluster cluster =
        WireCluster.start(directory, "--external_log_file=" + log)
            .withAgent(WireCluster.RESOURCES)) {
      for (Path file : variants()) {
        String name = file.getFileName().toString().replace(".http", "");
        if (!name.matches(OTHER)) {
          compared++;
          compare(cluster, name, Files.readAllBytes(file));
        }
      }
    }
    assertThat(compared).isEqualTo(76);
  }

  private static List<Path> variants() throws IOException {
    try (Stream<Path> files = Files.list(Recordings.file("endpoints/b-two-agents/variants"))) {
      return files.sorted().toList();
    }
  }

  private static void compare(WireCluster cluster, String name, byte[] recording)
      throws IOException {
    String text = new String(recording, StandardCharsets.ISO_8859_1);
    Matcher request = REQUEST.matcher(text);
    assertThat(request.lookingAt()).as(name).isTrue();
    boolean head = request.group(1).equals("HEAD");
    String response = text.substring(text.indexOf("HTTP/1."));
    Answer theirs = RawHttp.parse(response.getBytes(StandardCharsets.ISO_8859_1), true);
    int port = name.startsWith("agent-") ? cluster.agentPort(1) : cluster.port();
    Answer ours = RawHttp.exchange(port, request(request)).orElseThrow();
    if (name.matches(NOT_YET)) {
      assertThat(ours.status()).as(name).isIn(501, theirs.status());
      return;
    }
    assertThat(ours.statusLine()).as(name).isEqualTo(theirs.statusLine());
    assertThat(comparable(ours, cluster)).as(name).isEqualTo(comparable(theirs, cluster));
    if (!head && theirs.status() >= 400) {
      assertThat(response).as(name).endsWith(ours.text());
    }
  }

  private static String request(Matcher recorded) {
    StringBuilder request = new StringBuilder();
    request.append(recorded.group(1)).append(' ').append(recorded.group(2)).append(" HTTP/1.1\r\n");
    request.append("Host: localhost\r\n");
    Matcher header = HEADER.matcher(recorded.group(3));
    while (header.find()) {
      request.append(header.group(1)).append(": ").append(header.group(2)).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  /** Lengths and names of files differ, and the port is another one. */
  private static Map<String, String> comparable(Answer answer, WireCluster cluster) {
    Map<String, String> headers = new TreeMap<>(answer.headers());
    headers.replace("content-length", "…");
    headers.replace("content-disposition", "…");
    headers.computeIfPresent("location", (_, to) -> to.replace(":" + cluster.port(), ":5050"));
    return headers;
  }
}
