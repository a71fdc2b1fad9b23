package io.meseta.testing.world;

/**
 * What all parts of one simulated cluster share.
 *
 * @param agenda virtual time
 * @param dice chance; whoever needs much of it splits off their own
 * @param trace what happened
 */
public record World(Agenda agenda, Dice dice, Trace trace) {

  /** A world at its beginning. */
  public static World of(long seed) {
    Agenda agenda = new Agenda();
    return new World(agenda, Dice.of(seed), new Trace(agenda));
  }
}
