package io.meseta.runtime.http;

import java.util.Locale;
import java.util.Optional;

/**
 * Reads Accept and Accept-Encoding as Mesos does: the first entry that matches decides, and its
 * q-value only matters for being zero (Mesos reference §0.3 and its corrections).
 */
public final class AcceptHeader {
  private AcceptHeader() {}

  /**
   * Whether the header allows a value.
   *
   * @param candidates the value, then the wildcards that match it, the most exact first
   */
  public static boolean accepts(Optional<String> header, String... candidates) {
    String[] entries =
        header.orElse("").replaceAll("[ \t]", "").toLowerCase(Locale.ROOT).split(",", -1);
    for (String candidate : candidates) {
      for (String entry : entries) {
        int semicolon = entry.indexOf(';');
        if (candidate.equals(semicolon < 0 ? entry : entry.substring(0, semicolon))) {
          return semicolon < 0 || !isZero(entry.substring(semicolon));
        }
      }
    }
    return false;
  }

  private static boolean isZero(String parameters) {
    for (String parameter : parameters.split(";", -1)) {
      if (parameter.startsWith("q=")) {
        return parameter.matches("q=0*(\\.0*)?");
      }
    }
    return false;
  }
}
