package io.meseta.core.allocator.share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Siblings in order, in rows of some dozens: who comes or goes moves only those of one row, and
 * most comparisons are with neighbours in memory. Nobody's share may change while it is in a line.
 */
final class Line implements Iterable<Ranked> {

  private static final int FULL = 64;

  /** Some that follow each other; never empty while it is in a line. */
  private static final class Row {

    private Ranked[] members;
    private int size;

    Row(Ranked[] members, int size) {
      this.members = members;
      this.size = size;
    }

    boolean endsBefore(Ranked one) {
      return members[size - 1].compareTo(one) < 0;
    }

    /** The place of the first that does not come before this one. */
    int placeOf(Ranked one) {
      int low = 0;
      int high = size;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (members[middle].compareTo(one) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    boolean isFull() {
      return size == FULL;
    }

    void insert(Ranked one) {
      if (size == members.length) {
        members = Arrays.copyOf(members, Math.min(FULL, 2 * size));
      }
      int place = placeOf(one);
      System.arraycopy(members, place, members, place + 1, size - place);
      members[place] = one;
      size++;
    }

    boolean delete(Ranked one) {
      int place = members[0] == one ? 0 : placeOf(one);
      if (place == size || members[place] != one) {
        return false;
      }
      size--;
      System.arraycopy(members, place + 1, members, place, size - place);
      Arrays.fill(members, size, size + 1, null);
      return true;
    }

    /** Keeps the first half, and gives the rest away. */
    Row split() {
      int half = size / 2;
      Row rest = new Row(Arrays.copyOfRange(members, half, half + FULL), size - half);
      Arrays.fill(members, half, size, null);
      size = half;
      return rest;
    }
  }

  private final List<Row> rows = new ArrayList<>(1);
  private int size;

  int size() {
    return size;
  }

  void add(Ranked one) {
    size++;
    if (rows.isEmpty()) {
      rows.add(new Row(new Ranked[] {one}, 1));
      return;
    }
    int place = Math.min(rowOf(one), rows.size() - 1);
    if (rows.get(place).isFull()) {
      rows.add(place + 1, rows.get(place).split());
      place += rows.get(place).endsBefore(one) ? 1 : 0;
    }
    rows.get(place).insert(one);
  }

  /** Does nothing if it is not there. Mostly it is the first: who was served goes to the back. */
  void remove(Ranked one) {
    int place = isFirst(one) ? 0 : rowOf(one);
    if (place < rows.size() && rows.get(place).delete(one)) {
      size--;
      if (rows.get(place).size == 0) {
        rows.remove(place);
      }
    }
  }

  private boolean isFirst(Ranked one) {
    return !rows.isEmpty() && rows.getFirst().members[0] == one;
  }

  /** The first row that does not end before this one; as many as there are if all do. */
  private int rowOf(Ranked one) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).endsBefore(one)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Exactly these from now on, in whichever order they are given. */
  void replace(Collection<? extends Ranked> all) {
    Ranked[] sorted = all.toArray(Ranked[]::new);
    Arrays.sort(sorted);
    rows.clear();
    int most = FULL / 4 * 3;
    for (int from = 0; from < sorted.length; from += most) {
      int to = Math.min(sorted.length, from + most);
      rows.add(new Row(Arrays.copyOfRange(sorted, from, to), to - from));
    }
    size = sorted.length;
  }

  /** Nobody may come or go meanwhile. */
  @Override
  public Iterator<Ranked> iterator() {
    return new Walk(rows);
  }

  private static final class Walk implements Iterator<Ranked> {

    private final List<Row> rows;
    private int row;
    private int place;

    Walk(List<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return row < rows.size();
    }

    @Override
    public Ranked next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row current = rows.get(row);
      Ranked next = current.members[place++];
      if (place == current.size) {
        row++;
        place = 0;
      }
      return next;
    }
  }
}
