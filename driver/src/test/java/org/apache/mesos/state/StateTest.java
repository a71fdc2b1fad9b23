package org.apache.mesos.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of Mesos' State (reference §7.7) for those that need no other process. */
class StateTest {
  @TempDir Path directory;

  private List<State> states() {
    return List.of(
        new InMemoryState(),
        new LevelDBState(directory.resolve("leveldb").toString()),
        new LogState(
            "zk:2181", 60, TimeUnit.SECONDS, "/log", 1, directory.resolve("l").toString()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<String> names(State state) throws Exception {
    List<String> names = new ArrayList<>();
    state.names().get().forEachRemaining(names::add);
    return names;
  }

  @Test
  void whatIsStoredIsFetched() throws Exception {
    for (State state : states()) {
      Variable absent = state.fetch("framework-id").get();
      assertThat(absent.value()).isEmpty();
      Variable stored = state.store(absent.mutate(bytes("f-1"))).get();
      assertThat(stored.value()).isEqualTo(bytes("f-1"));
      assertThat(state.fetch("framework-id").get().value()).isEqualTo(bytes("f-1"));
      assertThat(state.store(stored.mutate(bytes("f-2"))).get()).isNotNull();
      assertThat(names(state)).containsExactly("framework-id");
    }
  }

  @Test
  void ofTwoThatMutateTheSameVersionOneLoses() throws Exception {
    for (State state : states()) {
      Variable first = state.store(state.fetch("x").get().mutate(bytes("0"))).get();
      Variable second = state.fetch("x").get();
      assertThat(state.store(first.mutate(bytes("1"))).get()).isNotNull();
      assertThat(state.store(second.mutate(bytes("2"))).get()).isNull();
      assertThat(state.expunge(second).get()).isFalse();
      assertThat(state.fetch("x").get().value()).isEqualTo(bytes("1"));
    }
  }

  @Test
  void expungedMeansGone() throws Exception {
    for (State state : states()) {
      Variable stored = state.store(state.fetch("x").get().mutate(bytes("1"))).get();
      assertThat(state.expunge(stored).get()).isTrue();
      assertThat(state.expunge(stored).get()).isFalse();
      assertThat(names(state)).isEmpty();
      assertThat(state.fetch("x").get().value()).isEmpty();
    }
  }

  @Test
  void valuesDoNotChangeUnderTheirOwners() throws Exception {
    for (State state : states()) {
      byte[] mine = bytes("1");
      Variable stored = state.store(state.fetch("x").get().mutate(mine)).get();
      mine[0] = '2';
      stored.value()[0] = '3';
      assertThat(state.fetch("x").get().value()).isEqualTo(bytes("1"));
    }
  }

  @Test
  void aDirectoryKeepsItsVariablesAndStaysSmall() throws Exception {
    Path first = Files.createDirectory(directory.resolve("first"));
    State state = new LevelDBState(first.toString());
    Variable variable = state.store(state.fetch("big").get().mutate(new byte[100_000])).get();
    for (int i = 0; i < 50; i++) {
      variable = state.store(variable.mutate(new byte[100_000 + i])).get();
    }
    state.store(state.fetch("gone").get().mutate(bytes("1"))).get();
    state.expunge(state.fetch("gone").get()).get();
    assertThat(Files.size(first.resolve("state.records"))).isLessThan(1_500_000);
    Path copy = Files.createDirectory(directory.resolve("copy"));
    Files.copy(first.resolve("state.records"), copy.resolve("state.records"));
    State reopened = new LevelDBState(copy.toString());
    assertThat(names(reopened)).containsExactly("big");
    Variable again = reopened.fetch("big").get();
    assertThat(again.value()).hasSize(100_049);
    assertThat(reopened.store(again.mutate(bytes("small"))).get()).isNotNull();
  }

  @Test
  void whatCannotBeKeptIsSaid() {
    assertThatThrownBy(
            () -> new LogState("zk:2181", 60, TimeUnit.SECONDS, "/log", 2, directory.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A quorum of 2 needs a replicated log");
    State state = new LevelDBState(directory.resolve("d").toString());
    assertThat(state.names()).succeedsWithin(60, TimeUnit.SECONDS);
    assertThatThrownBy(() -> new LevelDBState(directory.resolve("d").toString()).fetch("x").get())
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("is in use");
  }
}
