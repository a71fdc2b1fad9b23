package org.apache.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.meseta.protocol.recordio.RecordDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

/** What a real Apache Mesos has sent to schedulers and executors, sent to our drivers. */
class RecordedSessionsTest extends SchedulerDriverFixture {
  private static final Path GOLDEN = Path.of(System.getProperty("meseta.root"), "golden");

  /** The records of the first event stream that a transcript holds. */
  private static List<byte[]> records(String transcript) throws IOException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    String stream = null;
    for (String line : Files.readAllLines(GOLDEN.resolve(transcript))) {
      Map<String, String> entry = entry(line);
      if ("s2c".equals(entry.get("dir"))) {
        stream = stream == null ? entry.get("conn") : stream;
        if (stream.equals(entry.get("conn"))) {
          raw.write(bytes(entry));
        }
      }
    }
    return decode(raw.toByteArray());
  }

  private static byte[] bytes(Map<String, String> entry) {
    return entry.containsKey("b64")
        ? Base64.getDecoder().decode(entry.get("b64"))
        : entry.get("text").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Map<String, String> entry(String line) throws IOException {
    Map<String, String> entry = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        entry.put(name, parser.getText());
      }
    }
    return entry;
  }

  private static List<byte[]> decode(byte[] raw) throws IOException {
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    int position = text.indexOf("\r\n\r\n") + 4;
    RecordDecoder decoder = new RecordDecoder(1_000_000);
    List<byte[]> records = new ArrayList<>();
    while (position < raw.length) {
      int end = text.indexOf("\r\n", position);
      int length = Integer.parseInt(text.substring(position, end), 16);
      String chunk = text.substring(end + 2, end + 2 + length);
      decoder.decode(chunk.getBytes(StandardCharsets.ISO_8859_1), records::add);
      position = end + 2 + length + 2;
      if (length == 0) {
        break;
      }
    }
    return records;
  }

  @Test
  void everySchedulerEventMakesTheCallbackThatItShould() throws Exception {
    List<byte[]> records = records("sched-v1/pb-session/transcript.jsonl");
    assertThat(records).hasSizeGreaterThan(40);
    driver.start();
    master.awaitRequest();
    FakePeer.Stream stream = master.awaitStream();
    for (byte[] record : records) {
      Event event = Event.parseFrom(record);
      stream.send(record);
      String expected = expected(event);
      if (expected != null) {
        assertThat(scheduler.await()).startsWith(expected);
      }
    }
    assertThat(scheduler.callbacks).isEmpty();
  }

  private static String expected(Event event) {
    switch (event.getType()) {
      case SUBSCRIBED:
        return "registered " + event.getSubscribed().getFrameworkId().getValue();
      case OFFERS:
        return "offers " + event.getOffers().getOffers(0).getId().getValue();
      case RESCIND:
        return "rescinded " + event.getRescind().getOfferId().getValue();
      case UPDATE:
        return "update "
            + event.getUpdate().getStatus().getTaskId().getValue()
            + " "
            + event.getUpdate().getStatus().getState()
            + (event.getUpdate().getStatus().hasUuid() ? " uuid" : "");
      case MESSAGE:
        return "message ";
      case FAILURE:
        return event.getFailure().hasExecutorId() ? "executor lost " : "slave lost ";
      case ERROR:
        return "error " + event.getError().getMessage();
      default:
        return null;
    }
  }

  @Test
  void everyExecutorEventMakesTheCallbackThatItShould() throws Exception {
    RecordingExecutor executor = new RecordingExecutor();
    try (FakeAgent agent = new FakeAgent()) {
      var environment = agent.environment();
      environment.put("MESOS_LOCAL", "1");
      MesosExecutorDriver executorDriver =
          new MesosExecutorDriver(
              executor, environment, new io.meseta.driver.executor.ProcessEnd());
      executorDriver.start();
      agent.awaitRequest();
      FakePeer.Stream stream = agent.awaitStream();
      for (byte[] record : records("executor-v1/pb-session/transcript.jsonl")) {
        stream.send(record);
      }
      assertThat(executor.await()).isEqualTo("registered ex-1 of exr on localhost");
      for (String task : List.of("launch a", "launch b", "launch c")) {
        assertThat(executor.await()).isEqualTo(task);
      }
      assertThat(executor.await()).isEqualTo("message hi");
      assertThat(executor.await()).isEqualTo("launch d");
      assertThat(executor.await()).isEqualTo("kill d");
      stream.cut();
      assertThat(executor.await()).isEqualTo("disconnected");
      assertThat(FakeAgent.parse(agent.awaitRequest().body).getSubscribe())
          .as("the agent had acknowledged an update of every task")
          .satisfies(again -> assertThat(again.getUnacknowledgedTasksList()).isEmpty());
      executorDriver.stop();
    }
  }
}
