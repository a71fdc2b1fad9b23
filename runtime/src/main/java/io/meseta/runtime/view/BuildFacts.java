package io.meseta.runtime.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What was built, and when, as {@code /version} and {@code /state} print it.
 *
 * @param version digits and dots only, because clients turn each part into a number; it is that of
 *     the Mesos whose wire we speak
 * @param built the time of the build, the same for every build of the same sources
 */
public record BuildFacts(String version, Instant built) implements JsonView {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  /** This build. */
  public static final BuildFacts CURRENT =
      new BuildFacts("1.11.0", Instant.parse("2026-01-01T00:00:00Z"));

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    out.writeStringField("build_date", DATE.format(built));
    JsonView.number(out, "build_time", built.getEpochSecond());
    out.writeStringField("build_user", "");
    out.writeStringField("version", version);
  }
}
