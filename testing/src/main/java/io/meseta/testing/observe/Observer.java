package io.meseta.testing.observe;

/** Watches a simulation; must not change anything in it. */
@FunctionalInterface
public interface Observer {

  /** Something happened, at the present of the agenda. */
  void observe(Observation observation);
}
