package org.apache.mesos.state;

import io.meseta.driver.state.Entry;

/** A named value as it was when it was fetched. Immutable: a mutation is another variable. */
public class Variable {
  private final Entry entry;

  /** For subclasses that keep a value of their own; what they are given has no name. */
  protected Variable() {
    this(Entry.absent(""));
  }

  Variable(Entry entry) {
    this.entry = entry;
  }

  Entry entry() {
    return entry;
  }

  /** The value; a copy. */
  public byte[] value() {
    return entry.value();
  }

  /** The variable with another value, still to be stored. */
  public Variable mutate(byte[] value) {
    return new Variable(entry.mutate(value));
  }
}
