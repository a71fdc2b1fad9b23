package io.meseta.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /metrics/snapshot} tells of frameworks, operations and roles, on a real master. */
class FrameworkMetricsTest {

  private static final String FRAMEWORK =
      """
      {"user":"root","name":"a name/1","roles":["eng/web"],"principal":"ops",
       "capabilities":[{"type":"MULTI_ROLE"},{"type":"RESERVATION_REFINEMENT"}]}
      """;

  @TempDir Path directory;

  private static Map<String, Double> metrics(WireCluster cluster) throws Exception {
    Map<String, Double> metrics = new TreeMap<>();
    ((Map<?, ?>) Json.parse(RawHttp.get(cluster.port(), "/metrics/snapshot").text()))
        .forEach((name, value) -> metrics.put((String) name, ((Number) value).doubleValue()));
    return metrics;
  }

  /** Those that begin so and are not zero. */
  private static Map<String, Double> counted(WireCluster cluster, String prefix) throws Exception {
    return metrics(cluster).entrySet().stream()
        .filter(metric -> metric.getKey().startsWith(prefix) && metric.getValue() != 0)
        .collect(
            Collectors.toMap(
                metric -> metric.getKey().substring(prefix.length()),
                Map.Entry::getValue,
                (one, _) -> one,
                TreeMap::new));
  }

  private static String prefix(ScriptedScheduler scheduler) {
    return "master/frameworks/a%20name%2F1/" + scheduler.id().getValue() + "/";
  }

