package io.meseta.e2e.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.process.Archive;
import io.meseta.e2e.process.Place;
import io.meseta.e2e.process.RunningProgram;
import io.meseta.runtime.http.MediaType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded fate of three frameworks whose agent is cut off, comes back, is killed, is started
 * again and marked gone, lived once more with a real agent process: one framework knows of
 * partitions, one does not, and one does and is not checkpointed.
 */
class PartitionTest {

  @TempDir Path directory;
  private Place place;

  /** A recorded scheduler, and the one that plays it. */
  private record Player(
      SessionRecording recording,
      ScriptedScheduler scheduler,
      String master,
      List<OfferID> offers) {

    static Player subscribe(String name, WireCluster cluster) throws Exception {
      SessionRecording recording = SessionRecording.read("sched-v1/partition/" + name + ".jsonl");
      String master = cluster.masterId();
      Call subscribe = recording.call("", Call.Type.SUBSCRIBE, master);
      ScriptedScheduler scheduler =
          ScriptedScheduler.subscribe(cluster.port(), MediaType.JSON, subscribe);
      scheduler.await(Event.Type.SUBSCRIBED);
      return new Player(recording, scheduler, master, new ArrayList<>());
    }

    /** Launches the recorded task on the next offer, and wants no more of them. */
    void launch() throws Exception {
      List<Event> recorded = updatesIn("");
      while (offers.isEmpty()) {
        note(scheduler.next());
      }
      Call.Builder accept = recording.call("", Call.Type.ACCEPT, master).toBuilder();
      accept.getAcceptBuilder().clearOfferIds().addAllOfferIds(offers);
      // Nothing more may be offered until it has said SUPPRESS, and what then is free is another's.
      accept.getAcceptBuilder().getFiltersBuilder().setRefuseSeconds(3600);
      offers.clear();
      assertThat(scheduler.call(accept)).isEmpty();
      expect(recorded.stream().filter(Event::hasUpdate).limit(2).toList());
      assertThat(scheduler.call(recording.call("", Call.Type.SUPPRESS, master).toBuilder()))
          .isEmpty();
    }

    private void note(Event event) {
      event.getOffers().getOffersList().forEach(offer -> offers.add(offer.getId()));
    }

    private List<Event> updatesIn(String step) {
      return recording.events(step, 1).stream()
          .filter(event -> event.hasUpdate() || event.hasFailure())
          .toList();
    }

    /** Waits for what was heard in the step: updates and failures; offers come and go. */
    void hear(String step) throws Exception {
      expect(updatesIn(step));
    }

    private void expect(List<Event> recorded) throws Exception {
      List<String> heard = new ArrayList<>();
      while (heard.size() < recorded.size()) {
        Event event = scheduler.next();
        if (event.hasUpdate() || event.hasFailure()) {
          heard.add(Shown.of(event));
          acknowledge(event.getUpdate().getStatus());
        }
      }
      assertThat(heard).isEqualTo(recorded.stream().map(Shown::of).toList());
    }

    private void acknowledge(TaskStatus status) throws Exception {
      if (status.hasUuid()) {
        Call.Builder call = Call.newBuilder().setType(Call.Type.ACKNOWLEDGE);
        call.getAcknowledgeBuilder()
            .setTaskId(status.getTaskId())
            .setAgentId(status.getAgentId())
            .setUuid(status.getUuid());
        assertThat(scheduler.call(call)).isEmpty();
      }
    }

    /** Makes the recorded calls of the step, and hears what was heard. */
    void call(String step, Call.Type type) throws Exception {
      for (Call call : recording.calls(step, type, master)) {
        assertThat(scheduler.call(call.toBuilder())).isEmpty();
      }
      hear(step);
    }
  }

  @BeforeEach
  void arrive() {
    place = new Place(directory);
  }

  @AfterEach
  void leave() {
    place.close();
  }

  private RunningProgram agent(WireCluster cluster) {
    return RunningProgram.start(
        place,
        Archive.meseta(
            "agent",
            "--master=127.0.0.1:" + cluster.port(),
            "--ip=127.0.0.1",
            "--hostname=localhost",
            "--port=0",
            "--work_dir=" + directory.resolve("agent"),
            "--runtime_dir=" + directory.resolve("agent/run"),
            "--launcher=posix",
            "--resources=" + WireCluster.RESOURCES));
  }

  private static void markGone(WireCluster cluster) throws Exception {
    String call =
        "{\"type\":\"MARK_AGENT_GONE\",\"mark_agent_gone\":{\"agent_id\":{\"value\":\"%s\"}}}"
            .formatted(cluster.agentId(1));
    String request =
        "POST /api/v1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: %d\r\n\r\n%s".formatted(call.getBytes(UTF_8).length, call);
    assertThat(RawHttp.exchange(cluster.port(), request).orElseThrow().status()).isEqualTo(200);
  }

  @Test
  void tellsEachFrameworkWhatItWasToldThen() throws Exception {
    try (WireCluster cluster =
            WireCluster.start(
                directory, "--agent_ping_timeout=2secs", "--max_agent_ping_timeouts=3");
        RunningProgram first = agent(cluster)) {
      List<Player> players = new ArrayList<>();
      for (String name : List.of("pa", "nonpa", "nonckpt")) {
        Player player = Player.subscribe(name, cluster);
        player.launch();
        players.add(player);
      }
      first.signal("STOP");
      hear(players, "agent SIGSTOP");
      for (Player player : players) {
        player.call("RECONCILE explicit own", Call.Type.RECONCILE);
        player.call("RECONCILE explicit w/o", Call.Type.RECONCILE);
        player.call("RECONCILE implicit", Call.Type.RECONCILE);
        player.call("KILL task", Call.Type.KILL);
      }
      first.signal("CONT");
      hear(players, "agent SIGCONT");
      first.signal("KILL");
      hear(players, "agent SIGKILL");
      try (RunningProgram second = agent(cluster)) {
        hear(players, "agent started again");
        markGone(cluster);
        hear(players, "response HTTP"); // the step that the answer began
        for (Player player : players) {
          player.call("RECONCILE after gone", Call.Type.RECONCILE);
          player.scheduler().close();
        }
        second.awaitExit(); // it is told that it is gone
      }
    }
  }

  private static void hear(List<Player> players, String step) throws Exception {
    for (Player player : players) {
      player.hear(step);
    }
  }
}
