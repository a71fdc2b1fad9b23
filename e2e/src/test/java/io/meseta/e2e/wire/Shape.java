package io.meseta.e2e.wire;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a JSON document looks like: the paths in it and the type of what is there. */
final class Shape {

  /** Below these there are names that people choose. */
  private static final Pattern CHOSEN =
      Pattern.compile(".*(flags|attributes|reserved_resources\\w*)|/files_debug");

  private Shape() {}

  static Set<String> of(Object document) {
    Set<String> paths = new TreeSet<>();
    add(paths, "", document);
    return paths;
  }

  private static void add(Set<String> paths, String path, Object value) {
    switch (value) {
      case Map<?, ?> fields -> {
        paths.add(path + " object");
        if (!CHOSEN.matcher(path).matches()) {
          fields.forEach((name, field) -> add(paths, path + "/" + name, field));
        }
      }
      case List<?> elements -> {
        paths.add(path + " array");
        elements.forEach(element -> add(paths, path + "[]", element));
      }
      case String _ -> paths.add(path + " text");
      case Boolean _ -> paths.add(path + " boolean");
      case Long _ -> paths.add(path + " integer");
      case Double _ -> paths.add(path + " double");
      default -> paths.add(path + " null");
    }
  }
}
