package io.meseta.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.testing.daemon.Wiring;
import io.meseta.testing.invariant.AcknowledgedOperationInvariant;
import io.meseta.testing.invariant.AcknowledgedUpdateInvariant;
import io.meseta.testing.invariant.CountedTaskInvariant;
import io.meseta.testing.invariant.DurableFirstInvariant;
import io.meseta.testing.invariant.FairShareInvariant;
import io.meseta.testing.invariant.GuaranteesInvariant;
import io.meseta.testing.invariant.LimitsInvariant;
import io.meseta.testing.invariant.NothingIdleInvariant;
import io.meseta.testing.invariant.OfferedAtOnceInvariant;
import io.meseta.testing.invariant.ReplayInvariant;
import io.meseta.testing.invariant.ResourcesAddUpInvariant;
import io.meseta.testing.invariant.SameTotalInvariant;
import io.meseta.testing.invariant.SettledInvariant;
import io.meseta.testing.invariant.TerminalOnceInvariant;
import io.meseta.testing.invariant.UniqueAgentIdInvariant;
import io.meseta.testing.invariant.UpdateOrderInvariant;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The simulator finds bugs: daemons that are put together wrongly do not survive it. */
class PlantedBugTest {

  private static final long SEEDS = 200;

  @Test
  void findsThatEffectsAreReleasedBeforeTheirEventsAreDurable() {
    assertFound(Wiring.sound().withGate(position -> 0), DurableFirstInvariant.class);
  }

  @Test
  void findsThatUpdatesAreNotRepeated() {
    assertFound(
        Wiring.sound().withAgent(ForgetfulAgent::new),
        AcknowledgedUpdateInvariant.class,
        SettledInvariant.class);
  }

  @Test
  void findsThatAcknowledgedUpdatesAreRepeated() {
    assertFound(Wiring.sound().withAgent(DeafAgent::new), AcknowledgedUpdateInvariant.class);
  }

  @Test
  void findsThatUpdatesOvertakeEachOther() {
    assertFound(Wiring.sound().withAgent(HastyAgent::new), UpdateOrderInvariant.class);
  }

  @Test
  void findsThatEndedTasksRunAgain() {
    assertFound(Wiring.sound().withMaster(RepeatingMaster::new), TerminalOnceInvariant.class);
  }

  @Test
  void findsThatTheJournalMissesEvents() {
    assertFound(
        Wiring.sound().withMaster(CarelessMaster::new),
        ReplayInvariant.class,
        UniqueAgentIdInvariant.class);
  }

  @Test
  void findsThatResourcesAreOfferedTwice() {
    assertFound(Wiring.sound().withMaster(DoubleDealingMaster::new), ResourcesAddUpInvariant.class);
  }

  @Test
  void findsThatTasksRunOfWhichTheMasterDoesNotKnow() {
    assertFound(Wiring.sound().withAgent(InventiveAgent::new), CountedTaskInvariant.class);
  }

  @Test
  void findsThatResourcesLieIdle() {
    assertFound(
        Wiring.sound().withMaster(SleepyMaster::new),
        NothingIdleInvariant.class,
        SettledInvariant.class);
  }

  @Test
  void findsThatLimitsAreExceeded() {
    assertFound(lavish((now, role) -> limits(now, role) > 0), LimitsInvariant.class);
  }

  @Test
  void findsThatGuaranteesAreGivenAway() {
    assertFound(
        lavish((now, role) -> now.roleRules().quota(top(role)).isEmpty()),
        GuaranteesInvariant.class);
  }

  @Test
  void findsThatSomebodyIsFavoured() {
    assertFound(Wiring.sound().withMaster(PartialMaster::new), FairShareInvariant.class);
  }

  @Test
  void findsThatNobodyNoticesWhatCameFree() {
    assertFound(Wiring.sound().withMaster(AbsentMindedMaster::new), OfferedAtOnceInvariant.class);
  }

  @Test
  void findsThatAcknowledgedOutcomesOfOperationsAreRepeated() {
    assertFoundInOperations(
        Wiring.sound().withAgent(StubbornAgent::new), AcknowledgedOperationInvariant.class);
  }

  @Test
  void findsThatOperationsNeverReachTheAgent() {
    assertFoundInOperations(
        Wiring.sound().withMaster(BoastfulMaster::new), SameTotalInvariant.class);
  }

  private static Wiring lavish(BiPredicate<MasterSnapshot, String> favours) {
    return Wiring.sound().withMaster(core -> new LavishMaster(core, favours));
  }

  private static String top(String role) {
    return role.replaceAll("/.*", "");
  }

  private static int limits(MasterSnapshot now, String role) {
    return now.roleRules().quota(top(role)).map(quota -> quota.getLimitsCount()).orElse(0);
  }

  private static void assertFound(Wiring wiring, Class<?>... expected) {
    assertFound(seed -> SimulationSettings.any(seed).with(wiring), expected);
  }

  private static void assertFoundInOperations(Wiring wiring, Class<?>... expected) {
    assertFound(seed -> SimulationSettings.operating(seed).with(wiring), expected);
  }

  /** Runs seed after seed until something is found; the first thing must be one of these. */
  private static void assertFound(LongFunction<SimulationSettings> settings, Class<?>... expected) {
    List<String> names = Stream.of(expected).map(Class::getSimpleName).toList();
    SimulationFailure found = null;
    for (long seed = 1; seed <= SEEDS && found == null; seed++) {
      found = failure(seed, settings.apply(seed));
    }
    assertThat(found).as("what %d seeds find", SEEDS).isNotNull();
    assertThat(found.violated()).isIn(names);
    assertThat(found).hasMessageContaining("-Dseed=" + found.seed());
  }

  private static @Nullable SimulationFailure failure(long seed, SimulationSettings settings) {
    try {
      Simulation.run(seed, settings);
      return null;
    } catch (SimulationFailure failure) {
      return failure;
    }
  }
}