  @Test
  void countsWhatAFrameworkAsksForAndIsTold() throws Exception {
    try (WireCluster cluster =
            WireCluster.start(directory, "--max_completed_frameworks=1")
                .withAgent(WireCluster.RESOURCES);
        ScriptedScheduler scheduler = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK)) {
      Offer offer = scheduler.await(Event.Type.OFFERS).getOffers().getOffers(0);
      assertThat(counted(cluster, prefix(scheduler)))
          .containsKey("offers/oldest_outstanding_secs")
          .contains(
              entry("subscribed", 1.0),
              entry("calls", 1.0),
              entry("calls/subscribe", 1.0),
              entry("events/offers", 1.0),
              entry("offers/sent", 1.0),
              entry("offers/outstanding", 1.0),
              entry("offers/outstanding_share", 1.0));
      assertThat(metrics(cluster)).containsEntry("master/largest_outstanding_offers_share", 1.0);

      assertThat(scheduler.call(accept(offer))).isEmpty();
      Event refused = scheduler.await(Event.Type.UPDATE);
      assertThat(refused.getUpdate().getStatus().getTaskId().getValue()).isEqualTo("nothing");
      assertThat(counted(cluster, prefix(scheduler)))
          .contains(
              entry("calls/accept", 1.0),
              entry("offers/accepted", 1.0),
              entry("operations", 2.0),
              entry("operations/reserve", 1.0),
              entry("operations/launch", 1.0));
      await().until(() -> counted(cluster, "master/operations/").containsKey("finished"));
      assertThat(counted(cluster, "master/operations/"))
          .containsOnly(
              entry("finished", 1.0),
              entry("error", 1.0),
              entry("total", 2.0),
              entry("reserve/finished", 1.0),
              entry("reserve/total", 1.0),
              entry("unreserve/error", 1.0),
              entry("unreserve/total", 1.0));
      assertThat(metrics(cluster))
          .contains(
              entry("master/tasks_error", 1.0),
              entry("master/task_error/source_master/reason_task_invalid", 1.0),
              entry("allocator/mesos/quota/roles/eng/resources/cpus/consumed", 2.0),
              entry("allocator/mesos/quota/roles/eng/web/resources/cpus/consumed", 2.0),
              entry("allocator/mesos/offer_filters/roles/eng/web/active", 1.0),
              entry("frameworks/ops/messages_received", 0.0));

      // As Mesos: a completed framework keeps its metrics as long as it is remembered.
      assertThat(scheduler.call(Call.newBuilder().setType(Call.Type.TEARDOWN))).isEmpty();
      await().until(() -> counted(cluster, prefix(scheduler)).containsKey("calls/teardown"));
      assertThat(counted(cluster, prefix(scheduler)))
          .doesNotContainKey("subscribed")
          .containsEntry("tasks/terminal/task_killed", 1.0);
      assertThat(counted(cluster, "frameworks/ops/")).isEmpty();
      try (ScriptedScheduler next = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK)) {
        assertThat(next.call(Call.newBuilder().setType(Call.Type.TEARDOWN))).isEmpty();
        await().until(() -> counted(cluster, prefix(next)).containsKey("calls/teardown"));
        assertThat(metrics(cluster))
            .noneSatisfy((name, _) -> assertThat(name).startsWith(prefix(scheduler)));
      }
    }
  }

  private static Call.Builder accept(Offer offer) {
    Resource two =
        offer.getResourcesList().stream()
            .filter(resource -> resource.getName().equals("cpus"))
            .map(resource ->
                resource.toBuilder()
                    .setScalar(resource.getScalar().toBuilder().setValue(2))
                    .build())
            .findFirst()
            .orElseThrow();
    Resource reserved =
        two.toBuilder()
            .addReservations(
                Resource.ReservationInfo.newBuilder()
                    .setType(Resource.ReservationInfo.Type.DYNAMIC)
                    .setRole("eng/web")
                    .setPrincipal("ops"))
            .build();
    Call.Builder call = Call.newBuilder().setType(Call.Type.ACCEPT);
    call.getAcceptBuilder()
        .addOfferIds(offer.getId())
        .setFilters(Filters.newBuilder().setRefuseSeconds(1000));
    operation(call, Operation.Type.RESERVE).getReserveBuilder().addResources(reserved);
    operation(call, Operation.Type.UNRESERVE).getUnreserveBuilder().addResources(two);
    operation(call, Operation.Type.LAUNCH)
        .getLaunchBuilder()
        .addTaskInfos(
            task(
                offer,
                "nothing",
                two.toBuilder().setScalar(two.getScalar().toBuilder().setValue(100)).build()))
        .addTaskInfos(task(offer, "something", reserved));
    return call;
  }

  private static Operation.Builder operation(Call.Builder call, Operation.Type type) {
    return call.getAcceptBuilder().addOperationsBuilder().setType(type);
  }

  private static TaskInfo task(Offer offer, String id, Resource resource) {
    TaskInfo.Builder task = TaskInfo.newBuilder().setName(id).setAgentId(offer.getAgentId());
    task.getTaskIdBuilder().setValue(id);
    task.getCommandBuilder().setValue("sleep 1000");
    return task.addResources(resource).build();
  }

  @Test
  void showsQuotasAsMesosDoes() throws Exception {
    try (WireCluster cluster = WireCluster.start(directory).withAgent(WireCluster.RESOURCES)) {
      String quota =
          """
          {"type":"UPDATE_QUOTA","update_quota":{"quota_configs":[{"role":"eng",
            "guarantees":{"cpus":{"value":1}},"limits":{"cpus":{"value":2},"mem":{"value":64.5}}}]}}\
          """;
      String request =
          "POST /api/v1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + quota.getBytes(StandardCharsets.UTF_8).length
              + "\r\n\r\n"
              + quota;
      assertThat(RawHttp.exchange(cluster.port(), request).orElseThrow().status()).isEqualTo(200);
      try (ScriptedScheduler scheduler = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK)) {
        scheduler.await(Event.Type.OFFERS);
        assertThat(counted(cluster, "allocator/mesos/quota/roles/eng/resources/"))
            .containsOnly(
                entry("cpus/guarantee", 1.0),
                entry("cpus/limit", 2.0),
                entry("mem/limit", 64.5),
                entry("cpus/offered_or_allocated", 2.0),
                entry("mem/offered_or_allocated", 64.5));
        assertThat(counted(cluster, "allocator/mesos/roles/"))
            .containsEntry("eng/web/shares/dominant", 1.0);
      }
    }
  }

  @Test
  void tellsOfNoFrameworkApartIfThatIsNotWanted() throws Exception {
    try (WireCluster cluster =
            WireCluster.start(directory, "--publish_per_framework_metrics=false")
                .withAgent(WireCluster.RESOURCES);
        ScriptedScheduler scheduler = ScriptedScheduler.subscribe(cluster.port(), FRAMEWORK)) {
      scheduler.await(Event.Type.OFFERS);
      assertThat(metrics(cluster))
          .noneSatisfy((name, _) -> assertThat(name).startsWith("master/frameworks/"))
          .containsEntry("master/largest_outstanding_offers_share", 1.0);
    }
  }
}
