package io.meseta.e2e.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meseta.protocol.json.MesosJson;
import io.meseta.runtime.http.MediaType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * The tasks of {@code golden/command-executor}: what Mesos said of each, and how they are run once
 * more, all at a time, against our master and agents.
 */
final class RecordedTasks implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String WEB_PORT = "8099";
  private static final String LAUNCHES = "launch 42 tasks";

  private final SessionRecording recording;
  private final HttpServer web;
  private final Map<String, List<String>> told = new TreeMap<>();
  private final Map<String, OfferID> offers = new HashMap<>();

  RecordedTasks() throws IOException {
    recording = SessionRecording.read("command-executor/transcript.jsonl");
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext("/", RecordedTasks::answer);
    web.start();
  }

  /** The recorded web server has one file. */
  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] hello = "hello\n".getBytes(UTF_8);
      boolean found = exchange.getRequestURI().getPath().equals("/hello.txt");
      exchange.sendResponseHeaders(found ? 200 : 404, found ? hello.length : -1);
      if (found) {
        exchange.getResponseBody().write(hello);
      }
    }
  }

  /** What Mesos told of each task, in order. */
  Map<String, List<String>> recorded() {
    Map<String, List<String>> updates = new TreeMap<>();
    for (Event event : recording.events("", 1)) {
      if (event.hasUpdate()) {
        TaskStatus status = event.getUpdate().getStatus();
        updates
            .computeIfAbsent(status.getTaskId().getValue(), _ -> new ArrayList<>())
            .add(shown(status));
      }
    }
    return updates;
  }

  /**
   * Runs the tasks on the first agent, and the group that was recorded not to fit on the second.
   *
   * @param wanted how many updates of each task to wait for
   * @return what was told of each task until then, in order
   */
  Map<String, List<String>> run(WireCluster cluster, Map<String, Integer> wanted) throws Exception {
    String master = cluster.masterId();
    Call subscribe = recording.call("", Call.Type.SUBSCRIBE, master);
    try (ScriptedScheduler scheduler =
        ScriptedScheduler.subscribe(cluster.port(), MediaType.JSON, subscribe)) {
      List<Call> launches = new ArrayList<>(recording.calls(LAUNCHES, Call.Type.ACCEPT, master));
      List<Call> groups = recording.calls("default executor", Call.Type.ACCEPT, master);
      accept(scheduler, launches.getFirst(), cluster.agentId(1), cluster);
      accept(scheduler, groups.get(0), cluster.agentId(1), cluster);
      accept(scheduler, groups.get(1), cluster.agentId(2), cluster);
      accept(scheduler, groups.get(2), cluster.agentId(1), cluster);
      Instant end = Instant.now().plus(PATIENCE); // what has no end of its own would never be over
      while (!hasAll(wanted) && Instant.now().isBefore(end)) {
        note(scheduler, scheduler.next(), master);
      }
      return told;
    }
  }

  private boolean hasAll(Map<String, Integer> wanted) {
    return wanted.entrySet().stream()
        .allMatch(each -> told.getOrDefault(each.getKey(), List.of()).size() >= each.getValue());
  }

  private void accept(ScriptedScheduler scheduler, Call call, String agent, WireCluster cluster)
      throws Exception {
    while (!offers.containsKey(agent)) {
      note(scheduler, scheduler.next(), cluster.masterId());
    }
    Call.Builder accept = here(call, agent, cluster);
    accept.getAcceptBuilder().clearOfferIds().addOfferIds(offers.remove(agent));
    assertThat(scheduler.call(accept)).isEmpty();
  }

  /** On this agent, with our web server, and with more patience for checks on a busy machine. */
  private Call.Builder here(Call recorded, String agent, WireCluster cluster) throws Exception {
    String json =
        new String(MesosJson.writeBytes(recorded), UTF_8)
            .replace(WEB_PORT, String.valueOf(web.getAddress().getPort()))
            .replace(cluster.agentId(1), agent)
            .replace("\"timeout_seconds\":2.0", "\"timeout_seconds\":20.0");
    Call.Builder call = Call.newBuilder();
    MesosJson.read(json.getBytes(UTF_8), call);
    return call;
  }

  private void note(ScriptedScheduler scheduler, Event event, String master) throws Exception {
    event
        .getOffers()
        .getOffersList()
        .forEach(offer -> offers.put(offer.getAgentId().getValue(), offer.getId()));
    if (!event.hasUpdate()) {
      return;
    }
    TaskStatus status = event.getUpdate().getStatus();
    String task = status.getTaskId().getValue();
    told.computeIfAbsent(task, _ -> new ArrayList<>()).add(shown(status));
    if (status.hasUuid()) {
      acknowledge(scheduler, status);
    }
    if (status.getState() == TaskState.TASK_RUNNING) {
      for (Call kill : recording.calls("KILL " + task, Call.Type.KILL, master)) {
        assertThat(scheduler.call(kill.toBuilder())).isEmpty();
      }
    }
  }

  private static void acknowledge(ScriptedScheduler scheduler, TaskStatus status) throws Exception {
    Call.Builder call = Call.newBuilder().setType(Call.Type.ACKNOWLEDGE);
    call.getAcknowledgeBuilder()
        .setTaskId(status.getTaskId())
        .setAgentId(status.getAgentId())
        .setUuid(status.getUuid());
    assertThat(scheduler.call(call)).isEmpty();
  }

  /** All of a status but ids, numbers of processes and the clock. */
  private static String shown(TaskStatus status) {
    TaskStatus.Builder lasting = status.toBuilder();
    if (status.hasUuid()) {
      lasting.setUuid(ByteString.EMPTY);
    }
    if (status.hasTimestamp()) {
      lasting.setTimestamp(0);
    }
    if (status.getContainerStatus().hasExecutorPid()) {
      lasting.getContainerStatusBuilder().setExecutorPid(0);
    }
    boolean inPod = status.getContainerStatus().getContainerId().hasParent();
    if (inPod && status.getState() == TaskState.TASK_STARTING) {
      lasting.getContainerStatusBuilder().clearNetworkInfos(); // Mesos knows them by then, or not
    }
    return TextFormat.printer()
        .printToString(lasting)
        // Ours says what could not be fetched, where Mesos sends people to the task's stderr.
        .replaceAll("(: exited with status 1); Failed to fetch .*\"", "$1\"")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>")
        .replaceAll("'/[^']*/slaves/", "'<work>/slaves/")
        .replaceAll("<uuid>-S\\d", "<agent>");
  }

  @Override
  public void close() {
    web.stop(0);
  }
}
