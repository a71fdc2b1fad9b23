package io.meseta.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.wire.RawHttp.Answer;
import io.meseta.protocol.json.MesosJson;
import io.meseta.runtime.http.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SUBSCRIBE in all the ways that were recorded in {@code golden/sched-v1/subscribe-errors}: the
 * first event, or the error, is the same, word for word.
 */
class SubscribeErrorsTest {

  private static final String DIRECTORY = "sched-v1/subscribe-errors";
  private static final Pattern RECORD = Pattern.compile("\\{\"type\":\"(SUBSCRIBED|ERROR)\".*");

  @TempDir Path directory;

  @Test
  void refusesAndAdmitsFrameworksAsMesosDoes() throws Exception {
    int compared = 0;
    try (WireCluster cluster =
        WireCluster.start(directory, "--no-root_submissions", "--roles=r1,r2,a/b")) {
      for (Path file : transcripts()) {
        String name = file.getFileName().toString();
        List<Map<String, Object>> lines = Recordings.lines(DIRECTORY + "/" + name);
        String outcome = outcome(cluster.port(), said(lines, "c2s"));
        compared++;
        assertThat(outcome).as(name).isEqualTo(recorded(said(lines, "s2c")));
      }
    }
    assertThat(compared).isEqualTo(43);
  }

  private static List<Path> transcripts() throws IOException {
    try (Stream<Path> files = Files.list(Recordings.file(DIRECTORY))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private static String said(List<Map<String, Object>> lines, String direction) {
    return lines.stream()
        .filter(line -> direction.equals(line.get("dir")))
        .map(line -> (String) Objects.requireNonNull(line.get("text")))
        .collect(Collectors.joining());
  }

  private static String recorded(String response) throws IOException {
    if (!response.startsWith("HTTP/1.1 200")) {
      Answer answer = RawHttp.parse(response.getBytes(StandardCharsets.UTF_8), false);
      return answer.statusLine() + " " + answer.text();
    }
    Matcher record = RECORD.matcher(response);
    assertThat(record.find()).as(response).isTrue();
    Event.Builder event = Event.newBuilder();
    MesosJson.read(record.group().strip().getBytes(StandardCharsets.UTF_8), event);
    return shown(event.build());
  }

  private static String outcome(int port, String request) throws Exception {
    Call.Builder call = Call.newBuilder();
    String body = request.substring(request.indexOf("\r\n\r\n") + 4);
    try {
      MesosJson.read(body.getBytes(StandardCharsets.UTF_8), call);
      try (ScriptedScheduler scheduler =
          ScriptedScheduler.subscribe(port, MediaType.JSON, call.build())) {
        return shown(scheduler.next());
      }
    } catch (IOException | RuntimeException refused) {
      Answer answer = RawHttp.exchange(port, request).orElseThrow();
      return answer.statusLine() + " " + answer.text();
    }
  }

  private static String shown(Event event) {
    return event.getType() + " " + event.getError().getMessage();
  }
}
