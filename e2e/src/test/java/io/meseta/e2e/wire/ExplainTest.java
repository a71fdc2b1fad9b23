package io.meseta.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.wire.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /ui/v1/explain} of a real master with one agent. */
class ExplainTest {

  private static final String FRAMEWORK =
      """
      {"user":"root","name":"f","roles":["r1"],"capabilities":[{"type":"MULTI_ROLE"}]}
      """;

  @TempDir Path directory;

  @Test
  void tellsWhoHoldsAnOffer() throws Exception {
    try (WireCluster cluster = WireCluster.start(directory).withAgent(WireCluster.RESOURCES);
        ScriptedScheduler scheduler = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK)) {
      scheduler.await(Event.Type.OFFERS);
      String framework = "?framework=" + scheduler.id().getValue();
      Answer answer = get(cluster, framework + "&role=r1&agent=" + cluster.agentId(1));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text())
          .contains("\"summary\":\"of 1 agent: 1 already offered\"", "\"since\":");
      assertThat(get(cluster, framework).text()).isEqualTo(answer.text());

      assertThat(get(cluster, framework + "&role=other").text())
          .contains("1 not subscribed to the role");
      assertThat(get(cluster, framework + "&agent=nowhere").status()).isEqualTo(404);
      assertThat(get(cluster, "?framework=nobody").status()).isEqualTo(404);
      assertThat(get(cluster, "").status()).isEqualTo(400);
    }
  }

  @Test
  void countsAgentsOnceWhateverTheNumberOfRoles() throws Exception {
    try (WireCluster cluster = WireCluster.start(directory).withAgent(WireCluster.RESOURCES);
        ScriptedScheduler scheduler =
            ScriptedScheduler.subscribe(
                cluster.port(), FRAMEWORK.replace("\"r1\"", "\"r1\",\"r2\""))) {
      scheduler.await(Event.Type.OFFERS);
      assertThat(get(cluster, "?framework=" + scheduler.id().getValue()).text())
          .contains("\"of 1 agent, in each of 2 roles: 1 already offered, 1 offered elsewhere\"");
    }
  }

  @Test
  void tellsAnAgentThatWasDrainedFromOneThatWasDeactivated() throws Exception {
    try (WireCluster cluster = WireCluster.start(directory).withAgent(WireCluster.RESOURCES);
        ScriptedScheduler scheduler = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK)) {
      scheduler.await(Event.Type.OFFERS);
      operate(cluster, "DEACTIVATE_AGENT");
      String query = "?framework=" + scheduler.id().getValue();
      assertThat(get(cluster, query).text()).contains("of 1 agent: 1 agent deactivated");
      operate(cluster, "DRAIN_AGENT");
      assertThat(get(cluster, query).text()).contains("of 1 agent: 1 agent drained");
    }
  }

  private static void operate(WireCluster cluster, String call) throws IOException {
    String json =
        "{\"type\":\"%s\",\"%s\":{\"agent_id\":{\"value\":\"%s\"}}}"
            .formatted(call, call.toLowerCase(java.util.Locale.ROOT), cluster.agentId(1));
    String request =
        "POST /api/v1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + json.length()
            + "\r\n\r\n"
            + json;
    assertThat(RawHttp.exchange(cluster.port(), request).orElseThrow().status()).isEqualTo(200);
  }

  private static Answer get(WireCluster cluster, String query) throws IOException {
    return RawHttp.exchange(
            cluster.port(),
            "GET /ui/v1/explain%s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(query))
        .orElseThrow();
  }
}
