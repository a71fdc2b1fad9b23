package io.meseta.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final long SEEDS = Long.getLong("seeds", 200);

  @Test
  void settlesWhenNothingFails() {
    for (long seed = 1; seed <= 10; seed++) {
      SimulationReport report = Simulation.run(seed, SimulationSettings.fair());
      assertThat(report.happenings()).isGreaterThan(1000);
    }
  }

  @Test
  void keepsEveryInvariantWhateverFails() {
    keepsEveryInvariant(SEEDS, SimulationSettings::any);
  }

  /** Frameworks reserve disk, and make and destroy volumes. */
  @Test
  void keepsEveryInvariantWhileResourcesChange() {
    keepsEveryInvariant(SEEDS / 5, SimulationSettings::operating);
  }

  private static void keepsEveryInvariant(long seeds, LongFunction<SimulationSettings> settings) {
    Long only = Long.getLong("seed");
    long first = only == null ? 1 : only;
    long last = only == null ? seeds : only;
    List<SimulationFailure> failures = new ArrayList<>();
    for (long seed = first; seed <= last; seed++) {
      try {
        Simulation.run(seed, settings.apply(seed));
      } catch (SimulationFailure failure) {
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      failures.stream().skip(1).forEach(failures.get(0)::addSuppressed);
      throw failures.get(0);
    }
  }

  @Test
  void isTheSameForTheSameSeed() {
    for (long seed = 1; seed <= 3; seed++) {
      SimulationReport report = Simulation.run(seed, SimulationSettings.any(seed));
      assertThat(Simulation.run(seed, SimulationSettings.any(seed))).isEqualTo(report);
    }
  }
}
