package io.meseta.core.resource;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.apache.mesos.v1.Protos.Value;

/**
 * A second opinion on the algebra of resources (Mesos reference §8.3): every resource is taken
 * apart into units, and a bag counts how often it holds each. The units of a scalar are its
 * thousandths, those of ranges and sets their members, of which there is one each; what can only be
 * had as a whole, or is shared, is a unit by itself.
 */
record Bag(Map<Object, Long> units) {

  /** One member of ranges or of a set. */
  private record Member(Resource kind, Object member) {}

  /** All thousandths of a scalar. */
  private record Thousandth(Resource kind) {}

  /** Something that can only be had as it is. */
  private record Whole(Resource resource) {}

  static Bag of(List<Resource> resources) {
    Map<Object, Long> units = new HashMap<>();
    resources.forEach(resource -> addTo(units, resource));
    return new Bag(units);
  }

  private static void addTo(Map<Object, Long> units, Resource resource) {
    Resource kind = resource.toBuilder().clearScalar().clearRanges().clearSet().build();
    if (isWhole(resource)) {
      units.merge(new Whole(resource), 1L, Long::sum);
    } else if (resource.getType() == Value.Type.SCALAR) {
      long amount = Math.round(resource.getScalar().getValue() * 1000);
      units.merge(new Thousandth(kind), amount, Long::sum);
    } else {
      members(resource).forEach(member -> units.put(new Member(kind, member), 1L));
    }
  }

  private static Set<Object> members(Resource resource) {
    Set<Object> members = new HashSet<>(resource.getSet().getItemList());
    for (Value.Range range : resource.getRanges().getRangeList()) {
      for (long number = range.getBegin(); number <= range.getEnd(); number++) {
        members.add(number);
      }
    }
    return members;
  }

  /** Persistent volumes, shared or not, and disks that are devices. */
  static boolean isWhole(Resource resource) {
    Source source = resource.getDisk().getSource();
    return resource.getDisk().hasPersistence()
        || source.getType() == Source.Type.MOUNT
        || source.getType() == Source.Type.BLOCK
        || (source.getType() == Source.Type.RAW && source.hasId());
  }

  Bag plus(Bag other) {
    Map<Object, Long> sum = new HashMap<>(units);
    other.units.forEach(
        (unit, count) -> sum.merge(unit, count, unit instanceof Member ? Math::max : Long::sum));
    return new Bag(sum);
  }

  /** What is not there cannot be taken away. */
  Bag minus(Bag other) {
    return new Bag(
        units.entrySet().stream()
            .filter(entry -> entry.getValue() > other.count(entry.getKey()))
            .collect(toMap(Map.Entry::getKey, e -> e.getValue() - other.count(e.getKey()))));
  }

  boolean contains(Bag other) {
    return other.units.entrySet().stream()
        .allMatch(entry -> count(entry.getKey()) >= entry.getValue());
  }

  private long count(Object unit) {
    return units.getOrDefault(unit, 0L);
  }

  /** Whether something of which there can be only one is in both. */
  boolean meets(Bag other) {
    return units.keySet().stream().anyMatch(u -> u instanceof Member && other.count(u) > 0);
  }

  /** All thousandths of scalars of this name; copies of what is shared count once. */
  long thousandths(String name) {
    long sum = 0;
    for (Map.Entry<Object, Long> entry : units.entrySet()) {
      if (entry.getKey() instanceof Thousandth scalar && scalar.kind.getName().equals(name)) {
        sum += entry.getValue();
      } else if (entry.getKey() instanceof Whole whole && whole.resource.getName().equals(name)) {
        long copies = whole.resource.hasShared() ? 1 : entry.getValue();
        sum += copies * Math.round(whole.resource.getScalar().getValue() * 1000);
      }
    }
    return sum;
  }

  /** As messages hold it: one copy of what is shared. */
  Bag withoutCopies() {
    return new Bag(
        units.entrySet().stream()
            .collect(toMap(Map.Entry::getKey, e -> isShared(e.getKey()) ? 1 : e.getValue())));
  }

  private static boolean isShared(Object unit) {
    return unit instanceof Whole whole && whole.resource.hasShared();
  }

  static List<Resource> concat(List<Resource> left, List<Resource> right) {
    List<Resource> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }
}
