package io.meseta.runtime.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Answers of the v0 endpoints: JSON, or a script if the query has {@code jsonp} (reference §0.2).
 */
public final class Jsonp {
  private Jsonp() {}

  /**
   * 200 with the JSON, or a call of the function that the query asks for; an empty name gives
   * {@code (...)}, as recorded.
   */
  public static HttpResponse response(HttpRequest request, byte[] json) {
    return request
        .query("jsonp")
        .map(callback -> HttpResponse.of(200, "text/javascript", wrap(callback, json)))
        .orElseGet(() -> HttpResponse.json(json));
  }

  private static byte[] wrap(String callback, byte[] json) {
    byte[] name = callback.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream script = new ByteArrayOutputStream(name.length + json.length + 2);
    script.writeBytes(name);
    script.write('(');
    script.writeBytes(json);
    script.write(')');
    return script.toByteArray();
  }
}
