package io.meseta.e2e.wire;

import static io.meseta.e2e.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.wire.RawHttp.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operator calls that change something, on a real master with one agent. */
class OperatorApiTest {

  private static final String FRAMEWORK =
      """
      {"user":"root","name":"f","roles":["r1"],"failover_timeout":1000,
       "capabilities":[{"type":"MULTI_ROLE"}]}
      """;

  @TempDir Path directory;
  private WireCluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster = WireCluster.start(directory).withAgent(WireCluster.RESOURCES);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private Answer call(String json) throws IOException {
    return RawHttp.exchange(
            cluster.port(),
            """
            POST /api/v1 HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s\
            """
                .formatted(json.getBytes(StandardCharsets.UTF_8).length, json))
        .orElseThrow();
  }

  @Test
  void tearsDownAFramework() throws Exception {
    try (ScriptedScheduler scheduler = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK)) {
      String teardown =
          """
          {"type":"TEARDOWN","teardown":{"framework_id":{"value":"%s"}}}\
          """
              .formatted(scheduler.id().getValue());
      assertThat(call(teardown).status()).isEqualTo(200);
      await().until(scheduler::isOver);
      assertThat(call(teardown).status()).isEqualTo(400);
    }
  }

  @Test
  void marksAnAgentAsGone() throws Exception {
    String gone =
        """
        {"type":"MARK_AGENT_GONE","mark_agent_gone":{"agent_id":{"value":"%s"}}}\
        """
            .formatted(cluster.agentId(1));
    try (ScriptedScheduler scheduler = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK)) {
      scheduler.await(Event.Type.OFFERS);
      assertThat(call(gone).status()).isEqualTo(200);
      assertThat(scheduler.await(Event.Type.FAILURE).getFailure().getAgentId().getValue())
          .isEqualTo(cluster.agentId(1));
    }
    assertThat(call(gone).status()).isEqualTo(200); // done already is done
  }

  @Test
  void remembersQuotaAndWeights() throws Exception {
    String quota =
        """
        {"type":"UPDATE_QUOTA","update_quota":{"quota_configs":[{"role":"web",
          "guarantees":{"cpus":{"value":1}},"limits":{"cpus":{"value":2},"mem":{"value":64.5}}}]}}\
        """;
    String weights =
        """
        {"type":"UPDATE_WEIGHTS","update_weights":{"weight_infos":[{"role":"web","weight":2.5}]}}\
        """;
    assertThat(call(quota).status()).isEqualTo(200);
    assertThat(call(weights).status()).isEqualTo(200);
    assertThat(call("{\"type\":\"GET_QUOTA\"}").text())
        .contains("\"infos\":[{\"role\":\"web\",\"guarantee\":[{\"name\":\"cpus\"")
        .contains("\"guarantees\":{\"cpus\":{\"value\":1.0}}");
    assertThat(call("{\"type\":\"GET_WEIGHTS\"}").text())
        .contains("\"weight_infos\":[{\"weight\":2.5,\"role\":\"web\"}]");
    assertThat(RawHttp.get(cluster.port(), "/weights").text())
        .isEqualTo("[{\"role\":\"web\",\"weight\":2.5}]");
    assertThat(RawHttp.get(cluster.port(), "/roles").text())
        .contains("\"weight\":2.5")
        .contains("\"guarantee\":{\"cpus\":1.0},\"limit\":{\"cpus\":2.0,\"mem\":64.5}");
  }

  @Test // as Mesos: the amounts are those of the sub-tree, and roles above are known roles
  void aRoleIsShownWithAllThatIsBelowIt() throws Exception {
    cluster.withAgent("cpus:2;mem:64;cpus(eng):1;cpus(eng/web):1");
    call(
        "{\"type\":\"UPDATE_WEIGHTS\",\"update_weights\":{\"weight_infos\":[{\"role\":\"ops/db\",\"weight\":2}]}}");
    String framework = FRAMEWORK.replace("r1", "eng/web/blue");
    try (ScriptedScheduler scheduler = ScriptedScheduler.subscribe(cluster.port(), framework)) {
      scheduler.await(Event.Type.OFFERS);
      String roles = RawHttp.get(cluster.port(), "/roles").text();
      assertThat(roles)
          .contains(
              "{\"name\":\"ops\",\"weight\":1.0",
              "{\"name\":\"ops/db\",\"weight\":2.0",
              "{\"role\":\"eng\",\"guarantee\":{},\"limit\":{},\"consumed\":{\"cpus\":2.0}}",
              "{\"role\":\"eng/web\",\"guarantee\":{},\"limit\":{},\"consumed\":{\"cpus\":1.0}}",
              "{\"role\":\"eng/web/blue\",\"guarantee\":{},\"limit\":{},\"consumed\":{}}");
      String eng = roles.substring(roles.indexOf("{\"name\":\"eng\""));
      assertThat(eng)
          .contains(
              "\"resources\":{\"cpus\":8.0", "\"offered\":{\"cpus\":8.0", "\"frameworks\":[]");
    }
  }

  @Test
  void removesAQuotaOnceAndSaysSoTheSecondTime() throws Exception {
    String quota =
        """
        {"type":"SET_QUOTA","set_quota":{"quota_request":{"role":"web","guarantee":
          [{"name":"cpus","type":"SCALAR","scalar":{"value":1}}]}}}\
        """;
    String remove =
        """
        {"type":"REMOVE_QUOTA","remove_quota":{"role":"web"}}\
        """;
    assertThat(call(quota).status()).isEqualTo(200);
    assertThat(call(remove).status()).isEqualTo(200);
    assertThat(call(remove).text()).isEqualTo("Role 'web' has no quota set");
    assertThat(RawHttp.get(cluster.port(), "/quota").text()).isEqualTo("{}");
  }

  @Test
  void schedulesMaintenanceAndTellsFrameworks() throws Exception {
    String schedule =
        """
        {"windows":[{"machine_ids":[{"hostname":"localhost","ip":"127.0.0.1"}],"unavailability":
          {"start":{"nanoseconds":1900000000000000000},"duration":{"nanoseconds":3600000000000}}}]}\
        """;
    try (ScriptedScheduler scheduler = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK)) {
      scheduler.await(Event.Type.OFFERS);
      String update =
          """
          {"type":"UPDATE_MAINTENANCE_SCHEDULE","update_maintenance_schedule":{"schedule":%s}}\
          """
              .formatted(schedule);
      assertThat(call(update).status()).isEqualTo(200);
      scheduler.await(Event.Type.RESCIND);
      Event offers = scheduler.await(Event.Type.OFFERS);
      assertThat(offers.getOffers().getOffers(0).getUnavailability().getStart().getNanoseconds())
          .isEqualTo(1_900_000_000_000_000_000L);
      Event asked = scheduler.await(Event.Type.INVERSE_OFFERS);
      OfferID inverse = asked.getInverseOffers().getInverseOffers(0).getId();
      assertThat(
              scheduler.call(
                  Call.newBuilder()
                      .setType(Call.Type.ACCEPT_INVERSE_OFFERS)
                      .setAcceptInverseOffers(
                          Call.AcceptInverseOffers.newBuilder()
                              .addInverseOfferIds(inverse)
                              .setFilters(Filters.newBuilder().setRefuseSeconds(1000)))))
          .isEmpty();
      assertThat(call("{\"type\":\"GET_MAINTENANCE_STATUS\"}").text())
          .contains("\"draining_machines\":[{\"id\":{\"hostname\":\"localhost\"")
          .contains("\"status\":\"ACCEPT\"");
      assertThat(RawHttp.get(cluster.port(), "/maintenance/schedule").text())
          .isEqualTo(schedule.replaceAll("\\s", ""));
    }
    String machines = "{\"machines\":[{\"hostname\":\"localhost\",\"ip\":\"127.0.0.1\"}]}";
    assertThat(
            call("{\"type\":\"START_MAINTENANCE\",\"start_maintenance\":" + machines + "}")
                .status())
        .isEqualTo(200);
    assertThat(RawHttp.get(cluster.port(), "/maintenance/status").text())
        .isEqualTo("{\"down_machines\":[{\"hostname\":\"localhost\",\"ip\":\"127.0.0.1\"}]}");
    assertThat(
            call("{\"type\":\"STOP_MAINTENANCE\",\"stop_maintenance\":" + machines + "}").status())
        .isEqualTo(200);
    assertThat(RawHttp.get(cluster.port(), "/maintenance/status").text()).isEqualTo("{}");
  }

  @Test
  void takesAnAgentOutOfServiceAndBack() throws Exception {
    String agent = "{\"agent_id\":{\"value\":\"" + cluster.agentId(1) + "\"}}";
    try (ScriptedScheduler scheduler = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK)) {
      scheduler.await(Event.Type.OFFERS);
      String deactivate = "{\"type\":\"DEACTIVATE_AGENT\",\"deactivate_agent\":" + agent + "}";
      assertThat(call(deactivate).status()).isEqualTo(200);
      scheduler.await(Event.Type.RESCIND);
      assertThat(RawHttp.get(cluster.port(), "/slaves").text())
          .contains("\"active\":false,\"deactivated\":true");
      String reactivate = "{\"type\":\"REACTIVATE_AGENT\",\"reactivate_agent\":" + agent + "}";
      assertThat(call(reactivate).status()).isEqualTo(200);
      scheduler.await(Event.Type.OFFERS);
      assertThat(call(reactivate).text()).isEqualTo("Agent is not deactivated");
    }
  }

  @Test
  void drainsAnAgent() throws Exception {
    String drain =
        """
        {"type":"DRAIN_AGENT","drain_agent":{"agent_id":{"value":"%s"}}}\
        """
            .formatted(cluster.agentId(1));
    try (ScriptedScheduler scheduler = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK)) {
      Offer offer = scheduler.await(Event.Type.OFFERS).getOffers().getOffers(0);
      assertThat(scheduler.call(HttpErrorsTest.launch(offer.getId(), cluster.agentId(1))))
          .isEmpty();
      acknowledge(scheduler, TaskState.TASK_STARTING);
      acknowledge(scheduler, TaskState.TASK_RUNNING);
      assertThat(call(drain).status()).isEqualTo(200);
      TaskStatus killed = acknowledge(scheduler, TaskState.TASK_KILLED);
      assertThat(killed.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_DRAINING);
      await()
          .until(() ->
              RawHttp.get(cluster.port(), "/slaves")
                  .text()
                  .contains("\"drain_info\":{\"state\":\"DRAINED\""));
    }
  }

  private static TaskStatus acknowledge(ScriptedScheduler scheduler, TaskState wanted)
      throws Exception {
    TaskStatus status =
        scheduler
            .await(event -> event.getUpdate().getStatus().getState() == wanted)
            .getUpdate()
            .getStatus();
    scheduler.call(
        Call.newBuilder()
            .setType(Call.Type.ACKNOWLEDGE)
            .setAcknowledge(
                Call.Acknowledge.newBuilder()
                    .setAgentId(status.getAgentId())
                    .setTaskId(status.getTaskId())
                    .setUuid(status.getUuid())));
    return status;
  }
}
