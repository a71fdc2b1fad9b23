package io.meseta.testing;

/**
 * What can be said of a simulation in which nothing was wrong.
 *
 * @param happenings how many things happened
 * @param fingerprint equal for two runs in which the same happened
 */
public record SimulationReport(long seed, long happenings, long fingerprint) {}
