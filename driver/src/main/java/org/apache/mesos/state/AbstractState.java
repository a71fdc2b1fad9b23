package org.apache.mesos.state;

import io.meseta.driver.state.EntryStorage;
import io.meseta.driver.state.Variables;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A state that is kept outside of this process, by a subclass that says where. */
public abstract class AbstractState implements State {
  private Variables variables;

  /** Says where; to be called once, before anything else. */
  final void keepIn(EntryStorage storage) {
    variables = new Variables(storage);
  }

  @Override
  public Future<Variable> fetch(String name) {
    return variables.fetch(name, Variable::new);
  }

  @Override
  public Future<Variable> store(Variable variable) {
    return variables.store(variable.entry(), Variable::new);
  }

  @Override
  public Future<Boolean> expunge(Variable variable) {
    return variables.expunge(variable.entry());
  }

  @Override
  public Future<Iterator<String>> names() {
    return new Iterators(variables.names());
  }

  /** A set to come, seen as an iterator to come. */
  private static final class Iterators implements Future<Iterator<String>> {
    private final Future<Set<String>> names;

    private Iterators(Future<Set<String>> names) {
      this.names = names;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return names.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean isCancelled() {
      return names.isCancelled();
    }

    @Override
    public boolean isDone() {
      return names.isDone();
    }

    @Override
    public Iterator<String> get() throws InterruptedException, ExecutionException {
      return names.get().iterator();
    }

    @Override
    public Iterator<String> get(long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      return names.get(timeout, unit).iterator();
    }
  }
}
