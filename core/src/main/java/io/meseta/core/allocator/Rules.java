package io.meseta.core.allocator;

import io.meseta.core.allocator.quota.Quota;
import java.util.HashMap;
import java.util.Map;

/** What operators decide about roles: guarantees, limits and weights; and how roles stand. */
public final class Rules {

  private final Engine engine;

  Rules(Engine engine) {
    this.engine = engine;
  }

  /**
   * What is guaranteed to the role and those below it, and what they may have at most; {@link
   * Quota#NONE} takes it away. Offers stay as they are.
   *
   * @throws IllegalArgumentException if there is a role above this one
   */
  public void putQuota(String role, Quota quota) {
    if (role.indexOf('/') >= 0) {
      throw new IllegalArgumentException("a quota for " + role + ", which is not a top-level role");
    }
    boolean first = !engine.quotas().any();
    engine.quotas().put(role, quota);
    if (first && engine.quotas().any()) {
      engine.tree().showViews();
    }
    engine.agenda().relief = true;
  }

  /** What is guaranteed to the role, and what it may have at most. */
  public Quota quota(String role) {
    return engine.quotas().quota(role);
  }

  /** Whether any role has a quota. */
  public boolean hasQuotas() {
    return engine.quotas().any();
  }

  /**
   * What counts against the role's quota, in thousandths by resource name: what is reserved for it
   * and those below it, and what else they are offered or use that is there to stay.
   */
  public Map<String, Long> consumed(String role) {
    return engine.quotas().consumed(role);
  }

  /**
   * The role's share relative to its siblings. Changes who comes first from now on, not what is
   * offered already.
   */
  public void putWeight(String role, double weight) {
    engine.tree().setWeight(role, weight);
  }

  /** The weights of all roles that were given one. */
  public Map<String, Double> weights() {
    return Map.copyOf(engine.tree().weights());
  }

  /** How the roles that have frameworks stand. */
  public Map<String, Standing> standings() {
    Map<String, Standing> standings = new HashMap<>();
    engine
        .clients()
        .forEach(client -> {
          double share = engine.tree().share(client.role());
          Standing one = new Standing(share, client.refusals.size());
          standings.merge(client.role().role(), one, Standing::and);
        });
    return standings;
  }
}
