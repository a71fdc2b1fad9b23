package io.meseta.runtime.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decodes {@code a=1&b=2}, in request targets and in form bodies. If a name occurs twice the last
 * one wins, as in Mesos.
 */
public final class QueryString {
  private QueryString() {}

  /**
   * Names and values, decoded ({@code +} is a blank); a name without {@code =} has an empty value.
   *
   * @throws HttpRejection 400 if a percent-escape is malformed
   */
  public static Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text.split("[&;]", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        values.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HttpRejection(HttpErrors.badRequest("Malformed % escape in '" + text + "'"));
    }
  }
}
