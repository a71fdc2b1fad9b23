package io.meseta.e2e.wire;

import static io.meseta.e2e.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.wire.RawHttp.Answer;
import io.meseta.protocol.json.MesosJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends the recorded requests of {@code golden/errors/http-errors} to a master and an agent, byte
 * by byte, and compares status line, headers and body. Left out of the comparison are the header
 * {@code Date}, {@code Connection} (we close where the rest of a connection makes no sense, ADR
 * 0006) and what was built when.
 */
class HttpErrorsTest {

  /** The master of a second run, after one that aborted. */
  private static final String RECORDED_AGAIN = "ad0f3e85-6409-4058-9a50-9e0dd986fa19";

  private static final String RECORDED_MASTER = "cf81de42-3bbd-4bb4-bfd7-469ff354a07f";
  private static final List<String> RECORDED_STREAMS =
      List.of("5a77bc5e-924b-4f19-bfb0-d031648adf93", "b2ab3637-0d62-4157-887b-ebcf2c288929");
  private static final int RECORDED_MASTER_PORT = 5050;
  private static final int RECORDED_TASK_RUNS_FROM = 193;
  private static final String FRAMEWORK =
      """
      {"user":"root","name":"e","roles":["r1"],"checkpoint":true,"failover_timeout":1000,
       "capabilities":[{"type":"MULTI_ROLE"},{"type":"RESERVATION_REFINEMENT"}]}
      """;

  private static final String LAUNCH =
      """
      {"type":"ACCEPT","accept":{"offer_ids":[{"value":"%s"}],"operations":[{"type":"LAUNCH","launch":
       {"task_infos":[{"name":"run1","task_id":{"value":"run1"},"agent_id":{"value":"%s"},
         "command":{"value":"sleep 1000"},
         "resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},
                      {"name":"mem","type":"SCALAR","scalar":{"value":32}}]}]}}]}}
      """;

  private static final int SECOND_RUN_ENDS = 249;

  private static final String UNRESERVE =
      """
      {"type":"UNRESERVE_RESOURCES","unreserve_resources":{"agent_id":{"value":"%s"},"resources":[
       {"name":"cpus","type":"SCALAR","scalar":{"value":0.1},
        "reservations":[{"type":"DYNAMIC",%s}]}]}}
      """;

  /** Rows that must get a 501 until somebody builds what they ask for. */
  private static final List<RowRanges> NOT_YET =
      List.of(
          RowRanges.of("operator API of the agent", "80 368-369 371-373"),
          RowRanges.of("logging levels", "306"));

  /** Rows that depend on more than these tests set up. */
  private static final List<RowRanges> ELSEWHERE =
      List.of(
          RowRanges.of("Mesos aborts where there is no quota to remove", "283 376"),
          RowRanges.of("a master that had aborted; row 375 has its answer", "247"),
          RowRanges.of("what is free in the second run, which had no task", "249"),
          RowRanges.of("Mesos aborts where there is no container to remove", "378"),
          RowRanges.of("roles in the order of a hash table; ours are sorted", "328"),
          RowRanges.of("Mesos prints a number that has overflown", "272"),
          RowRanges.of("a running command executor is a process of Mesos only", "194-195 203"));

  @TempDir Path directory;

