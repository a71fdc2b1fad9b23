package io.meseta.driver.state;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Where variables are kept. Every method waits for the answer; one thread at a time. */
public interface EntryStorage {
  /** The variable of this name, if somebody has stored it. */
  Optional<Entry> get(String name) throws IOException, InterruptedException;

  /**
   * Stores {@code next} in place of {@code known}; false if another version is there.
   *
   * @param known what {@code next} was made from, which need never have been stored
   */
  boolean set(Entry next, Entry known) throws IOException, InterruptedException;

  /** Removes a variable; false if another version or none is there. */
  boolean expunge(Entry known) throws IOException, InterruptedException;

  /** The names of all variables. */
  Set<String> names() throws IOException, InterruptedException;
}
