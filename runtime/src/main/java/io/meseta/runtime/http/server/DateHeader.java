package io.meseta.runtime.http.server;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header of responses, formatted once a second. */
final class DateHeader {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static volatile Cached cached = new Cached(0, "");

  private DateHeader() {}

  private record Cached(long second, String text) {}

  static String now() {
    long second = System.currentTimeMillis() / 1000;
    Cached current = cached;
    if (current.second != second) {
      current = new Cached(second, FORMAT.format(Instant.ofEpochSecond(second)));
      cached = current;
    }
    return current.text;
  }
}