  @Test
  void answersEveryRecordedRequestAsMesosDoes() throws Exception {
    try (WireCluster cluster =
            WireCluster.start(directory).withAgent(WireCluster.RESOURCES + ";cpus(prod):1");
        ScriptedScheduler scheduler = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK)) {
      leaveDisconnectedFramework(cluster);
      int compared = 0;
      List<Integer> refused = new ArrayList<>();
      List<Integer> elsewhere = new ArrayList<>();
      for (Map<String, Object> row : Recordings.lines("errors/http-errors.jsonl")) {
        int number = ((Long) row.get("n")).intValue();
        String name = number + " " + row.get("name");
        if (number == SECOND_RUN_ENDS) {
          undoSecondRun(cluster);
        }
        if (number == RECORDED_TASK_RUNS_FROM) {
          runTask(cluster, scheduler);
        }
        if (RowRanges.contain(ELSEWHERE, number)) {
          elsewhere.add(number);
        } else if (RowRanges.contain(NOT_YET, number)) {
          refused.add(number);
          Answer answer = ask(cluster, scheduler, row).orElseThrow();
          assertThat(answer.status()).as(name).isEqualTo(501);
          assertThat(answer.headers().get("content-length")).as(name).isNotEqualTo("0");
        } else {
          compared++;
          assertThat(shown(ask(cluster, scheduler, row)))
              .as(name)
              .isEqualTo(shown(recorded(cluster, row)));
        }
      }
      assertThat(compared + refused.size() + elsewhere.size()).isEqualTo(379);
      assertThat(refused.size()).isEqualTo(RowRanges.count(NOT_YET));
      assertThat(elsewhere.size()).isEqualTo(RowRanges.count(ELSEWHERE));
    }
  }

  /** What the second run reserved, the first has never seen. */
  private static void undoSecondRun(WireCluster cluster) throws Exception {
    for (String reservation : List.of("\"role\":\"r9\"", "\"role\":\"r1\",\"principal\":\"p\"")) {
      String body = UNRESERVE.formatted(cluster.agentId(1), reservation).replace("\n", "");
      String request =
          "POST /api/v1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Accept: application/json\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(body.length(), body);
      assertThat(RawHttp.exchange(cluster.port(), request).orElseThrow().status()).isEqualTo(202);
    }
  }

  /** The recordings have one that uses some of the agent. */
  private static void runTask(WireCluster cluster, ScriptedScheduler scheduler) throws Exception {
    Event offers = scheduler.await(Event.Type.OFFERS);
    OfferID offer = offers.getOffers().getOffers(0).getId();
    assertThat(scheduler.call(launch(offer, cluster.agentId(1)))).isEmpty();
    scheduler.await(event -> event.getUpdate().getStatus().getState() == TaskState.TASK_STARTING);
  }

  /** An ACCEPT with a task that runs for long. */
  static Call.Builder launch(OfferID offer, String agent) throws Exception {
    Call.Builder accept = Call.newBuilder();
    String json = LAUNCH.formatted(offer.getValue(), agent);
    MesosJson.read(json.getBytes(StandardCharsets.UTF_8), accept);
    return accept;
  }

  /** The recordings have one with the second id of the master, which has gone away. */
  private static void leaveDisconnectedFramework(WireCluster cluster) throws Exception {
    ScriptedScheduler gone = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK);
    assertThat(gone.id().getValue()).endsWith("-0001");
    gone.close();
    await()
        .until(() ->
            RawHttp.get(cluster.port(), "/metrics/snapshot")
                .text()
                .contains("\"master/frameworks_disconnected\":1.0"));
  }

  private static Optional<Answer> ask(
      WireCluster cluster, ScriptedScheduler scheduler, Map<String, Object> row) throws Exception {
    String request =
        ((String) row.get("request"))
            .replace(RECORDED_MASTER, cluster.masterId())
            .replace(RECORDED_AGAIN, cluster.masterId());
    for (String stream : RECORDED_STREAMS) {
      request = request.replace(stream, scheduler.streamId());
    }
    boolean master = (Long) row.get("port") == RECORDED_MASTER_PORT;
    return RawHttp.exchange(master ? cluster.port() : cluster.agentPort(1), request);
  }

  private static Optional<Answer> recorded(WireCluster cluster, Map<String, Object> row)
      throws Exception {
    Object response = row.get("response");
    if (!(response instanceof String text) || text.isEmpty()) {
      return Optional.empty();
    }
    String here =
        text.replace(RECORDED_MASTER, cluster.masterId())
            .replace(RECORDED_AGAIN, cluster.masterId())
            .replace("slave(1)@127.0.0.1:5051", "slave(1)@127.0.0.1:" + cluster.agentPort(1));
    byte[] bytes = withLength(here, here.length() - text.length()).getBytes(StandardCharsets.UTF_8);
    return Optional.of(RawHttp.parse(bytes, ((String) row.get("request")).startsWith("HEAD")));
  }

  /** Ports here have more digits than those of the recordings. */
  private static String withLength(String response, int more) {
    return Pattern.compile("Content-Length: (\\d+)")
        .matcher(response)
        .replaceFirst(length -> "Content-Length: " + (Integer.parseInt(length.group(1)) + more));
  }

  private static String shown(Optional<Answer> answer) {
    return answer
        .map(a -> a.statusLine() + "\n" + a.headers() + "\n" + Recordings.withoutBuild(a.text()))
        .orElse("the end of the connection");
  }
}
