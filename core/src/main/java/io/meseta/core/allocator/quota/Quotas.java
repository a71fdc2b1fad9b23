package io.meseta.core.allocator.quota;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Guarantees and limits of top-level roles, and how much of what is free must be held back so that
 * every guarantee can still be met (Mesos reference §9.3). All sums are kept up to date by changes.
 */
public final class Quotas {

  private final Quantities.Index index;
  private final List<Quantities> minimum;
  private final Map<String, QuotaAccount> accounts = new HashMap<>();

  private final Quantities required;

  private final Quantities free;

  private int count;

  /** No quotas; so much, any of which is enough, is usually worth an offer. */
  public Quotas(Quantities.Index index, List<Quantities> minimum) {
    this.index = index;
    this.minimum = minimum;
    this.required = nothing();
    this.free = nothing();
  }

  /** A vector of 0. */
  public Quantities nothing() {
    return new Quantities(index);
  }

  /** What all roles together lack of what they are guaranteed; to be changed by accounts. */
  public Quantities required() {
    return required;
  }

  /** What is free in the cluster, not reserved and there to stay; whoever changes it says so. */
  public Quantities free() {
    return free;
  }

  /** Whether any role has a quota. */
  public boolean any() {
    return count > 0;
  }

  /** What is free and needs not be held back; never negative. */
  public long surplus(int place) {
    return Math.max(0, free.at(place) - required.at(place));
  }

  /** What is guaranteed and allowed to the top-level role. */
  public Quota quota(String role) {
    QuotaAccount account = accounts.get(role);
    return account == null ? Quota.NONE : account.quota();
  }

  /** What counts against the quota of the top-level role, by name. */
  public Map<String, Long> consumed(String role) {
    QuotaAccount account = accounts.get(role);
    return account == null ? Map.of() : account.consumed().toMap();
  }

  /** Books a change of what is reserved for the role. */
  public void changeReservation(String role, Quantities amounts, boolean more) {
    QuotaAccount account = account(role);
    if (more) {
      account.consume(amounts);
    } else {
      account.giveBack(amounts);
    }
    dropIfUseless(account);
  }

  /** The account of the top-level role above this one, or of this one. */
  public QuotaAccount account(String role) {
    int slash = role.indexOf('/');
    String top = slash < 0 ? role : role.substring(0, slash);
    return accounts.computeIfAbsent(top, name -> new QuotaAccount(name, this));
  }

  /** Changes the quota of the top-level role. */
  public void put(String role, Quota quota) {
    QuotaAccount account = account(role);
    count += (quota.equals(Quota.NONE) ? 0 : 1) - (account.quota().equals(Quota.NONE) ? 0 : 1);
    long[] limits = {};
    if (!quota.limits().isEmpty()) {
      quota.limits().keySet().forEach(index::of);
      limits = new long[index.size()];
      Arrays.fill(limits, Quantities.UNLIMITED);
      for (Map.Entry<String, Long> limit : quota.limits().entrySet()) {
        limits[index.of(limit.getKey())] = limit.getValue();
      }
    }
    boolean none = quota.equals(Quota.NONE);
    account.quota(none ? Quota.NONE : quota, Quantities.of(index, quota.guarantees()), limits);
    dropIfUseless(account);
  }

  /** An account without quota, frameworks and reservations is not worth its memory. */
  void dropIfUseless(QuotaAccount account) {
    if (!account.isWatched()
        && account.quota() == Quota.NONE
        && account.consumed().isZero()
        && !account.role().isEmpty()) {
      accounts.remove(account.role());
    }
  }

  /** Whether the limits of the role leave something that is worth an offer. */
  boolean isWorthwhile(QuotaAccount account) {
    return minimum.isEmpty() || minimum.stream().anyMatch(account::hasRoomFor);
  }
}
