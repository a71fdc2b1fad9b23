package io.meseta.core.allocator.share;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Siblings in line. What changed is put in its place only when somebody looks, and a change of the
 * cluster's size sorts only the lines that are looked at.
 */
public final class Ranking {

  /** Which of the siblings are looked at. */
  public enum View {
    /** All of them. */
    ALL,
    /** Roles that may still have something that is nobody's. */
    OPEN,
    /** Roles that have not what they are guaranteed. */
    UNMET
  }

  private final ClusterTotal total;
  private final TreeSet<Ranked> line = new TreeSet<>();
  private final Map<View, TreeSet<Ranked>> views = new EnumMap<>(View.class);
  private final List<Ranked> moved = new ArrayList<>();
  private long version;

  Ranking(ClusterTotal total) {
    this.total = total;
    this.version = total.version();
  }

  void add(Ranked sibling) {
    sibling.ranking = this;
    sibling.weigh(total.quantities());
    insert(sibling);
  }

  void remove(Ranked sibling) {
    withdraw(sibling);
    sibling.ranking = null;
    if (sibling.stale) {
      sibling.stale = false;
      moved.remove(sibling);
    }
  }

  void moved(Ranked sibling) {
    moved.add(sibling);
  }

  /** All siblings, by name, so that the order does not depend on what they have. */
  public List<Ranked> byName() {
    return line.stream().sorted(Comparator.comparing((Ranked sibling) -> sibling.name)).toList();
  }

  /** Whether the view leaves anybody out. */
  public boolean hides(View view) {
    return views.containsKey(view) && views.getOrDefault(view, line).size() < line.size();
  }

  /** From now on there are views of roles apart; of no use but for the top. */
  void showViews() {
    if (!views.isEmpty()) {
      return;
    }
    List<Ranked> all = new ArrayList<>(line);
    line.clear();
    views.put(View.OPEN, new TreeSet<>());
    views.put(View.UNMET, new TreeSet<>());
    all.forEach(this::insert);
  }

  private void insert(Ranked sibling) {
    line.add(sibling);
    if (!views.isEmpty() && sibling instanceof RoleNode role) {
      views.forEach((view, some) -> {
        if (role.isIn(view)) {
          some.add(role);
        }
      });
    }
  }

  private void withdraw(Ranked sibling) {
    line.remove(sibling);
    views.values().forEach(some -> some.remove(sibling));
  }

  /** Puts everybody in the place where they belong. */
  void refresh() {
    if (version != total.version()) {
      version = total.version();
      List<Ranked> all = new ArrayList<>(line);
      line.clear();
      views.values().forEach(TreeSet::clear);
      all.forEach(sibling -> sibling.weigh(total.quantities()));
      all.forEach(this::insert);
    } else {
      for (Ranked sibling : moved) {
        withdraw(sibling);
        sibling.weigh(total.quantities());
        insert(sibling);
      }
    }
    moved.clear();
  }

  /** Who comes first comes first; nobody may be added or removed meanwhile. */
  public Iterator<Ranked> inOrder(View view) {
    refresh();
    return views.getOrDefault(view, line).iterator();
  }
}
