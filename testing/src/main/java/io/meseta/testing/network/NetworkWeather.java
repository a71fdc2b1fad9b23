package io.meseta.testing.network;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * How the network behaves at the moment.
 *
 * @param slowest the longest that a message takes
 * @param loss how likely a message is lost without anybody noticing; only those that {@code hardy}
 *     allows, since a connection loses nothing else before it breaks
 * @param repetition how likely such a message comes twice
 * @param overtaking how likely such a message comes too late, after others sent later
 * @param hardy the messages whose loss, repetition and delay both sides must stand
 */
public record NetworkWeather(
    Duration slowest, double loss, double repetition, double overtaking, Predicate<Object> hardy) {

  /** Nothing is lost, nothing takes longer than five milliseconds. */
  public static NetworkWeather fair() {
    return new NetworkWeather(Duration.ofMillis(5), 0, 0, 0, message -> false);
  }
}
