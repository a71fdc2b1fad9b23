package io.meseta.master.ui.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One page of a table: filtered by state and text, sorted, cut. What is rendered is the page and
 * nothing else, whatever the size of the cluster.
 *
 * @param shape what the rows of this table are like
 * @param rows all of them
 * @param query what the page asks for
 */
public record Listing<T>(Shape<T> shape, Collection<T> rows, ListQuery query) implements JsonView {

  /**
   * What the rows of a table have in common.
   *
   * @param states the states to choose from, of which the first is the default; empty if rows have
   *     none
   * @param inState whether a row is in a state, which may also be one that is not to choose from
   * @param orders columns by which the table can be sorted
   * @param defaultSort a column, after a minus sign if descending
   * @param texts what the search looks at
   * @param writer writes the fields of a row
   */
  public record Shape<T>(
      List<String> states,
      BiPredicate<T, String> inState,
      Map<String, Comparator<T>> orders,
      String defaultSort,
      RowText<T> texts,
      JsonView.Writer<T> writer) {

    /** The state that a query asks for. */
    private String state(ListQuery query) {
      return query.value("state").orElseGet(states::getFirst);
    }

    /** The sort that a query asks for, if the table has it. */
    private String sort(ListQuery query) {
      return query
          .value("sort")
          .filter(sort -> orders.containsKey(column(sort)))
          .orElse(defaultSort);
    }

    private Comparator<T> order(String sort) {
      Comparator<T> order = orders.get(column(sort));
      if (order == null) {
        throw new IllegalStateException("No order for column " + sort);
      }
      return sort.startsWith("-") ? order.reversed() : order;
    }

    private static String column(String sort) {
      return sort.startsWith("-") ? sort.substring(1) : sort;
    }
  }

  /** The texts of a row in which the reader may search. */
  @FunctionalInterface
  public interface RowText<T> extends Function<T, Stream<String>> {

    /** Whether one of the texts contains {@code lowerCase}. */
    default boolean matches(T row, String lowerCase) {
      return lowerCase.isEmpty()
          || apply(row).anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(lowerCase));
    }
  }

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    String text = query.text();
    String sort = shape.sort(query);
    List<T> found =
        chosen().filter(row -> shape.texts.matches(row, text)).sorted(shape.order(sort)).toList();
    int size = query.size();
    int pages = Math.max(1, (found.size() + size - 1) / size);
    int page = Math.min(query.page(), pages - 1);
    int first = page * size;
    out.writeNumberField("page", page);
    out.writeNumberField("pages", pages);
    out.writeNumberField("size", size);
    out.writeNumberField("total", found.size());
    out.writeNumberField("all", rows.size());
    out.writeStringField("sort", sort);
    writeCounts(out);
    JsonView.objects(
        out, "rows", found.subList(first, Math.min(found.size(), first + size)), shape.writer);
  }

  private Stream<T> chosen() {
    if (shape.states.isEmpty()) {
      return rows.stream();
    }
    String state = shape.state(query);
    return rows.stream().filter(row -> shape.inState.test(row, state));
  }

  private void writeCounts(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("counts");
    for (String state : shape.states) {
      out.writeNumberField(
          state, rows.stream().filter(row -> shape.inState.test(row, state)).count());
    }
    out.writeEndObject();
  }
}
