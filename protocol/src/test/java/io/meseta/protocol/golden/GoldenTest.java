package io.meseta.protocol.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.protocol.golden.RoundTrip.Author;
import io.meseta.protocol.golden.Transcript.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

/**
 * Every recorded body of the v1 APIs. The counts say how many there are, so that none drops out
 * unseen: {@code bodies} decoded and encoded, {@code sameBytes} of them came out byte for byte. The
 * others are JSON with other white space, order or digits, or the few protobuf bodies that Mesos
 * serializes by hand.
 */
class GoldenTest {
  private final RoundTrip roundTrip = new RoundTrip();

  private record Counts(int files, int bodies, int sameBytes) {}

  @Test
  void operatorCalls() {
    List<Path> files = Golden.files("operator", ".response.http");
    for (Path file : files) {
      Path request =
          Path.of(
              file.toString()
                  .replace(".pb.response.http", ".pb.request.bin")
                  .replace(".response.http", ".request.json"));
      HttpMessage response = HttpMessage.parse(Golden.bytes(file)).get(0);
      boolean json = request.toString().endsWith(".json");
      roundTrip.request(Golden.bytes(request), json, api(file), response, Golden.name(request));
      response(response, api(file), Golden.name(file));
    }
    assertThat(roundTrip.differences).isEmpty();
    assertThat(counts(files)).isEqualTo(new Counts(330, 618, 408));
  }

  @Test
  void schedulerSessions() throws IOException {
    transcripts("sched-v1", new Counts(49, 484, 333));
  }

  @Test
  void executorSessions() throws IOException {
    transcripts("executor-v1", new Counts(7, 193, 148));
  }

  @Test
  void commandTasks() throws IOException {
    transcripts("command-executor", new Counts(2, 464, 226));
  }

  @Test
  void operatorStreams() throws IOException {
    transcripts("operator", new Counts(5, 162, 156));
  }

  @Test
  void schedulerOverAFailoverOfMasters() throws IOException {
    transcripts("zookeeper", new Counts(1, 16, 9));
  }

  /** The differences are the leniencies that Mesos has with requests; it accepted all three. */
  @Test
  void requestsThatMesosRefused() throws IOException {
    List<Path> files = Golden.files("errors", ".jsonl");
    for (Path file : files) {
      for (Exchange exchange : Transcript.exchanges(file)) {
        exchange(exchange, Golden.name(file));
      }
    }
    assertThat(counts(files)).isEqualTo(new Counts(3, 307, 32));
    assertThat(roundTrip.differences)
        .containsExactly(
            "errors/http-errors.jsonl.decline.filters.refuse_seconds: 5 became 5",
            "errors/http-errors.jsonl.decline.offer_ids: {value=nope} became [{value=nope}]",
            "errors/http-errors.jsonl.set_logging_level.level: -1 became 4294967295");
  }

  @Test
  void operationsThatMesosRefused() throws IOException {
    Path file = Golden.files("errors", "task-and-operation-validation.jsonl").get(0);
    for (Map<String, Object> line : JsonTree.lines(Golden.bytes(file))) {
      String where = String.valueOf(line.get("name"));
      for (byte[] operation : JsonTree.elements(line.get("operations"))) {
        roundTrip.json(operation, Offer.Operation.getDefaultInstance(), Author.CLIENT, where);
      }
      for (byte[] event : JsonTree.elements(line.get("events"))) {
        roundTrip.json(event, Event.getDefaultInstance(), Author.MESOS, where);
      }
    }
    assertThat(roundTrip.differences).isEmpty();
    assertThat(roundTrip.bodies).isEqualTo(195);
  }

  private void transcripts(String directory, Counts expected) throws IOException {
    List<Path> transcripts = Golden.files(directory, ".jsonl");
    for (Path file : transcripts) {
      for (Exchange exchange : Transcript.exchanges(file)) {
        exchange(exchange, Golden.name(file));
      }
    }
    assertThat(roundTrip.differences).isEmpty();
    assertThat(counts(transcripts)).isEqualTo(expected);
  }

  private Counts counts(List<Path> files) {
    return new Counts(files.size(), roundTrip.bodies, roundTrip.sameBytes);
  }

  private void exchange(Exchange exchange, String where) {
    HttpMessage request = exchange.request();
    Optional<Api> api = Api.of(request);
    boolean json = request.is("application/json");
    if (api.isEmpty() || !json && !request.is("application/x-protobuf")) {
      return;
    }
    roundTrip.request(request.body(), json, api.get(), exchange.response(), where);
    if (exchange.response() != null) {
      response(exchange.response(), api.get(), where);
    }
  }

  private void response(HttpMessage response, Api api, String where) {
    boolean json = response.is("application/json");
    boolean protobuf = response.is("application/x-protobuf");
    if (!response.startLine().contains(" 200 ") || !json && !protobuf) {
      return;
    }
    if (response.header("Transfer-Encoding") != null) {
      roundTrip.stream(response.body(), api.streamed, json, where);
    } else if (json) {
      roundTrip.json(response.body(), api.response, Author.MESOS, where);
    } else {
      roundTrip.protobuf(response.body(), api.response, where);
    }
  }

  private static Api api(Path file) {
    return Golden.name(file).matches(".*/(agent\\d|calls-agent)/.*|.*/agent-GET_.*")
        ? Api.AGENT
        : Api.MASTER;
  }
}
