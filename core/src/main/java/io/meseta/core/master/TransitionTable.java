package io.meseta.core.master;

import java.util.ArrayList;
import java.util.List;

/**
 * Every transition of one kind of thing, in one place: which event leads from which stage to which.
 * Must not hold anything but the table; a test draws it into {@code docs/states} and fails if one
 * of its rows is never visited.
 *
 * @param rows in the order in which they are drawn
 * @param <S> stages
 * @param <E> events
 */
public record TransitionTable<S extends Enum<S>, E>(List<Row<S, E>> rows) {

  /** From a stage, by an event, to a stage. */
  public record Row<S, E>(S from, Class<? extends E> event, S to) {}

  public TransitionTable {
    rows = List.copyOf(rows);
  }

  /** The stage that follows. */
  public S next(S from, E event) {
    for (Row<S, E> row : rows) {
      if (row.from() == from && row.event().isInstance(event)) {
        return row.to();
      }
    }
    throw new IllegalStateException(
        event.getClass().getSimpleName() + " is not declared in stage " + from);
  }

  /** Begins a table. */
  public static <S extends Enum<S>, E> Rows<S, E> begin() {
    return new Rows<>();
  }

  /** Collects the rows of a table. */
  public static final class Rows<S extends Enum<S>, E> {

    private final List<Row<S, E>> rows = new ArrayList<>();

    private Rows() {}

    /** One more row. */
    public Rows<S, E> row(S from, Class<? extends E> event, S to) {
      rows.add(new Row<>(from, event, to));
      return this;
    }

    /** The table. */
    public TransitionTable<S, E> done() {
      return new TransitionTable<>(rows);
    }
  }
}
