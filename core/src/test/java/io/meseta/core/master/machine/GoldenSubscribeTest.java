package io.meseta.core.master.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.ConnectionId;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterConfig;
import io.meseta.protocol.json.MesosJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every SUBSCRIBE that a real Mesos refused with an ERROR event is refused with the same words. */
class GoldenSubscribeTest {

  private static final Path RECORDINGS =
      Path.of(System.getProperty("meseta.root"), "golden/sched-v1/subscribe-errors");
  private static final Pattern SUMMARY =
      Pattern.compile("(\\S+) +HTTP/1.1 200 OK \\| events=\\[(.*?)\\](?: ERROR: (.*?))? \\| .*");
  private static final Pattern BODY = Pattern.compile("\\\\r\\\\n\\\\r\\\\n(\\{.*\\})\"\\}?");

  private static final MasterConfig CONFIG =
      MasterFixture.CONFIG.with(
          new MasterConfig.Admission(false, List.of("r1", "r2", "a/b"), false));

  @TestFactory
  Stream<DynamicTest> answersAsRecorded() throws IOException {
    return Files.readAllLines(RECORDINGS.resolve("SUMMARY.txt")).stream()
        .map(SUMMARY::matcher)
        .filter(Matcher::matches)
        .map(line ->
            DynamicTest.dynamicTest(
                line.group(1), () -> subscribe(line.group(1), Optional.ofNullable(line.group(3)))));
  }

  private static void subscribe(String name, Optional<String> recorded) throws Exception {
    Call.Builder call = Call.newBuilder();
    MesosJson.read(body(name).getBytes(StandardCharsets.UTF_8), call);
    MasterFixture master = new MasterFixture(CONFIG);
    ConnectionId connection = master.newConnection();
    OfferConstraints constraints =
        OfferConstraints.of(
            call.getSubscribe().getOfferConstraints(), GoldenSubscribeTest::noRegex);
    master.step(new MasterCommand.Subscribe(connection, call.getSubscribe(), constraints));

    Optional<String> error =
        master.eventsOn(connection).stream()
            .filter(Event::hasError)
            .map(event -> event.getError().getMessage())
            .findFirst();
    if (name.endsWith("regex")) { // the core leaves regular expressions to others
      assertThat(error).hasValueSatisfying(text -> assertThat(text).endsWith(": no regex"));
    } else {
      assertThat(error).isEqualTo(recorded);
    }
  }

  private static Predicate<String> noRegex(String regex) {
    throw new OfferConstraints.InvalidConstraintException("no regex");
  }

  /** The body of the first request; it stands in a JSON text, and so is escaped. */
  private static String body(String name) throws IOException {
    String line =
        Files.readAllLines(RECORDINGS.resolve(name + ".jsonl")).stream()
            .filter(l -> l.contains("c2s"))
            .findFirst()
            .orElseThrow();
    Matcher body = BODY.matcher(line);
    assertThat(body.find()).isTrue();
    return body.group(1).replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
