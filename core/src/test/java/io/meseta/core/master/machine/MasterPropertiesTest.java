package io.meseta.core.master.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.DurableMasterEvent.AgentsForgotten;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.MasterConfig.History;
import io.meseta.core.master.MasterConfig.RegistryHistory;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent.AllocationHeld;
import io.meseta.core.master.OfferEvent.AllocationResumed;
import io.meseta.core.master.message.RegistryRecords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds whatever happens. Each seed is another story; {@code -Dseed=} tells one of them again,
 * {@code -Dseeds=} more of them.
 */
class MasterPropertiesTest {

  private static final int ACTIONS = 250;

  /** Short histories, so that their limits are met. */
  private static final MasterConfig CONFIG =
      MasterFixture.CONFIG.with(new History(2, 3, 3, 4, RegistryHistory.DEFAULT));

  static LongStream seeds() {
    String seed = System.getProperty("seed");
    return seed != null
        ? LongStream.of(Long.parseLong(seed))
        : LongStream.range(0, Long.getLong("seeds", 60));
  }

  /** The invariants are checked by the fixture after each single step. */
  private static MasterFixture live(long seed) {
    MasterFixture master = new MasterFixture(CONFIG);
    Chaos chaos = new Chaos(master, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    for (int i = 0; i < ACTIONS; i++) {
      chaos.act();
    }
    return master;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void stateIsWhatItsEventsSay(long seed) {
    MasterFixture master = live(seed);

    MasterCore replayed = new MasterCore(CONFIG);
    master.events.forEach(replayed::apply);
    assertThat(replayed.snapshot(master.now())).isEqualTo(master.core.snapshot(master.now()));
    assertThat(replayed.nextDeadline()).isEqualTo(master.core.nextDeadline());
    assertThat(MasterInvariants.check(replayed)).isEmpty();

    List<DurableMasterEvent> registry = master.core.registry();
    MasterCore recovered = new MasterCore(CONFIG);
    durable(master.events).forEach(recovered::apply);
    assertThat(recovered.registry()).isEqualTo(registry);
    assertThat(recovered.snapshot(master.now()).agents()).isEmpty();

    MasterCore compacted = new MasterCore(CONFIG);
    registry.forEach(compacted::apply);
    assertThat(compacted.registry()).isEqualTo(registry);
  }

  /** Through bytes and back, as a journal does. */
  private static List<DurableMasterEvent> durable(List<MasterEvent> events) {
    List<DurableMasterEvent> durable = new ArrayList<>();
    for (MasterEvent event : events) {
      if (event instanceof DurableMasterEvent record) {
        assertThat(RegistryRecords.decode(RegistryRecords.encode(record))).isEqualTo(record);
        durable.add(RegistryRecords.decode(RegistryRecords.encode(record)));
      }
    }
    return durable;
  }

  @Test
  void sameCommandsGiveSameSteps() {
    MasterFixture first = live(4711);
    MasterFixture second = live(4711);
    assertThat(second.events).isEqualTo(first.events);
    assertThat(second.effects).isEqualTo(first.effects);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answersEachRequestOnce(long seed) {
    MasterFixture master = live(seed);
    List<Long> answered =
        master.effects.stream()
            .filter(MasterEffect.Respond.class::isInstance)
            .map(effect -> ((MasterEffect.Respond) effect).request().value())
            .filter(id -> id > 0)
            .toList();
    assertThat(answered).doesNotHaveDuplicates();
    assertThat(answered).hasSize(master.calls());
  }

  @Test
  void storiesAreRich() {
    Set<Class<?>> seen = new HashSet<>();
    seeds().forEach(seed -> live(seed).events.forEach(event -> seen.add(event.getClass())));
    assumeTrue(System.getProperty("seed") == null);
    Set<Class<?>> all = new HashSet<>(leaves(MasterEvent.class));
    all.remove(AgentsForgotten.class); // two weeks pass in no story here
    all.removeAll(
        Set.of(AllocationHeld.class, AllocationResumed.class)); // no leader comes with quotas
    assertThat(seen).containsAll(all);
  }

  private static Set<Class<?>> leaves(Class<?> type) {
    if (!type.isSealed()) {
      return Set.of(type);
    }
    Set<Class<?>> leaves = new HashSet<>();
    for (Class<?> subclass : type.getPermittedSubclasses()) {
      leaves.addAll(leaves(subclass));
    }
    return leaves;
  }
}
