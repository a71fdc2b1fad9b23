package org.apache.mesos.state;

import java.util.Iterator;
import java.util.concurrent.Future;

/**
 * Variables that outlive the framework. Whoever stores must know the present version: of two that
 * mutate the same one at once, one is told that it has lost (Mesos reference §7.7).
 */
public interface State {
  /** The variable of this name; its value is empty if nobody has stored one. */
  Future<Variable> fetch(String name);

  /** Stores a mutated variable; gives it with its new version, null if it has another one now. */
  Future<Variable> store(Variable variable);

  /** Removes a variable; false if it has another version now or is not there. */
  Future<Boolean> expunge(Variable variable);

  /** The names of all variables. */
  Future<Iterator<String>> names();
}
