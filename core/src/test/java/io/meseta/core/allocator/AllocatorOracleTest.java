package io.meseta.core.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meseta.core.allocator.oracle.Happening;
import io.meseta.core.allocator.oracle.Rule;
import io.meseta.core.allocator.oracle.Shrinker;
import io.meseta.core.allocator.oracle.Story;
import io.meseta.core.allocator.oracle.Twins;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The allocator makes the same offers as a naive one that works everything out anew, whatever
 * happens; {@code -Dseed=} repeats one story and {@code -Dseeds=} tells more of them.
 *
 * <p>Where both differ from Mesos on purpose, and why:
 *
 * <ul>
 *   <li>Limits and guarantees bind the roles below a role as well; in Mesos a framework in {@code
 *       eng/web} may exceed the limit of {@code eng}.
 *   <li>The headroom follows from what is free at the moment; in Mesos it is a sum that is carried
 *       along from the beginning of a cycle.
 *   <li>A shared volume may be offered to several frameworks in one round, since they can use it at
 *       the same time anyway; never twice to the same one.
 *   <li>If not everything fits into a limit, what stands first is taken first; Mesos draws lots.
 *   <li>A framework that left a role, and has nothing of it any more, keeps its place in line until
 *       it leaves altogether.
 * </ul>
 */
class AllocatorOracleTest {

  private static final long SEEDS = Long.getLong("seeds", 1200);

  /** How many stories may be told until each rule has made a difference often enough. */
  private static final long MUTANT_SEEDS = 400;

  private static final int DECISIONS = 3;

  private static LongStream seeds() {
    String seed = System.getProperty("seed");
    return seed != null ? LongStream.of(Long.parseLong(seed)) : LongStream.range(0, SEEDS);
  }

  @Test
  void offersWhatANaiveAllocatorWouldOffer() {
    seeds().forEach(this::compare);
  }

  private void compare(long seed) {
    Story story = Story.of(seed);
    if (difference(story, Set.of()).isPresent()) {
      Story shortest = Shrinker.shrink(story, shorter -> difference(shorter, Set.of()).isPresent());
      fail(
          "seed %d, %s%n%s%n%s",
          seed,
          story.settings(),
          shortest.happenings().stream().map(Happening::toString).collect(Collectors.joining("\n")),
          difference(shortest, Set.of()).orElseThrow());
    }
  }

  /** Without any one of the rules the two differ, so that each rule is really put to the test. */
  @ParameterizedTest
  @EnumSource(Rule.class)
  void noticesWhenARuleIsIgnored(Rule rule) {
    assumeTrue(System.getProperty("seed") == null);
    long decided =
        LongStream.range(0, MUTANT_SEEDS)
            .filter(seed -> difference(Story.of(seed), Set.of(rule)).isPresent())
            .limit(DECISIONS)
            .count();
    assertThat(decided).as("stories in which %s decides", rule).isEqualTo(DECISIONS);
  }

  @Test
  void aShorterStoryShowsTheSame() {
    Story story = Story.of(1);
    Story shortest = Shrinker.shrink(story, s -> s.happenings().contains(new Happening.Round()));
    assertThat(shortest.happenings()).containsExactly(new Happening.Round());
  }

  /** What the two do not agree on, if anything. */
  private static Optional<String> difference(Story story, Set<Rule> ignored) {
    Twins twins = new Twins(story, AgentOrder::new, ignored);
    try {
      story.happenings().forEach(twins::happen);
      return Optional.empty();
    } catch (Twins.Difference difference) {
      return Optional.of(difference.getMessage());
    }
  }
}
