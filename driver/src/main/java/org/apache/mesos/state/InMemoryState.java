package org.apache.mesos.state;

import io.meseta.driver.state.MemoryEntries;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A state for tests: it lives as long as this object. Every future is done when it is returned. */
public class InMemoryState implements State {
  private final MemoryEntries entries = new MemoryEntries();

  @Override
  public Future<Variable> fetch(String name) {
    return CompletableFuture.completedFuture(new Variable(entries.fetch(name)));
  }

  @Override
  public Future<Variable> store(Variable variable) {
    return CompletableFuture.completedFuture(
        entries.store(variable.entry()).map(Variable::new).orElse(null));
  }

  @Override
  public Future<Boolean> expunge(Variable variable) {
    return CompletableFuture.completedFuture(entries.expunge(variable.entry()));
  }

  @Override
  public Future<Iterator<String>> names() {
    return CompletableFuture.completedFuture(entries.names().iterator());
  }
}
