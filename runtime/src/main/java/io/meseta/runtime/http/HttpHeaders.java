package io.meseta.runtime.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in the order in which they came; names are compared without regard to case.
 * Immutable. Not a map: a name may occur more than once, and messages have a dozen fields at most.
 */
public final class HttpHeaders {
  private static final HttpHeaders NONE = new HttpHeaders(List.of());

  private final List<Field> fields;

  private HttpHeaders(List<Field> fields) {
    this.fields = fields;
  }

  /** One header field. */
  private record Field(String name, String value) {}

  /** No fields at all. */
  public static HttpHeaders none() {
    return NONE;
  }

  /**
   * Headers from alternating names and values.
   *
   * @throws IllegalArgumentException if the last name has no value, or a line break is in one
   */
  public static HttpHeaders of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "'" + namesAndValues[namesAndValues.length - 1] + "' has no value");
    }
    Builder builder = new Builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  /** The value of the first field with this name. */
  public Optional<String> first(String name) {
    return Optional.ofNullable(firstOrNull(name));
  }

  /** The value of the first field with this name, or null; what envelope readers take as lookup. */
  public @Nullable String firstOrNull(String name) {
    for (Field field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        return field.value;
      }
    }
    return null;
  }

  /** All values of the fields with this name, in order. */
  public List<String> all(String name) {
    return fields.stream().filter(f -> f.name.equalsIgnoreCase(name)).map(Field::value).toList();
  }

  /** Whether a field with this name is there, even with an empty value. */
  public boolean contains(String name) {
    return firstOrNull(name) != null;
  }

  /** Calls back with name and value of every field, in order. */
  public void forEach(BiConsumer<String, String> action) {
    fields.forEach(field -> action.accept(field.name, field.value));
  }

  /** The same headers and one more at the end. */
  public HttpHeaders plus(String name, String value) {
    Builder builder = new Builder();
    builder.fields.addAll(fields);
    return builder.add(name, value).build();
  }

  @Override
  public String toString() {
    return fields.toString();
  }

  /** Collects fields. */
  public static final class Builder {
    private final List<Field> fields = new ArrayList<>();

    /**
     * Adds a field at the end.
     *
     * @throws IllegalArgumentException if a line break is in it
     */
    public Builder add(String name, String value) {
      if (breaksLine(name) || breaksLine(value)) {
        throw new IllegalArgumentException("Line break in header '" + name + "'");
      }
      fields.add(new Field(name, value));
      return this;
    }

    /** The headers; the builder may go on. */
    public HttpHeaders build() {
      return new HttpHeaders(List.copyOf(fields));
    }

    private static boolean breaksLine(String text) {
      return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0;
    }
  }
}
