package io.meseta.e2e.wire;

import static io.meseta.e2e.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.wire.RawHttp.Answer;
import io.meseta.runtime.http.MediaType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The endpoints answer with the status, the headers, the keys and the types of the recordings in
 * {@code golden/endpoints}. Values differ from run to run and are not compared.
 */
class EndpointShapeTest {

  private static final List<String> OF_MASTER =
      List.of("state", "state-summary", "slaves", "frameworks", "tasks", "roles");
  private static final List<String> OF_AGENT = List.of("state", "monitor/statistics", "containers");

  /** What Mesos tells and we do not yet. */
  private static final List<Pattern> NOT_YET =
      patterns(
          "/log_dir .*", // we write no log files
          "/registrar/.*", // the registry is a journal
          "/(containerizer|gc|resource_provider_manager)/.*", // not supported yet
          "/slave/(executor_directory_max_allowed_age_secs|executors_preempted) .*",
          "/slave/recovery_(errors|time_secs) .*");

  /** What we tell and Mesos does not. */
  private static final List<Pattern> OURS =
      patterns(
          "/external_log_file .*",
          "/master/(oldest|largest)_outstanding_offers?_\\w+ .*", // who holds offers, for how long
          "/master/frameworks/NAME/ID/offers/(oldest_)?outstanding.*",
          "/(master|slave)/(loop/|event_queue_dispatches ).*",
          "/master/task_\\w+/.*");

  /** What the recorded tasks and agents of situation c had and these have not. */
  private static final List<Pattern> RICHER =
      patterns(
          ".*/(discovery|health_check|check|container|executors\\[\\]/command|user)\\b.*",
          ".*(widgets|zones|gpus|ports|/set|/disk|/ranges|/reservations?|/revocable)\\b.*",
          ".*/container_id/parent\\b.*", // pods
          "/frameworks\\[\\]/executors\\[\\]( object|/(executor_id|framework_id|slave_id|name|type) .*)",
          "/frameworks\\[\\]/executors\\[\\]/resources.*", // custom executors
          ".*/(principal|role|labels|executors\\[\\]|message|reason|healthy|data)\\b.*",
          "/slaves\\[\\]/(drain|estimated|deactivated).*",
          "/roles\\[\\]/(quota/(guarantee|limit)|reserved)/.*", // quota and reservations
          "/allocator/mesos/quota/roles/ROLE/.*/(guarantee|limit|offered_or_allocated) .*",
          "/frameworks/PRINCIPAL/.*", // frameworks that say who they are
          "/master/task_.*");

  private static final String RECORDED_RESOURCES =
      "cpus:4;mem:4096;disk:10240;ports:[31000-31099,32000-32010];cpus(prod):1;mem(prod):512;"
          + "zones(*):{a,b,c};widgets:2.5";

  @TempDir Path directory;

  @Test
  void emptyClusterLooksAsRecorded() throws Exception {
    try (WireCluster cluster =
        WireCluster.start(directory, "--cluster=golden")
            .withAgent(RECORDED_RESOURCES)
            .withAgent(WireCluster.RESOURCES)) {
      for (String endpoint : OF_MASTER) {
        sameShape("b-two-agents/master/", endpoint, cluster.port());
      }
      for (String endpoint : List.of("metrics/snapshot", "version", "flags", "system/stats.json")) {
        sameShape("b-two-agents/master/", endpoint, cluster.port());
      }
      for (String endpoint : OF_AGENT) {
        sameShape("b-two-agents/agent1/", endpoint, cluster.agentPort(1));
      }
      for (String endpoint : List.of("metrics/snapshot", "version", "flags")) {
        sameShape("b-two-agents/agent1/", endpoint, cluster.agentPort(1));
      }
    }
  }

  @Test
  void busyClusterTellsWhatMesosTells() throws Exception {
    try (WireCluster cluster =
        WireCluster.start(directory, "--cluster=golden").withAgent(WireCluster.RESOURCES)) {
      keepBusy(cluster);
      for (String endpoint : OF_MASTER) {
        sameWords("c-busy/master/", endpoint, cluster.port());
      }
      sameWords("c-busy/master/", "metrics/snapshot", cluster.port());
      for (String endpoint : OF_AGENT) {
        sameWords("c-busy/agent1/", endpoint, cluster.agentPort(1));
      }
    }
  }

