package org.apache.mesos.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meseta.driver.wire.MessageWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A state in a real ZooKeeper. */
@Timeout(180)
class ZooKeeperStateTest {
  private TestingServer server;
  private ZooKeeper client;

  @BeforeEach
  void start() throws Exception {
    server = new TestingServer();
    client = new ZooKeeper(server.getConnectString(), 10_000, event -> {});
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  private State state() {
    return new ZooKeeperState(server.getConnectString(), 60, TimeUnit.SECONDS, "/frameworks/mine/");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void keepsTheRulesOfVersions() throws Exception {
    State state = state();
    assertThat(StateTest.names(state)).isEmpty();
    Variable first = state.store(state.fetch("id").get().mutate(bytes("f-1"))).get();
    Variable other = state().fetch("id").get();
    assertThat(other.value()).isEqualTo(bytes("f-1"));
    assertThat(state().store(other.mutate(bytes("f-2"))).get()).isNotNull();
    assertThat(state.store(first.mutate(bytes("f-3"))).get()).isNull();
    assertThat(state.expunge(first).get()).isFalse();
    assertThat(StateTest.names(state)).containsExactly("id");
    assertThat(state.expunge(state.fetch("id").get()).get()).isTrue();
    assertThat(StateTest.names(state)).isEmpty();
  }

  @Test
  void readsAndWritesTheZnodesOfMesos() throws Exception {
    byte[] entry =
        new MessageWriter()
            .text(1, "id")
            .bytes(2, bytes("0123456789abcdef"))
            .bytes(3, bytes("f-1"))
            .toByteArray();
    client.create("/frameworks", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    client.create(
        "/frameworks/mine", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    client.create("/frameworks/mine/id", entry, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    State state = state();
    Variable variable = state.fetch("id").get();
    assertThat(variable.value()).isEqualTo(bytes("f-1"));
    state.store(variable.mutate(bytes("f-2"))).get();
    byte[] written = client.getData("/frameworks/mine/id", false, null);
    assertThat(new String(written, StandardCharsets.ISO_8859_1))
        .startsWith("\n\2id\22\20")
        .endsWith("\32\3f-2")
        .hasSize(entry.length);
  }

  @Test
  void waitsForAZooKeeperThatIsAway() throws Exception {
    State state = state();
    Variable stored = state.store(state.fetch("id").get().mutate(bytes("1"))).get();
    server.stop();
    Future<Variable> later = state.store(stored.mutate(bytes("2")));
    server.restart();
    assertThat(later.get().value()).isEqualTo(bytes("2"));
  }

  @Test
  void withCredentialsOnlyTheOwnerWrites() throws Exception {
    State mine =
        new ZooKeeperState(
            server.getConnectString(), 60, TimeUnit.SECONDS, "/f", "digest", bytes("me:secret"));
    mine.store(mine.fetch("id").get().mutate(bytes("1"))).get();
    State other = new ZooKeeperState(server.getConnectString(), 60, TimeUnit.SECONDS, "/f");
    Variable read = other.fetch("id").get();
    assertThat(read.value()).isEqualTo(bytes("1"));
    assertThatThrownBy(() -> other.store(read.mutate(bytes("2"))).get())
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("Failed to set '/f/id' in ZooKeeper");
  }

  @Test
  void whatIsTooBigForAZnodeIsRefused() throws Exception {
    State state = state();
    assertThatThrownBy(() -> state.store(state.fetch("x").get().mutate(new byte[1 << 20])).get())
        .hasMessageContaining("Serialized data is too big (> 1 MB)");
  }
}
