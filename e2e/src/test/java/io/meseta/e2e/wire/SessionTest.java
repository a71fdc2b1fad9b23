package io.meseta.e2e.wire;

import static io.meseta.e2e.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.libprocess.EchoExecutor;
import io.meseta.runtime.http.MediaType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The recorded session of a v1 scheduler played against a real master and agent: the recorded
 * calls, and what comes back is what came back. Updates of different tasks have no order among each
 * other, and offers come when there is something to offer, not once a second.
 */
class SessionTest {

  @TempDir Path directory;

  private final List<OfferID> offers = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"JSON,sched-v1/json-session", "PROTOBUF,sched-v1/pb-session"})
  void hearsWhatTheRecordedSchedulerHeard(MediaType type, String path) throws Exception {
    SessionRecording recording = SessionRecording.read(path + "/transcript.jsonl");
    try (WireCluster cluster = WireCluster.start(directory).withAgent(WireCluster.RESOURCES)) {
      String master = cluster.masterId();
      Call subscribe = recording.call("", Call.Type.SUBSCRIBE, master);
      ScriptedScheduler first = ScriptedScheduler.subscribe(cluster.port(), type, subscribe);
      assertThat(Shown.of(first.next())).isEqualTo(Shown.of(recording.events("", 1).getFirst()));

      launch(first, recording, master);
      decline(first, recording.call("DECLINE with", Call.Type.DECLINE, master));
      reconcile(first, recording, master);
      kill(first, recording, master);
      awaitOffer(first); // the filter has expired
      launchExecutor(first, recording, master);
      exchangeMessages(first, recording, master);
      suppressAndRevive(first, recording, master);
      request(first, recording, master);
      updateFramework(first, recording, master);
      shutDownExecutor(first, recording, master);
      acknowledgeNonsense(first, recording, master);
      launchGroup(first, recording, master);
      killPod(first, recording, master);
      ScriptedScheduler second = failOver(first, recording, cluster, type);
      leaveAndComeBack(first, second, recording, cluster, type);
    }
  }

  private void launch(ScriptedScheduler scheduler, SessionRecording recording, String master)
      throws Exception {
    awaitOffer(scheduler);
    Call.Builder accept = recording.call("ACCEPT launch", Call.Type.ACCEPT, master).toBuilder();
    accept.getAcceptBuilder().clearOfferIds().addAllOfferIds(offers);
    offers.clear();
    assertThat(scheduler.call(accept)).isEmpty();
    expectUpdates(scheduler, recording.events("ACCEPT launch", 1));
  }

  private void decline(ScriptedScheduler scheduler, Call recorded) throws Exception {
    awaitOffer(scheduler);
    Call.Builder decline = recorded.toBuilder();
    decline.getDeclineBuilder().clearOfferIds().addAllOfferIds(offers);
    assertThat(scheduler.call(decline)).isEmpty();
    offers.clear(); // whatever is offered from now on may still be taken
  }

  private void reconcile(ScriptedScheduler scheduler, SessionRecording recording, String master)
      throws Exception {
    for (Call call : recording.calls("RECONCILE explicit", Call.Type.RECONCILE, master)) {
      assertThat(scheduler.call(call.toBuilder())).isEmpty();
    }
    expectUpdates(scheduler, recording.events("RECONCILE explicit", 1));
  }

  private void kill(ScriptedScheduler scheduler, SessionRecording recording, String master)
      throws Exception {
    for (String step : List.of("KILL t-long", "KILL unknown")) {
      assertThat(scheduler.call(recording.call(step, Call.Type.KILL, master).toBuilder()))
          .isEmpty();
      expectUpdates(scheduler, recording.events(step, 1));
    }
  }

  /** The recorded executor is not at hand; one that says the same is started in its place. */
  private void launchExecutor(
      ScriptedScheduler scheduler, SessionRecording recording, String master) throws Exception {
    Call.Builder accept = recording.call("custom executor", Call.Type.ACCEPT, master).toBuilder();
    accept.getAcceptBuilder().clearOfferIds().addAllOfferIds(offers);
    accept
        .getAcceptBuilder()
        .getOperationsBuilder(0)
        .getLaunchBuilder()
        .getTaskInfosBuilder(0)
        .getExecutorBuilder()
        .setCommand(EchoExecutor.command("hello"));
    offers.clear();
    assertThat(scheduler.call(accept)).isEmpty();
    expectUpdates(scheduler, recording.events("custom executor", 1));
  }

  private void exchangeMessages(
      ScriptedScheduler scheduler, SessionRecording recording, String master) throws Exception {
    Call message = recording.call("MESSAGE to executor", Call.Type.MESSAGE, master);
    assertThat(scheduler.call(message.toBuilder())).isEmpty();
    Event event = scheduler.next();
    while (!event.hasMessage()) {
      note(event);
      event = scheduler.next();
    }
    assertThat(Shown.of(event))
        .isEqualTo(Shown.of(recording.events("MESSAGE to executor", 1).getFirst()));
  }

  /** The end of the executor and that of its task are told in no particular order. */
  private void shutDownExecutor(
      ScriptedScheduler scheduler, SessionRecording recording, String master) throws Exception {
    Call shutdown = recording.call("SHUTDOWN executor", Call.Type.SHUTDOWN, master);
    assertThat(scheduler.call(shutdown.toBuilder())).isEmpty();
    List<Event> recorded = recording.events("SHUTDOWN executor", 1);
    List<String> heard = new ArrayList<>();
    while (heard.size() < recorded.size()) {
      Event event = scheduler.next();
      note(event);
      if (event.hasUpdate() || event.hasFailure()) {
        heard.add(Shown.of(event));
        acknowledge(scheduler, event.getUpdate().getStatus());
      }
    }
    assertThat(heard)
        .containsExactlyInAnyOrderElementsOf(recorded.stream().map(Shown::of).toList());
  }

  private void suppressAndRevive(
      ScriptedScheduler scheduler, SessionRecording recording, String master) throws Exception {
    assertThat(scheduler.call(recording.call("SUPPRESS", Call.Type.SUPPRESS, master).toBuilder()))
        .isEmpty();
    Call.Builder decline = Call.newBuilder().setType(Call.Type.DECLINE);
    decline.getDeclineBuilder().addAllOfferIds(offers);
    assertThat(scheduler.call(decline)).isEmpty();
    offers.clear();
    assertThat(scheduler.call(recording.call("REVIVE", Call.Type.REVIVE, master).toBuilder()))
        .isEmpty();
    awaitOffer(scheduler);
  }

  private static void request(
      ScriptedScheduler scheduler, SessionRecording recording, String master) throws Exception {
    Call request = recording.call("REQUEST", Call.Type.REQUEST, master);
    assertThat(scheduler.call(request.toBuilder())).isEmpty();
  }

  private static void updateFramework(
      ScriptedScheduler scheduler, SessionRecording recording, String master) throws Exception {
    List<String> answers = new ArrayList<>();
    for (Call call : recording.calls("UPDATE_FRAMEWORK", Call.Type.UPDATE_FRAMEWORK, master)) {
      answers.add(scheduler.call(call.toBuilder()));
    }
    assertThat(answers).isEqualTo(recording.answers("UPDATE_FRAMEWORK"));
  }

  private void acknowledgeNonsense(
      ScriptedScheduler scheduler, SessionRecording recording, String master) throws Exception {
    Call nil = recording.call("ACKNOWLEDGE nil", Call.Type.ACKNOWLEDGE, master);
    assertThat(scheduler.call(nil.toBuilder()))
        .isEqualTo("400 Failed to validate scheduler::Call: Not a valid UUID");
    Call bogus = recording.call("ACKNOWLEDGE bogus", Call.Type.ACKNOWLEDGE, master);
    assertThat(scheduler.call(bogus.toBuilder())).isEmpty();
  }

  private void launchGroup(ScriptedScheduler scheduler, SessionRecording recording, String master)
      throws Exception {
    awaitOffer(scheduler);
    Call.Builder accept = recording.call("LAUNCH_GROUP", Call.Type.ACCEPT, master).toBuilder();
    accept.getAcceptBuilder().clearOfferIds().addAllOfferIds(offers);
    offers.clear();
    assertThat(scheduler.call(accept)).isEmpty();
    expectUpdates(scheduler, recording.events("LAUNCH_GROUP", 1));
  }

  /** One task of the pod is left; with it ends the executor. */
  private void killPod(ScriptedScheduler scheduler, SessionRecording recording, String master)
      throws Exception {
    Call kill = recording.call("KILL g-1", Call.Type.KILL, master);
    assertThat(scheduler.call(kill.toBuilder())).isEmpty();
    List<Event> recorded = recording.events("KILL g-1", 1);
    List<TaskStatus> updates = new ArrayList<>();
    Event event = scheduler.next();
    while (event.getType() != Event.Type.FAILURE) {
      note(event);
      if (event.hasUpdate()) {
        updates.add(event.getUpdate().getStatus());
        acknowledge(scheduler, event.getUpdate().getStatus());
      }
      event = scheduler.next();
    }
    Event failure = recorded.stream().filter(Event::hasFailure).findFirst().orElseThrow();
    assertThat(event.getFailure().getExecutorId()).isEqualTo(failure.getFailure().getExecutorId());
    assertThat(event.getFailure().getStatus()).isEqualTo(failure.getFailure().getStatus());
    while (updates.size() < recorded.size() - 1) {
      Event late = scheduler.await(Event.Type.UPDATE);
      updates.add(late.getUpdate().getStatus());
      acknowledge(scheduler, late.getUpdate().getStatus());
    }
    assertThat(Shown.byTask(updates))
        .isEqualTo(
            Shown.byTask(
                recorded.stream()
                    .filter(Event::hasUpdate)
                    .map(update -> update.getUpdate().getStatus())
                    .toList()));
  }

  private static ScriptedScheduler failOver(
      ScriptedScheduler first, SessionRecording recording, WireCluster cluster, MediaType type)
      throws Exception {
    String master = cluster.masterId();
    Call again = recording.call("failover", Call.Type.SUBSCRIBE, master);
    ScriptedScheduler second = ScriptedScheduler.subscribe(cluster.port(), type, again);
    assertThat(Shown.of(first.await(Event.Type.ERROR)))
        .isEqualTo(Shown.of(recording.events("failover", 1).getFirst()));
    await().until(first::isOver);
    assertThat(Shown.of(second.next()))
        .isEqualTo(Shown.of(recording.events("failover", 2).getFirst()));
    Call revive = recording.call("old stream id", Call.Type.REVIVE, master);
    assertThat(second.call(revive.toBuilder(), first.streamId()))
        .isEqualTo(
            ("400 The stream ID '%s' included in this request didn't match the stream ID currently"
                    + " associated with framework ID %s")
                .formatted(first.streamId(), second.id().getValue()));
    return second;
  }

  private static void leaveAndComeBack(
      ScriptedScheduler first,
      ScriptedScheduler second,
      SessionRecording recording,
      WireCluster cluster,
      MediaType type)
      throws Exception {
    String master = cluster.masterId();
    first.close();
    second.close();
    Call again = recording.call("disconnect then", Call.Type.SUBSCRIBE, master);
    try (ScriptedScheduler third = ScriptedScheduler.subscribe(cluster.port(), type, again)) {
      assertThat(Shown.of(third.next()))
          .isEqualTo(Shown.of(recording.events("disconnect then", 3).getFirst()));
      Call teardown = recording.call("TEARDOWN", Call.Type.TEARDOWN, master);
      assertThat(third.call(teardown.toBuilder())).isEmpty();
      await().until(third::isOver);
      assertThat(third.hasNext()).as("offers while all roles are suppressed").isFalse();
    }
    Call late = recording.call("resubscribe after", Call.Type.SUBSCRIBE, master);
    try (ScriptedScheduler fourth = ScriptedScheduler.subscribe(cluster.port(), type, late)) {
      assertThat(Shown.of(fourth.next()))
          .isEqualTo(Shown.of(recording.events("resubscribe after", 4).getFirst()));
    }
  }

  private void awaitOffer(ScriptedScheduler scheduler) throws Exception {
    while (offers.isEmpty()) {
      note(scheduler.next());
    }
  }

  private void note(Event event) {
    event.getOffers().getOffersList().forEach(offer -> offers.add(offer.getId()));
  }

  /** Waits for as many updates as were recorded, acknowledges and compares them. */
  private void expectUpdates(ScriptedScheduler scheduler, List<Event> recorded) throws Exception {
    List<TaskStatus> updates = new ArrayList<>();
    while (updates.size() < recorded.size()) {
      Event event = scheduler.next();
      note(event);
      if (event.hasUpdate()) {
        TaskStatus status = event.getUpdate().getStatus();
        updates.add(status);
        acknowledge(scheduler, status);
      }
    }
    assertThat(Shown.byTask(updates))
        .isEqualTo(Shown.byTask(recorded.stream().map(e -> e.getUpdate().getStatus()).toList()));
  }

  private static void acknowledge(ScriptedScheduler scheduler, TaskStatus status) throws Exception {
    if (status.hasUuid()) {
      Call.Builder call = Call.newBuilder().setType(Call.Type.ACKNOWLEDGE);
      call.getAcknowledgeBuilder()
          .setTaskId(status.getTaskId())
          .setAgentId(status.getAgentId())
          .setUuid(status.getUuid());
      assertThat(scheduler.call(call)).isEmpty();
    }
  }
}
