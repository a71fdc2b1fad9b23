package io.meseta.e2e.libprocess;

import static io.meseta.e2e.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.meseta.e2e.libprocess.LibprocessPeer.Received;
import io.meseta.e2e.libprocess.RecordedConversation.HungUp;
import io.meseta.e2e.libprocess.RecordedConversation.Said;
import io.meseta.e2e.libprocess.RecordedConversation.Step;
import io.meseta.protocol.internal.Messages.RegisterSlaveMessage;
import io.meseta.protocol.internal.Messages.ResourceOffersMessage;
import io.meseta.protocol.internal.Messages.SlaveRegisteredMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentInfo;

/**
 * Plays the schedulers and the agent of a recorded conversation against our master: what they sent
 * is sent, and what the recorded master sent must come from ours, word for word but for ids,
 * addresses and the clock. What it sends beyond that is kept.
 */
final class Replay implements AutoCloseable {

  private static final String RECORDED_MASTER = "master@127.0.0.1:5050";
  private static final String RECORDED_AGENT = "slave(1)@127.0.0.1:5051";

  private final int master;
  private final Vocabulary vocabulary = new Vocabulary();
  private final Map<String, LibprocessPeer> peers = new HashMap<>();
  private final Set<Integer> linksToSchedulers = new HashSet<>();
  private final Set<String> offered = new HashSet<>();
  private final List<String> compared = new ArrayList<>();

  Replay(int master, String masterId, String recordedMasterId) throws Exception {
    this.master = master;
    vocabulary.learn(recordedMasterId, masterId);
    vocabulary.learn(RECORDED_MASTER, "master@127.0.0.1:" + master);
  }

  /** Makes the agent of the recordings known to our master. */
  void registerAgent(RegisterSlaveMessage registration) throws Exception {
    LibprocessPeer agent = peer(RECORDED_AGENT);
    AgentInfo info =
        registration.getSlave().toBuilder().clearAttributes().setPort(agent.port()).build();
    agent.send(master, "master", registration.toBuilder().setSlave(info).build());
    agent.next(SlaveRegisteredMessage.getDefaultInstance());
  }

  /** Plays the whole conversation; fails at the first message that does not come, or differs. */
  void play(List<Step> steps) throws Exception {
    for (Step step : steps) {
      switch (step) {
        case Said said when isFromMaster(said) -> expect(said);
        case Said said when isToMaster(said) -> say(said);
        case Said said -> {} // between agent, executors and schedulers
        case HungUp end -> hangUp(end);
      }
    }
  }

  /** The messages that were compared, by their short names. */
  List<String> compared() {
    return compared;
  }

  /** What came and was not in the recording, by their short names. */
  List<String> unexpected() {
    return peers.values().stream()
        .flatMap(peer -> peer.rest().stream())
        .map(Received::shortName)
        .toList();
  }

  private static boolean isFromMaster(Said said) {
    return said.from().equals(RECORDED_MASTER);
  }

  private static boolean isToMaster(Said said) {
    return said.to().equals(RECORDED_MASTER);
  }

  private void say(Said said) throws Exception {
    Message message = vocabulary.toOurs(WireMessages.parse(said.name(), said.body()));
    peer(said.from()).send(master, "master", WireMessages.hurried(message));
  }

  private void expect(Said said) throws Exception {
    if (!said.to().equals(RECORDED_AGENT)) {
      linksToSchedulers.add(said.connection());
    }
    Message recorded = WireMessages.parse(said.name(), said.body());
    LibprocessPeer receiver = peer(said.to());
    if (recorded instanceof ResourceOffersMessage offers) {
      expectOffers(said, offers, receiver);
    } else {
      String expected = WireMessages.shown(vocabulary.toOurs(recorded));
      try {
        receiver.nextThat(message ->
            message.name().equals(said.name()) && WireMessages.shown(message).equals(expected));
      } catch (AssertionError e) {
        throw new AssertionError("%s: expected%n%s".formatted(said, expected), e);
      }
    }
    compared.add(said.name().substring(said.name().lastIndexOf('.') + 1));
  }

  /**
   * Offers have ids of our making: from here on, the recorded ones stand for them. Only the first
   * of a scheduler holds what the recorded one holds: our master does not wait for the next tick of
   * an interval to offer what came free.
   */
  private void expectOffers(Said said, ResourceOffersMessage recorded, LibprocessPeer receiver)
      throws Exception {
    ResourceOffersMessage ours = receiver.next(ResourceOffersMessage.getDefaultInstance());
    for (int i = 0; i < recorded.getOffersCount(); i++) {
      vocabulary.learn(
          recorded.getOffers(i).getId().getValue(), ours.getOffers(i).getId().getValue());
    }
    ResourceOffersMessage expected =
        WireMessages.atPort(vocabulary.toOurs(recorded), peer(RECORDED_AGENT).port());
    boolean whole = offered.add(said.to());
    assertThat(WireMessages.shown(whole ? ours : WireMessages.withoutAmounts(ours)))
        .as(said.toString())
        .isEqualTo(WireMessages.shown(whole ? expected : WireMessages.withoutAmounts(expected)));
  }

  /** The next step was taken long after the master had noticed. */
  private void hangUp(HungUp end) throws Exception {
    if (linksToSchedulers.contains(end.connection())) {
      for (Map.Entry<String, LibprocessPeer> peer : peers.entrySet()) {
        if (peer.getKey().endsWith(":" + end.port())) {
          peer.getValue().close();
        }
      }
      await().until(() -> metrics().contains("\"master/frameworks_connected\":0.0"));
    }
  }

  private String metrics() throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + master + "/metrics/snapshot");
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private LibprocessPeer peer(String recorded) throws Exception {
    LibprocessPeer known = peers.get(recorded);
    if (known == null) {
      known = new LibprocessPeer(recorded.substring(0, recorded.indexOf('@')));
      peers.put(recorded, known);
      vocabulary.learn(recorded, known.pid());
    }
    return known;
  }

  @Override
  public void close() throws Exception {
    for (LibprocessPeer peer : peers.values()) {
      peer.close();
    }
  }
}
