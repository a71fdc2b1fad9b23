package io.meseta.core.resource;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * Distinct names.
 *
 * @param items sorted and unmodifiable
 */
record SetAmount(SortedSet<String> items) implements Amount {

  static SetAmount of(Collection<String> items) {
    return new SetAmount(Collections.unmodifiableSortedSet(new TreeSet<>(items)));
  }

  @Override
  public Amount plus(Amount other) {
    SortedSet<String> union = new TreeSet<>(items);
    union.addAll(((SetAmount) other).items);
    return new SetAmount(Collections.unmodifiableSortedSet(union));
  }

  @Override
  public Amount minus(Amount other) {
    SortedSet<String> rest = new TreeSet<>(items);
    rest.removeAll(((SetAmount) other).items);
    return new SetAmount(Collections.unmodifiableSortedSet(rest));
  }

  @Override
  public boolean contains(Amount other) {
    return items.containsAll(((SetAmount) other).items);
  }

  @Override
  public boolean isEmpty() {
    return items.isEmpty();
  }

  @Override
  public void writeTo(Resource.Builder builder) {
    builder.setType(Value.Type.SET).setSet(Value.Set.newBuilder().addAllItem(items));
  }

  @Override
  public String toString() {
    return "{" + String.join(", ", items) + "}";
  }
}
