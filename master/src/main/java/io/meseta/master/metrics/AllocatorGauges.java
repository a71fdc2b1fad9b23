package io.meseta.master.metrics;

import io.meseta.core.allocator.Standing;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.master.snapshot.RoleSnapshot;
import io.meseta.core.resource.ResourceLimits;
import io.meseta.core.resource.ResourceQuantities;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Roles;
import io.meseta.core.resource.Thousandths;
import io.meseta.runtime.metrics.MetricSource.Receiver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** What can be measured of the allocator in a snapshot: {@code allocator/mesos/…}. */
final class AllocatorGauges {

  private static final String PREFIX = "allocator/mesos/";
  private static final Set<String> ALWAYS = Set.of("cpus", "disk", "mem");

  private final Receiver out;
  private final MasterSnapshot master;

  /** By role; what roles below have counts for those above, and all of it for the root. */
  private final Map<String, ResourceQuantities> consumed = new TreeMap<>();

  private final Map<String, ResourceQuantities> taken = new TreeMap<>();

  private AllocatorGauges(Receiver out, MasterSnapshot master) {
    this.out = out;
    this.master = master;
  }

  static void report(Receiver out, MasterSnapshot master, Resources total, Resources taken) {
    Set<String> names = new TreeSet<>(ALWAYS);
    if (total.names().contains("gpus")) {
      names.add("gpus");
    }
    for (String name : names) {
      out.gauge(PREFIX + "resources/" + name + "/total", total.scalar(name));
      out.gauge(PREFIX + "resources/" + name + "/offered_or_allocated", taken.scalar(name));
    }
    new AllocatorGauges(out, master).roles();
  }

  private void roles() {
    for (RoleSnapshot role : master.roles()) {
      String prefix = PREFIX + "offer_filters/roles/" + role.name();
      out.gauge(prefix + "/active", role.standing().map(Standing::refusals).orElse(0));
      role.standing()
          .ifPresent(standing ->
              out.gauge(PREFIX + "roles/" + role.name() + "/shares/dominant", standing.share()));
      ResourceQuantities used =
          ResourceQuantities.of(role.reserved())
              .plus(ResourceQuantities.of(role.used().unreserved().nonRevocable()));
      ResourceQuantities all = ResourceQuantities.of(role.used().plus(role.offered()));
      forEachAbove(
          role.name(),
          (map, name) -> map.merge(name, map == consumed ? used : all, ResourceQuantities::plus));
    }
    consumed.forEach((role, amounts) -> report(role, amounts, "consumed"));
    master.roleRules().quotas().forEach(this::quota);
  }

  private void forEachAbove(
      String role, BiConsumer<Map<String, ResourceQuantities>, String> change) {
    for (Map<String, ResourceQuantities> map : List.of(consumed, taken)) {
      Roles.withThoseAbove(role).forEach(name -> change.accept(map, name));
      change.accept(map, "");
    }
  }

  private void quota(String role, QuotaConfig quota) {
    ResourceQuantities guarantees = ResourceQuantities.of(quota.getGuaranteesMap());
    Map<String, Long> limits = ResourceLimits.of(quota.getLimitsMap()).thousandths();
    report(role, guarantees, "guarantee");
    limits.forEach((name, amount) -> report(role, name, amount, "limit"));
    Set<String> names = new TreeSet<>(guarantees.thousandths().keySet());
    names.addAll(limits.keySet());
    ResourceQuantities own = taken.getOrDefault(role, ResourceQuantities.EMPTY);
    names.forEach(name -> report(role, name, own.of(name), "offered_or_allocated"));
  }

  private void report(String role, ResourceQuantities amounts, String what) {
    amounts.thousandths().forEach((name, amount) -> report(role, name, amount, what));
  }

  private void report(String role, String name, long thousandths, String what) {
    out.gauge(
        PREFIX + "quota/roles/" + role + "/resources/" + name + "/" + what,
        Thousandths.toDouble(thousandths));
  }
}
