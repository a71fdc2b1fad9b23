package io.meseta.core.allocator.share;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

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

  /** Some of the siblings, in a line of their own. */
  private record Some(View view, Line line) {}

  private final ClusterTotal total;
  private final Line line = new Line();
  private final List<Some> views = new ArrayList<>(0);
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
    List<Ranked> all = all();
    all.sort(Comparator.comparing(sibling -> sibling.name));
    return all;
  }

  private List<Ranked> all() {
    List<Ranked> all = new ArrayList<>(line.size());
    line.forEach(all::add);
    return all;
  }

  /** Whether the view leaves anybody out. */
  public boolean hides(View view) {
    return line(view).size() < line.size();
  }

  private Line line(View view) {
    for (int i = 0; i < views.size(); i++) {
      if (views.get(i).view() == view) {
        return views.get(i).line();
      }
    }
    return line;
  }

  /** From now on there are views of roles apart; of no use but for the top. */
  void showViews() {
    if (views.isEmpty()) {
      views.add(new Some(View.OPEN, new Line()));
      views.add(new Some(View.UNMET, new Line()));
      line.forEach(this::insertIntoViews);
    }
  }

  private void insert(Ranked sibling) {
    line.add(sibling);
    insertIntoViews(sibling);
  }

  private void insertIntoViews(Ranked sibling) {
    for (int i = 0; i < views.size(); i++) {
      if (isIn(views.get(i).view(), sibling)) {
        views.get(i).line().add(sibling);
      }
    }
  }

  private static boolean isIn(View view, Ranked sibling) {
    return sibling instanceof RoleNode role && role.isIn(view);
  }

  private void withdraw(Ranked sibling) {
    line.remove(sibling);
    for (int i = 0; i < views.size(); i++) {
      views.get(i).line().remove(sibling);
    }
  }

  /** Puts everybody in the place where they belong. */
  void refresh() {
    if (version != total.version()) {
      version = total.version();
      sortAnew();
    } else {
      for (int i = 0; i < moved.size(); i++) {
        Ranked sibling = moved.get(i);
        withdraw(sibling);
        sibling.weigh(total.quantities());
        insert(sibling);
      }
    }
    moved.clear();
  }

  private void sortAnew() {
    List<Ranked> all = all();
    all.forEach(sibling -> sibling.weigh(total.quantities()));
    line.replace(all);
    for (Some some : views) {
      some.line().replace(all.stream().filter(sibling -> isIn(some.view(), sibling)).toList());
    }
  }

  /** Who comes first comes first; nobody may be added or removed meanwhile. */
  public Iterator<Ranked> inOrder(View view) {
    refresh();
    return line(view).iterator();
  }
}
