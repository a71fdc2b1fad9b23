package io.meseta.core.resource;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

/** The cases of a property: {@code -Dseed=} repeats one, {@code -Dseeds=} tries more of them. */
final class Seeds {

  private Seeds() {}

  static LongStream upTo(long usual) {
    String seed = System.getProperty("seed");
    return seed != null
        ? LongStream.of(Long.parseLong(seed))
        : LongStream.range(0, Long.getLong("seeds", usual));
  }

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
