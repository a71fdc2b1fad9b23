package io.meseta.core.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A bag of resources: how much there is of each kind (Mesos reference §8). Immutable, and free of
 * empty amounts. Must not be asked to hold resources that {@code ResourceValidation} refuses.
 *
 * <p>Kinds keep the order in which they came, so that what an operator wrote first is shown first;
 * but the last one takes the place of one that is used up, as in Mesos, whose texts show it.
 */
public final class Resources {

  /** No resources. */
  public static final Resources EMPTY = new Resources(List.of());

  private final List<Entry> entries;

  /** Made when first asked for; a lost race does no harm. */
  private @Nullable List<Resource> messages;

  private Resources(List<Entry> entries) {
    this.entries = entries;
  }

  /** The sum of resources as they stand in messages, in either reservation format. */
  public static Resources of(Iterable<Resource> resources) {
    List<Entry> entries = new ArrayList<>();
    resources.forEach(resource -> Entries.add(entries, Entry.of(resource)));
    return wrap(entries);
  }

  /** One resource as it stands in a message, in either reservation format. */
  public static Resources of(Resource resource) {
    return of(List.of(resource));
  }

  /** Each entry by itself. */
  public Stream<Resources> separate() {
    return entries.stream().map(entry -> wrap(List.of(entry)));
  }

  private static Resources wrap(List<Entry> entries) {
    return entries.isEmpty() ? EMPTY : new Resources(List.copyOf(entries));
  }

  /** These and the others. */
  public Resources plus(Resources others) {
    if (entries.isEmpty()) {
      return others;
    }
    List<Entry> sum = new ArrayList<>(entries);
    others.entries.forEach(entry -> Entries.add(sum, entry));
    return wrap(sum);
  }

  /** These without the others; what is not here cannot be taken away. */
  public Resources minus(Resources others) {
    if (others.entries.isEmpty()) {
      return this;
    }
    List<Entry> rest = new ArrayList<>(entries);
    Entries.subtractAll(rest, others.entries);
    return wrap(rest);
  }

  /** The sum of all. */
  public static Resources sum(Collection<Resources> all) {
    List<Entry> sum = new ArrayList<>();
    all.forEach(resources -> resources.entries.forEach(entry -> Entries.add(sum, entry)));
    return wrap(sum);
  }

  /** Whether all of the others are here. */
  public boolean contains(Resources others) {
    return Entries.contains(entries, others.entries);
  }