  /** One task runs, one has finished, one has failed; another framework is gone. */
  private static void keepBusy(WireCluster cluster) throws Exception {
    SessionRecording recording = SessionRecording.read("sched-v1/json-session/transcript.jsonl");
    String master = cluster.masterId();
    ScriptedScheduler scheduler =
        ScriptedScheduler.subscribe(
            cluster.port(), MediaType.JSON, recording.call("", Call.Type.SUBSCRIBE, master));
    Offer offer = scheduler.await(Event.Type.OFFERS).getOffers().getOffers(0);
    Call.Builder accept = recording.call("ACCEPT launch", Call.Type.ACCEPT, master).toBuilder();
    accept.getAcceptBuilder().clearOfferIds().addOfferIds(offer.getId());
    assertThat(scheduler.call(accept)).isEmpty();
    for (int updates = 0; updates < recording.events("ACCEPT launch", 1).size(); updates++) {
      acknowledge(scheduler, scheduler.await(Event.Type.UPDATE).getUpdate().getStatus());
    }
    ScriptedScheduler gone =
        ScriptedScheduler.subscribe(cluster.port(), "{\"user\":\"root\",\"name\":\"gone\"}");
    assertThat(gone.call(Call.newBuilder().setType(Call.Type.TEARDOWN))).isEmpty();
    await().until(() -> agentHasTwoCompleted(cluster));
  }

  private static void acknowledge(ScriptedScheduler scheduler, TaskStatus status) throws Exception {
    Call.Builder call = Call.newBuilder().setType(Call.Type.ACKNOWLEDGE);
    call.getAcknowledgeBuilder()
        .setTaskId(status.getTaskId())
        .setAgentId(status.getAgentId())
        .setUuid(status.getUuid());
    assertThat(scheduler.call(call)).isEmpty();
  }

  private static boolean agentHasTwoCompleted(WireCluster cluster) throws Exception {
    String metrics = RawHttp.get(cluster.agentPort(1), "/metrics/snapshot").text();
    return metrics.contains("\"slave/executors_running\":1.0");
  }

  private static void sameShape(String situation, String endpoint, int port) throws Exception {
    Answer theirs = recorded(situation, endpoint);
    Answer ours = RawHttp.get(port, "/" + endpoint);
    assertThat(ours.statusLine()).as(endpoint).isEqualTo(theirs.statusLine());
    assertThat(ours.headers().keySet()).as(endpoint).isEqualTo(theirs.headers().keySet());
    assertThat(ours.headers().get("content-type"))
        .as(endpoint)
        .isEqualTo(theirs.headers().get("content-type"));
    assertThat(missing(shape(ours), shape(theirs), OURS)).as("new in " + endpoint).isEmpty();
    assertThat(missing(shape(theirs), shape(ours), NOT_YET)).as("lost in " + endpoint).isEmpty();
  }

  /** Past and present of a thing look alike, so one of both is enough. */
  private static void sameWords(String situation, String endpoint, int port) throws Exception {
    Set<String> theirs = timeless(shape(recorded(situation, endpoint)));
    Set<String> ours = timeless(shape(RawHttp.get(port, "/" + endpoint)));
    assertThat(missing(ours, theirs, OURS)).as("new in " + endpoint).isEmpty();
    assertThat(without(RICHER, missing(theirs, ours, NOT_YET))).as("lost in " + endpoint).isEmpty();
  }

  private static Answer recorded(String situation, String endpoint) throws Exception {
    String file = "endpoints/" + situation + endpoint.replace('/', '_') + ".http";
    return RawHttp.parse(Files.readAllBytes(Recordings.file(file)), false);
  }

  private static Set<String> shape(Answer answer) {
    Set<String> shape = new TreeSet<>();
    Shape.of(Json.parse(answer.text())).forEach(path -> shape.add(nameless(path)));
    return shape;
  }

  /** Metrics are named after frameworks, principals and roles: here one is as good as another. */
  private static String nameless(String path) {
    return path.replaceFirst("^/master/frameworks/[^/]+/[^/]+/", "/master/frameworks/NAME/ID/")
        .replaceFirst("^/frameworks/[^/]+/", "/frameworks/PRINCIPAL/")
        .replaceFirst("^(/(?:master|allocator)/.*/?roles/)[^/]*/", "$1ROLE/");
  }

  private static Set<String> timeless(Set<String> paths) {
    Set<String> timeless = new TreeSet<>();
    paths.forEach(path -> timeless.add(path.replace("completed_", "")));
    return timeless;
  }

  /** What is in the one and not in the other, but for what is known. */
  private static Set<String> missing(Set<String> one, Set<String> other, List<Pattern> known) {
    Set<String> rest = without(known, one);
    rest.removeAll(other);
    return rest;
  }

  private static Set<String> without(List<Pattern> patterns, Set<String> paths) {
    Set<String> rest = new TreeSet<>(paths);
    rest.removeIf(path -> patterns.stream().anyMatch(p -> p.matcher(path).matches()));
    return rest;
  }

  private static List<Pattern> patterns(String... texts) {
    return List.of(texts).stream().map(Pattern::compile).toList();
  }
}
