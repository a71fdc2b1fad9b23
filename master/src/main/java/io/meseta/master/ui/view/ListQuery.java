package io.meseta.master.ui.view;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a table of the page asks for. Parameters that make no sense are as good as absent: an old
 * bookmark still shows a table.
 *
 * @param parameters the query of the request, decoded
 */
public record ListQuery(Map<String, String> parameters) {

  /** Rows per page unless asked otherwise. */
  static final int DEFAULT_SIZE = 50;

  /** The most rows that one answer holds. */
  static final int MAX_SIZE = 500;

  public ListQuery {
    parameters = Map.copyOf(parameters);
  }

  /** One parameter, unless it is absent or empty. */
  Optional<String> value(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
  }

  /** The text that rows must contain, in lower case; empty for all rows. */
  String text() {
    return value("q").orElse("").strip().toLowerCase(Locale.ROOT);
  }

  /** Which page, from 0. */
  int page() {
    return number("page", 0, 1_000_000);
  }

  /** Rows per page. */
  int size() {
    return Math.max(1, number("size", DEFAULT_SIZE, MAX_SIZE));
  }

  private int number(String name, int otherwise, int most) {
    return value(name)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(text -> Math.min(most, Integer.parseInt(text)))
        .orElse(otherwise);
  }
}