  /** Whether a range or a set is in both, which means that something is used twice. */
  public boolean overlaps(Resources others) {
    for (Entry entry : others.entries) {
      int index = Entries.indexOf(entries, entry);
      if (index >= 0 && !(entry.amount() instanceof ScalarAmount)) {
        Amount own = entries.get(index).amount();
        if (!own.minus(entry.amount()).equals(own)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether taking the others away would leave less of these. */
  public boolean shares(Resources others) {
    for (Entry entry : others.entries) {
      if (Entries.indexOf(entries, entry) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The names of the resources, in order. */
  public Set<String> names() {
    return entries.stream()
        .map(entry -> entry.kind().name())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Calls back with the name and the thousandths of each scalar; names may come repeatedly. */
  public void forEachScalar(ObjLongConsumer<String> callback) {
    for (Entry entry : entries) {
      if (entry.amount() instanceof ScalarAmount scalar) {
        callback.accept(entry.kind().name(), scalar.thousandths());
      }
    }
  }

  /** Is told of reserved scalars. */
  @FunctionalInterface
  public interface ReservedScalar {

    /** So many thousandths of the name are reserved for the role. */
    void accept(String role, String name, long thousandths);
  }

  /** Calls back for each reserved scalar; roles and names may come repeatedly. */
  public void forEachReservedScalar(ReservedScalar callback) {
    for (Entry entry : entries) {
      if (entry.amount() instanceof ScalarAmount scalar && entry.kind().isReserved()) {
        callback.accept(entry.kind().reservationRole(), entry.kind().name(), scalar.thousandths());
      }
    }
  }

  /** Those of which there really is something; only a subtraction gone wrong gives others. */
  public Resources positive() {
    return filterEntries(
        entry -> !(entry.amount() instanceof ScalarAmount scalar) || scalar.thousandths() > 0);
  }

  /** Those that are shared between tasks. */
  public Resources shared() {
    return filter(ResourceKind::isShared);
  }

  /** Those that are volumes, whose content outlives tasks. */
  public Resources persistentVolumes() {
    return filter(ResourceKind::isPersistentVolume);
  }

  /** Those that operations have made, and agents have to remember (Mesos reference §10.1). */
  public Resources checkpointed() {
    return filter(
        kind -> !kind.isProvided() && (kind.isDynamicallyReserved() || kind.isPersistentVolume()));
  }

  /** Those that only one task can have. */
  public Resources nonShared() {
    return filter(kind -> !kind.isShared());
  }

  /** Those that are reserved at most once. */
  public Resources unrefined() {
    return filter(kind -> !kind.isRefined());
  }

  /** Those that are nobody's and there to stay: neither reserved, nor revocable, nor shared. */
  public Resources loose() {
    return filterEntries(Entry::isLoose);
  }

  /** How much of some scalars may be kept. */
  @FunctionalInterface
  public interface Budget {

    /**
     * How much of so many thousandths, from none to all; none or all if it is not divisible. Asked
     * once for each.
     */
    long grant(String name, long thousandths, boolean divisible);
  }

  /** These, with no more than the budget grants of what is {@link #loose} and a scalar. */
  public Resources within(Budget budget) {
    List<Entry> kept = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      if (entry.amount() instanceof ScalarAmount scalar && entry.isLoose()) {
        long amount = scalar.thousandths();
        long granted = budget.grant(entry.kind().name(), amount, !entry.isWhole());
        if (granted == amount) {
          kept.add(entry);
        } else if (granted > 0) {
          kept.add(new Entry(entry.kind(), new ScalarAmount(granted), 1));
        }
      } else {
        kept.add(entry);
      }
    }
    return wrap(kept);
  }

  /** The sum of all scalars of this name, whatever their reservations, in thousandths. */
  public long scalarThousandths(String name) {
    long sum = 0;
    for (Entry entry : entries) {
      if (entry.amount() instanceof ScalarAmount scalar && entry.kind().name().equals(name)) {
        sum += scalar.thousandths();
      }
    }
    return sum;
  }

  /** The sum of all scalars of this name, whatever their reservations. */
  public double scalar(String name) {
    return Thousandths.toDouble(scalarThousandths(name));
  }

  /** All of these, allocated to the role. */
  public Resources allocatedTo(String role) {
    return map(kind -> kind.allocatedTo(role));
  }

  /** Those that are allocated to exactly this role. */
  public Resources allocatedIn(String role) {
    return filter(kind -> kind.allocationRole().equals(role));
  }

  /** All of these, allocated to nobody. */
  public Resources unallocated() {
    return map(ResourceKind::unallocated);
  }

  /** All of these without the innermost of their reservations, of which each must have one. */
  public Resources withoutLastReservation() {
    return map(ResourceKind::withoutLastReservation);
  }

  /** All of these without any reservation. */
  public Resources withoutReservations() {
    return map(ResourceKind::withoutReservations);
  }

  /** The plain disk of which volumes among these are made; all else as it is. */
  public Resources withoutPersistence() {
    return map(ResourceKind::withoutPersistence);
  }

  /** How many separate entries there are. */
  public int size() {
    return entries.size();
  }

  /** These as they were before any dynamic reservation was made and any volume created of them. */
  public Resources withoutChanges() {
    return map(ResourceKind::withoutChanges);
  }

  private Resources map(UnaryOperator<ResourceKind> change) {
    List<Entry> changed = new ArrayList<>(entries.size());
    boolean differs = false;
    for (Entry entry : entries) {
      ResourceKind kind = change.apply(entry.kind());
      differs |= !kind.equals(entry.kind());
      Entries.add(changed, entry.as(kind));
    }
    return differs ? wrap(changed) : this;
  }

  /** Those that are not reserved. */
  public Resources unreserved() {
    return filter(kind -> !kind.isReserved());
  }

  /** Those that are reserved, for whichever role. */
  public Resources reserved() {
    return filter(ResourceKind::isReserved);
  }

  /** Those that are reserved for exactly this role. */
  public Resources reservedFor(String role) {
    return filter(kind -> kind.isReserved() && kind.reservationRole().equals(role));
  }

  /** Those that frameworks in this role may have: unreserved, the role's and its ancestors'. */
  public Resources allocatableTo(String role) {
    return filter(kind -> !kind.isReserved() || Roles.isSameOrBelow(role, kind.reservationRole()));
  }

  /** Those that can be taken away at any time. */
  public Resources revocable() {
    return filter(ResourceKind::isRevocable);
  }

  /** Those that are there to stay. */
  public Resources nonRevocable() {
    return filter(kind -> !kind.isRevocable());
  }

  /** Those of this name. */
  public Resources named(String name) {
    return filter(kind -> kind.name().equals(name));
  }

  private Resources filter(Predicate<ResourceKind> wanted) {
    return filterEntries(entry -> wanted.test(entry.kind()));
  }

  /** Most filters keep everything, and then nothing is copied. */
  private Resources filterEntries(Predicate<Entry> wanted) {
    int size = entries.size();
    for (int i = 0; i < size; i++) {
      if (!wanted.test(entries.get(i))) {
        List<Entry> kept = new ArrayList<>(entries.subList(0, i));
        for (int j = i + 1; j < size; j++) {
          if (wanted.test(entries.get(j))) {
            kept.add(entries.get(j));
          }
        }
        return wrap(kept);
      }
    }
    return this;
  }

  /** The roles that own reservations among these, in order. */
  public Set<String> reservationRoles() {
    return entries.stream()
        .filter(entry -> entry.kind().isReserved())
        .map(entry -> entry.kind().reservationRole())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The roles these are allocated to, in order; empty text for those that are not. */
  public Set<String> allocationRoles() {
    return entries.stream()
        .map(entry -> entry.kind().allocationRole())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** As they stand in messages between master and agents and in the v1 operator API. */
  public List<Resource> toProtobuf() {
    List<Resource> made = messages;
    if (made == null) {
      made = entries.stream().map(Entry::toResource).toList();
      messages = made;
    }
    return made;
  }

  /** Equal if they hold the same amounts of the same kinds, in whichever order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Resources resources && Entries.same(entries, resources.entries);
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (Entry entry : entries) {
      hash += entry.hashCode();
    }
    return hash;
  }

  /** As Mesos prints them, for example {@code cpus:4; mem:1024; ports:[31000-32000]}. */
  @Override
  public String toString() {
    Iterator<Entry> all = entries.iterator();
    StringBuilder text = new StringBuilder(all.hasNext() ? "" : "{}");
    while (all.hasNext()) {
      text.append(all.next()).append(all.hasNext() ? "; " : "");
    }
    return text.toString();
  }
}
